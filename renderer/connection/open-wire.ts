import type { Wire } from "#contract/wire.ts";
import { openMessagePortWire } from "./message-port-wire.ts";
import { openWebSocketWire } from "./web-socket-wire.ts";

/** Opens a new wire to the host; asked for again each time the last one has closed. */
export type OpenWire = () => Promise<Wire>;

const PORT_TIMEOUT_MS = 5000;

/** How this page reaches its host: a web socket where a web server served it, a message port in Electron. */
export function wireOpener(page: Window): OpenWire {
  const { protocol, host } = page.location;
  if (protocol !== "http:" && protocol !== "https:") return () => openMessagePortWire(page, PORT_TIMEOUT_MS);
  return () => openWebSocketWire(new URL(`${protocol === "https:" ? "wss" : "ws"}://${host}/wire`));
}
