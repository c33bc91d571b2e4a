import { BrowserWindow, type BrowserWindowConstructorOptions } from "electron";
import { WINDOW_ADDRESS } from "#main/window-protocol.ts";

/** How the window is made: its page is sandboxed, knows neither Node nor Electron, and gets one message port from `preload`. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: "Orbweaver",
    width: 1360,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  };
}

/** Opens the window and shows it when it has something to show. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preload));
  window.once("ready-to-show", () => window.show());
  void window.loadURL(WINDOW_ADDRESS);
  return window;
}

/** Brings a window to the front. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
