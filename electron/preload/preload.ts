/**
 * Hands the page one message port when it asks for it, and the path of a file that a person has dropped on it; nothing else: the page
 * never sees Electron.
 */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import { PAGE_BRIDGE, type PageBridge } from "#contract/page-bridge.ts";

const PORT_WANTED = "orbweaver-port-wanted";
const PORT_ARRIVES = "orbweaver-port";

window.addEventListener("message", (event: MessageEvent<{ readonly type?: unknown } | null>) => {
  if (event.origin === window.origin && event.data?.type === PORT_WANTED) ipcRenderer.send(PORT_WANTED);
});
ipcRenderer.on(PORT_ARRIVES, (event) => window.postMessage({ type: PORT_ARRIVES }, window.origin, [...event.ports]));

const bridge: PageBridge = { pathOf: (file) => webUtils.getPathForFile(file) };
contextBridge.exposeInMainWorld(PAGE_BRIDGE, bridge);
