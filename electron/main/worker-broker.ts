import { MessageChannelMain, utilityProcess, type UtilityProcess } from "electron";
import type { FromBroker, ToBroker } from "#workers/wires/broker-messages.ts";

/** V8 heap of a page worker, as under Node. */
const HEAP_MIB = 512;

/** Starts the page workers that an engine asks for, and ends them with it. `entry` is the program of a page worker. */
export function brokerWorkers(engine: UtilityProcess, entry: string): void {
  const workers = new Map<number, UtilityProcess>();
  const tell = (message: FromBroker, ports: Electron.MessagePortMain[] = []) => engine.postMessage(message, ports);

  const start = (id: number, markPath: string) => {
    const worker = utilityProcess.fork(entry, [markPath], {
      serviceName: "Orbweaver page worker",
      execArgv: [`--max-old-space-size=${HEAP_MIB}`],
      stdio: "ignore",
    });
    workers.set(id, worker);
    // A page that uses up the memory of its worker is an error that would end the application; the exit follows.
    worker.on("error", () => undefined);
    worker.once("exit", () => {
      if (workers.delete(id)) tell({ t: "worker-exit", id });
    });
    const { port1, port2 } = new MessageChannelMain();
    worker.postMessage({ t: "line" }, [port1]);
    tell({ t: "worker-port", id }, [port2]);
  };

  engine.on("message", (message: ToBroker) => {
    if (message.t === "worker-request" && !workers.has(message.id)) start(message.id, message.markPath);
    else if (message.t === "worker-kill") workers.get(message.id)?.kill();
  });
  engine.once("exit", () => {
    const left = [...workers.values()];
    workers.clear();
    for (const worker of left) worker.kill();
  });
}
