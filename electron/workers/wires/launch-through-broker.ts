import type { FromWorker, LaunchWorker, ToWorker } from "#workers/messages.ts";
import type { FromBroker, ToBroker } from "#workers/wires/broker-messages.ts";
import type { PortLike } from "#workers/wires/message-port-wire.ts";
import type { ParentPort, PortEvent } from "#workers/wires/parent-port.ts";

interface AskedFor {
  port: PortLike | null;
  /** What was said to the worker before its port came. */
  unsent: ToWorker[];
  receive: (message: FromWorker) => void;
  gone: () => void;
}

/** Starts page workers in Electron, by asking the main process for them. */
export function launchThroughBroker(parent: ParentPort): LaunchWorker {
  const workers = new Map<number, AskedFor>();
  const ask = (message: ToBroker) => parent.postMessage(message);
  let nextId = 1;

  parent.on("message", (event) => {
    const message = event.data as FromBroker;
    const worker = workers.get(message.id);
    if (worker === undefined) return;
    if (message.t === "worker-port") connect(worker, event);
    else if (message.t === "worker-exit") {
      workers.delete(message.id);
      worker.gone();
    }
  });

  return (markPath) => {
    const id = nextId++;
    const worker: AskedFor = { port: null, unsent: [], receive: () => {}, gone: () => {} };
    workers.set(id, worker);
    ask({ t: "worker-request", id, markPath });
    return {
      send(message) {
        if (worker.port === null) worker.unsent.push(message);
        else worker.port.postMessage(message);
      },
      onMessage: (receive) => void (worker.receive = receive),
      onExit: (gone) => void (worker.gone = gone),
      kill: () => ask({ t: "worker-kill", id }),
    };
  };
}

function connect(worker: AskedFor, event: PortEvent): void {
  const [port] = event.ports;
  if (port === undefined) return;
  worker.port = port;
  port.on("message", (arrived) => worker.receive((arrived as PortEvent).data as FromWorker));
  port.start?.();
  for (const message of worker.unsent.splice(0)) port.postMessage(message);
}
