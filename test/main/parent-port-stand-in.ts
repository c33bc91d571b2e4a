/** Gives a thread the `process.parentPort` that a utility process of Electron has. Belongs to `electron-stand-in.ts`. */
import { parentPort, type MessagePort } from "node:worker_threads";

interface Carried {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

/** Ports carry their messages in events there, and hold them back until `start`. */
function wrapped(port: MessagePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (_event: "message", listener: (event: unknown) => void) => port.on("message", (data) => listener({ data, ports: [] })),
    once: (_event: "close", listener: () => void) => port.once("close", listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}

const listeners = new Map<unknown, (carried: Carried) => void>();
Object.assign(process, {
  parentPort: {
    postMessage: (message: unknown) => parentPort?.postMessage(message),
    on(_event: "message", listener: (event: unknown) => void) {
      const onMessage = ({ data, ports }: Carried) => listener({ data, ports: ports.map(wrapped) });
      listeners.set(listener, onMessage);
      parentPort?.on("message", onMessage);
    },
    off(_event: "message", listener: (event: unknown) => void) {
      const onMessage = listeners.get(listener);
      if (onMessage !== undefined) parentPort?.off("message", onMessage);
    },
  },
});
