import { fork } from "node:child_process";
import type { EngineProcess, StartEngine } from "#library/engine-process.ts";
import { leanArguments, leanEnvironment } from "#workers/lean-process.ts";
import { childProcessWire } from "#workers/wires/child-process-wire.ts";

/** The same limit that Electron sets for its utility processes, whatever the computer has. */
const HEAP = { heapMib: 4096, semiSpaceMib: 8 };

/** Starts engines as forked children of this Node process. `entry` is the program; the crawl's path is its first argument. */
export function startEngineUnderNode(entry: string): StartEngine {
  return (path) => {
    const child = fork(entry, [path], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      detached: false,
      execArgv: leanArguments(HEAP),
      env: leanEnvironment(),
    });
    const process: EngineProcess = {
      wire: childProcessWire(child),
      pid: child.pid ?? null,
      onExit(ended) {
        if (child.exitCode !== null || child.signalCode !== null) queueMicrotask(() => ended(child.exitCode, child.signalCode));
        else child.once("exit", ended);
        child.once("error", () => child.pid === undefined && ended(null, null));
      },
      kill: () => void child.kill("SIGKILL"),
    };
    return process;
  };
}
