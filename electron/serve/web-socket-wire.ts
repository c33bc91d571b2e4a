import type { RawData, WebSocket } from "ws";
import { Inbox, type Wire } from "#contract/wire.ts";

/** A receiver that lets this many bytes pile up does not read any more: the wire is closed, and the window connects again. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/**
 * A wire over a web socket: one JSON text a message. A message that is not JSON is ignored. JSON knows no `undefined`: inside an
 * input or a result it arrives as a missing key, which means the same everywhere in the contract; as a whole answer, as null.
 */
export function webSocketWire(socket: WebSocket): Wire {
  const inbox = new Inbox();

  socket.on("message", (data: RawData, isBinary: boolean) => {
    const message = isBinary ? undefined : parseJson((data as Buffer).toString());
    if (message !== undefined) inbox.deliver(message);
  });
  socket.once("close", () => inbox.close());
  socket.on("error", () => socket.terminate());

  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
      else socket.send(JSON.stringify(withValue(message)));
    },
    onMessage: (receive) => inbox.open(receive),
    onClose: (callback) => inbox.onClose(callback),
    close() {
      socket.close(1000);
      inbox.close();
    },
  };
}

/** Results and events need their `value`, so that of a question that answers nothing is sent as null. */
function withValue(message: unknown): unknown {
  const isEmpty = typeof message === "object" && message !== null && "value" in message && message.value === undefined;
  return isEmpty ? { ...message, value: null } : message;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
