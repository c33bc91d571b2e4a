/**
 * A stand-in for the `electron` module on machines that cannot have Electron. It records what the application asks for and passes
 * messages on, so that every option and handler can be read; it is not Electron, and no test that uses it says that Electron ran.
 * Utility processes are threads here, because only to those can ports be handed.
 */
import { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";

type Handler = (...given: never[]) => unknown;

/** A port as the main process has it: messages come in events, and do not flow before `start`. */
export class MessagePortMain extends EventEmitter {
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
  }
  postMessage(message: unknown, ports: readonly MessagePortMain[] = []): void {
    this.port.postMessage(
      message,
      ports.map((one) => one.port),
    );
  }
  start(): void {
    this.port.on("message", (data) => this.emit("message", { data, ports: [] }));
    this.port.once("close", () => this.emit("close"));
  }
  close(): void {
    this.port.close();
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}

class UtilityProcess extends EventEmitter {
  readonly worker: Worker;
  readonly pid = 1;

  constructor(worker: Worker) {
    super();
    this.worker = worker;
    worker.on("message", (message) => this.emit("message", message));
    worker.once("exit", (code) => this.emit("exit", code));
  }
  postMessage(message: unknown, ports: readonly MessagePortMain[] = []): void {
    const transferred = ports.map((one) => one.port);
    this.worker.postMessage({ data: message, ports: transferred }, transferred);
  }
  kill(): boolean {
    void this.worker.terminate();
    return true;
  }
}

export const forked: { entry: string; args: readonly string[]; options: object; process: UtilityProcess }[] = [];
export const utilityProcess = {
  fork(entry: string, args: readonly string[], options: object): UtilityProcess {
    const parentPort = fileURLToPath(new URL("./parent-port-stand-in.ts", import.meta.url));
    const process = new UtilityProcess(new Worker(entry, { argv: [...args], execArgv: ["--import", parentPort] }));
    forked.push({ entry, args, options, process });
    return process;
  },
};

class Session extends EventEmitter {
  readonly handlers = new Map<string, Handler | null>();
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>();
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void this.schemes.set(scheme, handler),
  };
  readonly webRequest = { onBeforeRequest: (handler: Handler) => void this.handlers.set("beforeRequest", handler) };
  setPermissionRequestHandler = (handler: Handler) => void this.handlers.set("permissionRequest", handler);
  setPermissionCheckHandler = (handler: Handler) => void this.handlers.set("permissionCheck", handler);
  setDevicePermissionHandler = (handler: Handler) => void this.handlers.set("devicePermission", handler);
}
export const session = { defaultSession: new Session() };

/** Frame of a page, as the main process sees it; what is posted to it is kept. */
export class WebFrameMain {
  readonly posted: { channel: string; ports: readonly MessagePortMain[] }[] = [];
  readonly origin: string;
  readonly parent: WebFrameMain | null;

  constructor(origin: string, parent: WebFrameMain | null) {
    this.origin = origin;
    this.parent = parent;
  }
  postMessage(channel: string, _message: unknown, ports: readonly MessagePortMain[]): void {
    this.posted.push({ channel, ports });
  }
}

export class WebContents extends EventEmitter {
  address = "";
  reloads = 0;
  getURL = () => this.address;
  reload = () => void (this.reloads += 1);
  isDestroyed = () => false;
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly options: Readonly<Record<string, unknown>> & { readonly webPreferences: Readonly<Record<string, unknown>> };
  readonly webContents = new WebContents();
  bounds: Rectangle = { x: 10, y: 20, width: 1000, height: 700 };
  isMaximised = false;
  isInFront = false;
  progress = -1;
  isOpen = true;

  constructor(options: BrowserWindow["options"]) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit("web-contents-created", {}, this.webContents);
  }
  async loadURL(address: string): Promise<void> {
    this.webContents.address = address;
  }
  /** What the page does when it shows something else. */
  goTo(fragment: string): void {
    this.webContents.address = `orbweaver://app/${fragment}`;
    this.webContents.emit("did-navigate-in-page");
  }
  /** What the person does. */
  close(): void {
    this.emit("close");
    this.isOpen = false;
    this.emit("closed");
    if (BrowserWindow.all.every(({ isOpen }) => !isOpen)) app.emit("window-all-closed");
  }
  getNormalBounds = () => this.bounds;
  isMaximized = () => this.isMaximised;
  maximize = () => void (this.isMaximised = true);
  isMinimized = () => false;
  isFocused = () => this.isInFront;
  setProgressBar = (progress: number) => void (this.progress = progress);
  show(): void {}
  focus(): void {
    this.isInFront = true;
  }
}

