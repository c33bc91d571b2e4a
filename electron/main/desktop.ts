import { app, type BrowserWindow } from "electron";
import { join } from "node:path";
import type { CrawlStatus } from "#contract/questions.ts";
import type { Host } from "#library/host.ts";
import type { AskedFiles } from "#main/asked-files.ts";
import type { AskPerson } from "#main/ask-person.ts";
import { Background } from "#main/background.ts";
import { newsOfEnd, newsOfNotice, type News } from "#main/crawl-news.ts";
import { progressOf } from "#main/crawl-progress.ts";
import { followTheme } from "#main/follow-theme.ts";
import { clientOf, type HostClient } from "#main/host-client.ts";
import { KeepAwake } from "#main/keep-awake.ts";
import { LiveMenu } from "#main/live-menu.ts";
import { notify } from "#main/notify.ts";
import { openCrawlFile } from "#main/open-crawl-file.ts";
import { Quitting } from "#main/quitting.ts";
import { revivePage } from "#main/revive-page.ts";
import { TraySign } from "#main/tray-sign.ts";
import { watchCrawls } from "#main/watch-crawls.ts";
import { MainWindow } from "#main/window.ts";
import { WindowCommands } from "#main/window-commands.ts";

/** What the desktop side of the application is made of. */
export interface DesktopOptions {
  readonly host: Host;
  readonly person: AskPerson;
  /** The application's own folder. */
  readonly folder: string;
  readonly preload: string;
  readonly iconFolder: string;
}

/** Brings together what the system sees of Orbweaver: window, menus, tray, notifications, files to open, and its end. */
export class Desktop {
  readonly #options: DesktopOptions;
  readonly #client: HostClient;
  readonly #window: MainWindow;
  readonly #commands: WindowCommands;
  readonly #menu: LiveMenu;
  readonly #quitting: Quitting;
  readonly #background: Background;
  readonly #tray: TraySign;
  readonly #awake = new KeepAwake();
  #progress = -1;

  constructor(options: DesktopOptions) {
    const { host, person, folder, preload, iconFolder } = options;
    this.#options = options;
    this.#client = clientOf(host);
    const icon = join(iconFolder, "window.png");
    this.#window = new MainWindow({ preload, icon, folder, log: host.log, onOpened: (window) => this.#opened(window) });
    this.#commands = new WindowCommands(host, () => this.#window.show());
    const openCrawl = (path: string) => void this.#openFile(path);
    const actions = { tell: this.#commands.tell.bind(this.#commands), openCrawl };
    this.#menu = new LiveMenu({ host, client: this.#client, window: () => this.window, actions, isForDevelopers: !app.isPackaged });
    this.#quitting = new Quitting({ host, mayPause: (running) => person.mayPause(running) });
    this.#tray = new TraySign({
      icon: join(iconFolder, "tray.png"),
      open: () => this.#window.show(),
      quit: () => app.quit(),
    });
    this.#background = new Background({
      host,
      hasWindow: () => this.window !== null,
      showSign: () => this.#tray.show(),
      hideSign: () => this.#tray.hide(),
      quit: () => app.quit(),
      stays: process.platform === "darwin",
    });
  }

  /** The window that is open; null when none is. */
  get window(): BrowserWindow | null {
    return this.#window.open;
  }

  /** Shows the window, and goes on until the application ends. */
  run(asked: AskedFiles): void {
    const { host } = this.#options;
    followTheme(host, this.#client);
    this.#quitting.listen();
    watchCrawls(host, this.#client, {
      went: (running) => this.#went(running),
      ended: (status) => this.#tell(newsOfEnd(status)),
      warned: (status, notice) => this.#tell(newsOfNotice(status, notice)),
    });
    app.on("second-instance", (_event, argv) => this.#startedAgain(argv));
    app.on("activate", () => {
      if (!this.#quitting.isEnding) this.#window.show();
    });
    app.on("window-all-closed", () => void (this.#quitting.isEnding || this.#background.begin()));
    this.#window.show();
    asked.onFile((path) => {
      if (!this.#quitting.isEnding) void this.#openFile(path);
    });
  }

  /** A start while the application is ending takes its place when it has ended, with its files. */
  #startedAgain(argv: readonly string[]): void {
    if (this.#quitting.isEnding) app.relaunch({ args: argv.slice(1) });
    else this.#window.show();
  }

  #openFile(path: string): Promise<void> {
    const tellProblem = (sentence: string) => this.#options.person.tellProblem(sentence);
    return openCrawlFile(path, { client: this.#client, commands: this.#commands, tellProblem });
  }

  #opened(window: BrowserWindow): void {
    const { host, person } = this.#options;
    revivePage(window.webContents, { log: host.log, ask: () => person.mayLoadAgain() });
    // Windows ends the session of the person.
    window.on("session-end", () => this.#quitting.withoutAsking());
    this.#menu.follow(window);
    this.#background.end();
    window.setProgressBar(this.#progress);
  }

  #went(running: readonly CrawlStatus[]): void {
    this.#awake.set(running.length > 0);
    this.#progress = progressOf(running);
    this.window?.setProgressBar(this.#progress);
    this.#tray.say(running.length === 1 ? "Orbweaver: 1 crawl runs" : `Orbweaver: ${running.length} crawls run`);
    this.#menu.update();
    this.#background.considerEnd();
  }

  /** Nobody is told what they are looking at. */
  #tell(news: News | null): void {
    if (news === null || this.window?.isFocused() === true) return;
    notify(news, (crawl) => this.#commands.tell("open", crawl));
  }
}
