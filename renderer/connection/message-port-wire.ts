import { Inbox, type Wire } from "#contract/wire.ts";

/** What the preload script posts to the page, with one port. */
const PORT_ARRIVES = "orbweaver-port";
/** What the page posts to the preload script to be given a port. */
const PORT_WANTED = "orbweaver-port-wanted";

/** Waits for the message port that the preload script hands over, and makes it a wire. */
export function openMessagePortWire(page: Window, timeoutMs: number): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      page.removeEventListener("message", onArrival);
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error("No message port arrived."));
    }, timeoutMs);
    const onArrival = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      if (event.source !== page || port === undefined || !isArrival(event.data)) return;
      end();
      resolve(messagePortWire(port));
    };
    page.addEventListener("message", onArrival);
    page.postMessage({ type: PORT_WANTED }, page.origin === "null" ? "*" : page.origin);
  });
}

/** A wire over one end of a message channel. It closes when the other end closes or its process dies. */
export function messagePortWire(port: MessagePort): Wire {
  const inbox = new Inbox();
  let open = true;
  const ended = (): void => {
    open = false;
    inbox.close();
  };
  port.addEventListener("message", (event) => inbox.deliver(event.data));
  port.addEventListener("close", ended);
  port.start();
  return {
    send(message) {
      if (open) port.postMessage(message);
    },
    onMessage: (receive) => inbox.open(receive),
    onClose: (closed) => inbox.onClose(closed),
    close() {
      port.close();
      ended();
    },
  };
}

function isArrival(data: unknown): boolean {
  return typeof data === "object" && data !== null && "type" in data && data.type === PORT_ARRIVES;
}
