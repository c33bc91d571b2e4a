import type { WindowCommand } from "#contract/questions.ts";

/** A command of the contract as an item of a menu. */
export interface MenuCommand {
  readonly label: string;
  /** Only keys with Ctrl or ⌘: others belong to text fields, and the window listens to them itself. */
  readonly accelerator?: string;
  /** What has to be there for it to make sense. */
  readonly needs: "nothing" | "crawl" | "running-crawl";
}

/** Every command of the contract: one that is forgotten does not compile. Words and keys are those of the window. */
export const MENU_COMMANDS: Readonly<Record<WindowCommand["name"], MenuCommand>> = {
  "new-crawl": { label: "New crawl", accelerator: "CmdOrCtrl+N", needs: "nothing" },
  library: { label: "Go to the library", needs: "nothing" },
  open: { label: "Open a crawl file…", accelerator: "CmdOrCtrl+O", needs: "nothing" },
  export: { label: "Export…", accelerator: "CmdOrCtrl+E", needs: "crawl" },
  find: { label: "Search", accelerator: "CmdOrCtrl+F", needs: "nothing" },
  palette: { label: "All commands", accelerator: "CmdOrCtrl+K", needs: "nothing" },
  settings: { label: "Settings", accelerator: "CmdOrCtrl+,", needs: "nothing" },
  shortcuts: { label: "Keyboard shortcuts", needs: "nothing" },
  about: { label: "About Orbweaver", needs: "nothing" },
  "pause-resume": { label: "Pause or resume", needs: "crawl" },
  stop: { label: "Stop", needs: "running-crawl" },
  verify: { label: "Check this crawl file", needs: "crawl" },
};
