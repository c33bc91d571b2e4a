import { ipcMain, MessageChannelMain, type WebFrameMain } from "electron";
import type { Host } from "#library/host.ts";
import { WINDOW_ORIGIN } from "#main/window-protocol.ts";
import { electronPortWire } from "#workers/wires/message-port-wire.ts";

/** What the preload script asks for, and what it gets: the only messages outside of the wire. */
const PORT_WANTED = "orbweaver-port-wanted";
const PORT_ARRIVES = "orbweaver-port";

/** Gives the window's own page a wire to the host each time it asks for one. Whoever else asks gets no answer. */
export function handOverPorts(host: Host): void {
  ipcMain.on(PORT_WANTED, ({ senderFrame }) => {
    if (senderFrame === null || !isOurPage(senderFrame)) return;
    const { port1, port2 } = new MessageChannelMain();
    host.attach(electronPortWire(port1));
    senderFrame.postMessage(PORT_ARRIVES, null, [port2]);
  });
}

function isOurPage(frame: WebFrameMain): boolean {
  return frame.parent === null && frame.origin === WINDOW_ORIGIN;
}