class App extends EventEmitter {
  /** What was called, in order. */
  readonly calls: string[] = [];
  readonly ready = Promise.withResolvers<void>();
  isPackaged = true;
  /** Resolves when the application really quits. */
  readonly hasQuit = Promise.withResolvers<void>();
  hasLock = true;
  readonly recent: string[] = [];
  setName = () => {};
  setAppUserModelId = () => {};
  addRecentDocument = (path: string) => void this.recent.push(path);
  disableHardwareAcceleration = () => {};
  relaunch = ({ args }: { readonly args: readonly string[] }) => void this.calls.push(`relaunch ${args.join(" ")}`);
  /** Resolves with the exit code when the process would have ended. */
  readonly exited = Promise.withResolvers<number>();
  exit = (exitCode: number) => this.exited.resolve(exitCode);

  requestSingleInstanceLock(): boolean {
    this.calls.push("requestSingleInstanceLock");
    return this.hasLock;
  }
  enableSandbox(): void {
    this.calls.push("enableSandbox");
  }
  whenReady(): Promise<void> {
    this.calls.push("whenReady");
    return this.ready.promise;
  }
  quit(): void {
    this.calls.push("quit");
    let isPrevented = false;
    this.emit("before-quit", { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.hasQuit.resolve();
  }
}
export const app = new App();

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly unknown[]) => void app.calls.push(`registerSchemes ${JSON.stringify(schemes)}`),
};
export const ipcMain = new EventEmitter();
export const opened: string[] = [];
export const shell = {
  openExternal: async (address: string) => void opened.push(address),
  showItemInFolder: (path: string) => void opened.push(`${path} in its folder`),
  openPath: async (path: string) => {
    opened.push(path);
    return "";
  },
};

/** An item of a menu as it is given to Electron. */
export interface MenuItem {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}
export const Menu = {
  shown: [] as readonly MenuItem[],
  setApplicationMenu: (menu: readonly MenuItem[]) => void (Menu.shown = menu),
  buildFromTemplate: (template: readonly MenuItem[]) => template,
};

/** What the person answers in dialogs, and what the dialogs said. */
export const dialog = {
  answer: { canceled: true, filePath: "" },
  chosen: { canceled: true, filePaths: [] as string[] },
  /** Number of the button. */
  response: 0,
  asked: [] as { readonly message: string; readonly buttons: readonly string[] }[],
  showErrorBox: (title: string, message: string) => void dialog.asked.push({ message: `${title}: ${message}`, buttons: [] }),
  showSaveDialog: async () => dialog.answer,
  showOpenDialog: async () => dialog.chosen,
  showMessageBox: async (...given: unknown[]) => {
    dialog.asked.push(given.at(-1) as (typeof dialog.asked)[number]);
    return { response: dialog.response };
  },
};

export class Tray extends EventEmitter {
  static readonly all: Tray[] = [];
  readonly icon: string;
  menu: readonly MenuItem[] = [];
  isThere = true;

  constructor(icon: string) {
    super();
    this.icon = icon;
    Tray.all.push(this);
  }
  setContextMenu = (menu: readonly MenuItem[]) => void (this.menu = menu);
  toolTip = "";
  setToolTip = (words: string) => void (this.toolTip = words);
  destroy = () => void (this.isThere = false);
}

export class Notification extends EventEmitter {
  static readonly all: Notification[] = [];
  static isSupported = () => true;
  readonly options: { readonly title: string; readonly body: string };

  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    this.options = options;
  }
  show = () => void Notification.all.push(this);
}

export const powerSaveBlocker = {
  /** What was asked for and given back, in order. */
  calls: [] as string[],
  start(kind: string): number {
    powerSaveBlocker.calls.push(`start ${kind}`);
    return 7;
  },
  stop: (id: number) => void powerSaveBlocker.calls.push(`stop ${id}`),
};
export const powerMonitor = new EventEmitter();
export const nativeTheme = { themeSource: "" };

const display = (id: number, x: number) => ({ id, workArea: { x, y: 0, width: 1920, height: 1040 } });
export const screen = { getPrimaryDisplay: () => display(1, 0), getAllDisplays: () => [display(2, 1920), display(1, 0)] };
