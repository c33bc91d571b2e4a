import { WebSocket } from "ws";
import { Inbox, type Wire } from "#contract/wire.ts";

/** A wire to the program that serves the window, at the address with its token that it prints. */
export async function openWire(address: string): Promise<Wire> {
  const { host, origin, searchParams } = new URL(address);
  const socket = new WebSocket(`ws://${host}/wire?token=${searchParams.get("token")}`, { origin });
  const inbox = new Inbox();
  socket.on("message", (data) => inbox.deliver(JSON.parse(String(data))));
  socket.on("close", () => inbox.close());
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (receive) => inbox.open(receive),
    onClose: (closed) => inbox.onClose(closed),
    close: () => socket.close(),
  };
}
