import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pinnedNode, root } from "./setup.mjs";

/** Runs a program of ours with these arguments on the pinned Node: in this process when it is that Node, else in a child that takes its place. */
export async function runPinned(program, args) {
  const pinnedVersion = JSON.parse(readFileSync(join(root, "node_modules", "node", "package.json"), "utf8")).version;
  if (process.versions.node === pinnedVersion) {
    process.argv = [process.execPath, program, ...args];
    await import(pathToFileURL(program).href);
  } else {
    runInPlace(pinnedNode, [program, ...args], (exitCode) => process.exit(exitCode));
  }
}

/** Runs a program with the streams of this process, passes signals on to it, and tells its end. */
export function runInPlace(program, args, ended) {
  const child = spawn(program, args, { stdio: "inherit" });
  // A terminal sends Ctrl-C to the child too; our programs take two within a moment for one.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", () => ended(1));
  child.on("exit", (code, signal) => ended(code ?? 128 + (constants.signals[signal] ?? 0)));
}
