import type { MenuItemConstructorOptions } from "electron";
import { basename } from "node:path";
import type { WindowCommand } from "#contract/questions.ts";
import { MENU_COMMANDS } from "#main/menu-commands.ts";

type Item = MenuItemConstructorOptions;
type Name = WindowCommand["name"];

/** What the menus depend on. */
export interface MenuState {
  readonly isMac: boolean;
  /** Id of the crawl that the window shows; null when it shows none. */
  readonly shown: string | null;
  readonly isRunning: boolean;
  /** Paths of crawls of the library, the newest first. */
  readonly recent: readonly string[];
  /** Whether the tools of developers can be opened. */
  readonly isForDevelopers: boolean;
}

/** What items do. */
export interface MenuActions {
  readonly tell: (name: Name) => void;
  readonly openCrawl: (path: string) => void;
}

const LINE: Item = { type: "separator" };

/** The menus of the application, as this system has them. */
export function menuTemplate(state: MenuState, actions: MenuActions): readonly Item[] {
  const command = (name: Name) => commandItem(name, state, actions);
  const menus: readonly Item[] = [
    { label: "File", submenu: fileItems(state, actions) },
    { label: "Edit", submenu: [...editItems(), LINE, command("find"), command("palette")] },
    { label: "Crawl", submenu: [command("pause-resume"), command("stop"), LINE, command("verify")] },
    { label: "View", submenu: [command("library"), LINE, ...viewItems(state)] },
    { role: "windowMenu" },
    { role: "help", submenu: [command("shortcuts"), ...(state.isMac ? [] : [command("about")])] },
  ];
  return state.isMac ? [{ role: "appMenu", submenu: macItems(command) }, ...menus] : menus;
}

function commandItem(name: Name, { shown, isRunning }: MenuState, { tell }: MenuActions): Item {
  const { label, accelerator, needs } = MENU_COMMANDS[name];
  const enabled = needs === "nothing" || (shown !== null && (needs === "crawl" || isRunning));
  return { id: name, label, enabled, click: () => tell(name), ...(accelerator === undefined ? {} : { accelerator }) };
}

function fileItems(state: MenuState, actions: MenuActions): Item[] {
  const command = (name: Name) => commandItem(name, state, actions);
  const recent: Item[] = state.recent.map((path) => ({
    // An ampersand would mark a key.
    label: basename(path, ".crawl").replaceAll("&", "&&"),
    click: () => actions.openCrawl(path),
  }));
  const end: Item[] = state.isMac ? [{ role: "close" }] : [command("settings"), LINE, { role: "close" }, { role: "quit" }];
  return [
    command("new-crawl"),
    command("open"),
    { id: "recent", label: "Open recent", enabled: recent.length > 0, submenu: recent },
    LINE,
    command("export"),
    LINE,
    ...end,
  ];
}

function editItems(): Item[] {
  return [{ role: "undo" }, { role: "redo" }, LINE, { role: "cut" }, { role: "copy" }, { role: "paste" }, { role: "selectAll" }];
}

function viewItems({ isForDevelopers }: MenuState): Item[] {
  const tools: Item[] = isForDevelopers ? [LINE, { role: "reload" }, { role: "toggleDevTools" }] : [];
  return [{ role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }, LINE, { role: "togglefullscreen" }, ...tools];
}

function macItems(command: (name: Name) => Item): Item[] {
  const system: Item[] = [{ role: "services" }, LINE, { role: "hide" }, { role: "hideOthers" }, { role: "unhide" }];
  return [command("about"), LINE, command("settings"), LINE, ...system, LINE, { role: "quit" }];
}
