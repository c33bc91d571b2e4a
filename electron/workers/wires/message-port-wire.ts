import { Inbox, type Wire } from "#contract/wire.ts";

/** What `MessagePort` of `worker_threads`, and Electron's `MessagePortMain`, `ParentPort` and `UtilityProcess` have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  on(event: "message", listener: (message: unknown) => void): unknown;
  /** Ports say `close`, a utility process says `exit`, a parent port says neither. */
  once?(event: "close" | "exit", listener: () => void): unknown;
  start?(): void;
  close?(): void;
}

/** A wire over a message port whose messages arrive as they are (`worker_threads`, a utility process seen from its parent). */
export function messagePortWire(port: PortLike): Wire {
  return portWire(port, (message) => message);
}

/** A wire over a port of Electron whose messages arrive wrapped in an event (`MessagePortMain`, `process.parentPort`). */
export function electronPortWire(port: PortLike): Wire {
  return portWire(port, (event) => (event as { readonly data: unknown }).data);
}

function portWire(port: PortLike, unwrap: (arrived: unknown) => unknown): Wire {
  const inbox = new Inbox();
  let open = true;

  const closed = () => {
    open = false;
    inbox.close();
  };

  port.on("message", (arrived) => inbox.deliver(unwrap(arrived)));
  port.once?.("close", closed);
  port.once?.("exit", closed);
  port.start?.();

  return {
    send(message) {
      if (open) port.postMessage(message);
    },
    onMessage: (receive) => inbox.open(receive),
    onClose: (callback) => inbox.onClose(callback),
    close() {
      if (!open) return;
      closed();
      port.close?.();
    },
  };
}
