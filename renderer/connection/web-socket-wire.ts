import { OrbweaverError } from "#contract/failure.ts";
import { Inbox, type Wire } from "#contract/wire.ts";

/**
 * Opens a wire over a web socket: one JSON text a message. Rejects with `disconnected` when nobody answers there, and with
 * `bad-input` when somebody answers but does not let this window in (its token is from another run).
 */
export function openWebSocketWire(url: URL): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const inbox = new Inbox();
    let opened = false;

    socket.addEventListener("message", (event) => {
      const message = parseJson(event.data);
      if (message !== undefined) inbox.deliver(message);
    });
    socket.addEventListener("close", () => {
      inbox.close();
      if (!opened) void whyRefused(url).then(reject);
    });
    socket.addEventListener("open", () => {
      opened = true;
      resolve({
        send(message) {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
        },
        onMessage: (receive) => inbox.open(receive),
        onClose: (closed) => inbox.onClose(closed),
        close() {
          socket.close(1000);
          inbox.close();
        },
      });
    });
  });
}

/** A browser does not say why a web socket was refused, so the page itself is asked for once more. */
async function whyRefused(url: URL): Promise<OrbweaverError> {
  try {
    const page = await fetch(new URL("/", url.href.replace(/^ws/, "http")), { cache: "no-store", redirect: "manual" });
    if (page.status === 401 || page.status === 403) {
      return new OrbweaverError(
        "bad-input",
        "This window belongs to an earlier run of Orbweaver. Open the address that it printed when it started.",
      );
    }
  } catch {
    // Nobody answers: that is what `disconnected` says.
  }
  return new OrbweaverError("disconnected", "Orbweaver does not answer.");
}

function parseJson(data: unknown): unknown {
  if (typeof data !== "string") return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
