import { spawn } from "node:child_process";
import { constants } from "node:os";
import { pinnedNode } from "./setup.mjs";

/** Runs a program on the pinned Node in place of this process: same arguments, same streams, same end. */
export function runPinned(program, args) {
  const child = spawn(pinnedNode, [program, ...args], { stdio: "inherit" });
  // In a terminal Ctrl-C reaches the child by itself; a signal that was sent to this process alone is passed on.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
