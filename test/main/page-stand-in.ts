/** A stand-in for the page of the window: runs the built preload script as Electron would, beside the `electron-stand-in.ts`. */
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { createClient } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import type { HostClient } from "#test/library/host-under-test.ts";
import { ipcMain, type MessagePortMain, WebFrameMain } from "#test/main/electron-stand-in.ts";
import { openMessagePortWire } from "../../renderer/connection/message-port-wire.ts";

const ORIGIN = "orbweaver://app";

/** What a page is for its scripts, as far as the preload script and the connection of the window use it. */
class Page extends EventTarget {
  readonly origin = ORIGIN;

  postMessage(data: unknown, origin: string, ports: readonly unknown[] = []): void {
    if (origin !== this.origin) throw new Error(`A message went to ${origin}.`);
    this.dispatchEvent(Object.assign(new Event("message"), { data, origin, ports, source: this }));
  }
}

/** Loads a page: runs the preload script in it, and connects as the window does. */
export async function loadPage(preload: string): Promise<HostClient> {
  const page = new Page();
  const ipcRenderer = Object.assign(new EventEmitter(), { send: (channel: string) => ipcMain.emit(channel, { senderFrame }) });
  const senderFrame = new WebFrameMain(ORIGIN, null);
  senderFrame.postMessage = (channel: string, _message: unknown, ports: readonly MessagePortMain[]) => {
    ipcRenderer.emit(channel, { ports: ports.map(({ port }) => port) });
  };
  const electron = { ipcRenderer, contextBridge: { exposeInMainWorld: () => {} }, webUtils: {} };
  runInNewContext(readFileSync(preload, "utf8"), { window: page, require: () => electron, exports: {}, module: {} });
  return createClient<typeof allQuestions>(await openMessagePortWire(page as unknown as Window, 5000));
}
