import { Menu, Tray } from "electron";

/** What a click on the sign does. */
export interface TraySignOptions {
  readonly icon: string;
  readonly open: () => void;
  readonly quit: () => void;
}

/** The sign in the tray that Orbweaver crawls on without a window. */
export class TraySign {
  readonly #options: TraySignOptions;
  #tray: Tray | null = null;
  #words = "Orbweaver";

  constructor(options: TraySignOptions) {
    this.#options = options;
  }

  show(): void {
    if (this.#tray !== null) return;
    const { icon, open, quit } = this.#options;
    this.#tray = new Tray(icon);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: "Open Orbweaver", click: open },
        { label: "Quit", click: quit },
      ]),
    );
    this.#tray.on("click", open);
    this.#tray.setToolTip(this.#words);
  }

  /** Sets what stands beside the sign when it is pointed at, now or when it is shown. */
  say(words: string): void {
    this.#words = words;
    this.#tray?.setToolTip(words);
  }

  hide(): void {
    this.#tray?.destroy();
    this.#tray = null;
  }
}
