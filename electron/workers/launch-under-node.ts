import { fork } from "node:child_process";
import { leanArguments, leanEnvironment } from "#workers/lean-process.ts";
import type { FromWorker, LaunchWorker } from "#workers/messages.ts";

/** V8 heap of a page worker. Bodies stand outside it; what a page needs inside is some ten times its size. */
const HEAP = { heapMib: 512, semiSpaceMib: 8 };

/** Starts page workers as child processes of Node. They end with their parent, however it ends. */
export function launchUnderNode(entry: string): LaunchWorker {
  return (markPath) => {
    const child = fork(entry, [markPath], {
      serialization: "advanced",
      execArgv: leanArguments(HEAP),
      // Slow name lookups share these threads with decompression.
      env: { ...leanEnvironment(), UV_THREADPOOL_SIZE: "8" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    return {
      // A worker that is gone cannot be told anything; its exit says so.
      send: (message) => void (child.connected && child.send(message, () => undefined)),
      onMessage: (receive) => void child.on("message", (message) => receive(message as FromWorker)),
      onExit: (gone) => void child.once("exit", gone).once("error", gone),
      kill: () => void child.kill("SIGKILL"),
    };
  };
}
