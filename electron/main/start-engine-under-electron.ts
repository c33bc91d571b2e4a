import { MessageChannelMain, utilityProcess } from "electron";
import type { StartEngine } from "#library/engine-process.ts";
import { brokerWorkers } from "#main/worker-broker.ts";
import { electronPortWire } from "#workers/wires/message-port-wire.ts";

/** Programs of the processes that the main process starts. */
export interface Entries {
  readonly engine: string;
  readonly pageWorker: string;
}

/** Starts engines as utility processes. Works only when the application is ready. */
export function startEngineUnderElectron(entries: Entries): StartEngine {
  return (path) => {
    const child = utilityProcess.fork(entries.engine, [path], { serviceName: "Orbweaver engine", stdio: "inherit" });
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ t: "wire" }, [port2]);
    brokerWorkers(child, entries.pageWorker);
    // Its exit follows and says enough; an error that nobody listens to would end the application.
    child.on("error", () => undefined);
    let exitCode: number | null = null;
    child.once("exit", (code) => (exitCode = code));
    return {
      wire: electronPortWire(port1),
      get pid() {
        return child.pid ?? null;
      },
      onExit(ended) {
        if (exitCode === null) child.once("exit", (code) => ended(code, null));
        else queueMicrotask(() => ended(exitCode, null));
      },
      kill: () => void child.kill(),
    };
  };
}
