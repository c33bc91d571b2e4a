/**
 * Hands the page one message port when it asks for it, and the path of a file that a person has dropped on it; nothing else: the page
 * never sees Electron.
 */
import { contextBridge, ipcRenderer, webUtils } from "electron";

const PORT_WANTED = "orbweaver-port-wanted";
const PORT_ARRIVES = "orbweaver-port";

window.addEventListener("message", (event: MessageEvent<{ readonly type?: unknown } | null>) => {
  if (event.origin === window.origin && event.data?.type === PORT_WANTED) ipcRenderer.send(PORT_WANTED);
});
ipcRenderer.on(PORT_ARRIVES, (event) => window.postMessage({ type: PORT_ARRIVES }, window.origin, [...event.ports]));

contextBridge.exposeInMainWorld("orbweaver", {
  /** Where a dropped or chosen file lies on this computer; "" for one that the page has made itself. */
  pathOf: (file: File): string => webUtils.getPathForFile(file),
});
