import type { WindowCommand } from "#contract/questions.ts";
import { commandTexts } from "../texts/commands.ts";
import { NAV_VIEWS, viewKey, viewTitle } from "./crawl-views.ts";
import type { CrawlView } from "./route.ts";

/** What a person can do by key, palette or menu. The names of the contract's `command` topic are among them. */
export type CommandName = PlainCommand | `view-${CrawlView}`;
type PlainCommand = WindowCommand["name"] | "log" | "show-in-folder" | "rename" | "duplicate" | "delete" | "filter" | "groups";

export type CommandGroup = keyof typeof commandTexts.groups;

/** One thing that a person can do. What it does is given by the screen that is shown: see `useCommands`. */
export interface Command {
  readonly name: CommandName;
  readonly title: string;
  /** Keys that run it, named as `useShortcuts` names them; the first is the one that is shown. */
  readonly keys: readonly string[];
  readonly group: CommandGroup;
}

// A browser keeps Ctrl+N, Ctrl+T and the like for itself: what has such a key has another one too.
const PLAIN: Readonly<Record<PlainCommand, Pick<Command, "keys" | "group">>> = {
  "new-crawl": { keys: ["Mod+n", "n"], group: "go" },
  open: { keys: ["Mod+o"], group: "go" },
  library: { keys: ["0"], group: "go" },
  settings: { keys: ["Mod+,"], group: "go" },
  palette: { keys: ["Mod+k"], group: "go" },
  shortcuts: { keys: ["?"], group: "go" },
  about: { keys: [], group: "go" },
  log: { keys: [], group: "go" },
  "pause-resume": { keys: [" "], group: "crawl" },
  stop: { keys: [], group: "crawl" },
  export: { keys: ["Mod+e"], group: "crawl" },
  verify: { keys: [], group: "crawl" },
  "show-in-folder": { keys: [], group: "crawl" },
  rename: { keys: [], group: "crawl" },
  duplicate: { keys: [], group: "crawl" },
  delete: { keys: [], group: "crawl" },
  find: { keys: ["/", "Mod+f"], group: "table" },
  filter: { keys: ["f"], group: "table" },
  groups: { keys: ["F"], group: "table" },
};

/** Every command there is, in the order in which lists show them. */
export const COMMANDS: readonly Command[] = [
  ...Object.entries(PLAIN).map(([name, facts]) => ({
    name: name as PlainCommand,
    title: commandTexts.titles[name as PlainCommand],
    ...facts,
  })),
  ...NAV_VIEWS.map((view) => ({
    name: `view-${view}` as const,
    title: commandTexts.view(viewTitle(view)),
    keys: [viewKey(view)].filter((key) => key !== null),
    group: "views" as const,
  })),
];

const BY_NAME = new Map(COMMANDS.map((command) => [command.name, command]));

/** The command of a name. */
export function commandNamed(name: CommandName): Command {
  return BY_NAME.get(name)!;
}

/** A key as a person reads it: "Ctrl+E", on a Mac "⌘E". */
export function keyLabel(key: string, onMac = isMac()): string {
  const named = key === " " ? "Space" : key.replace(/\+[a-z]$/, (letter) => letter.toUpperCase());
  if (/^[A-Z]$/.test(named)) return onMac ? `⇧${named}` : `Shift+${named}`;
  const shown = named.length === 1 ? named.toUpperCase() : named;
  return shown.replace("Mod+", onMac ? "⌘" : "Ctrl+");
}

/** The first key of a command as a person reads it, in brackets for the end of a tooltip: " (Ctrl+E)"; "" without one. */
export function keyHint(name: CommandName): string {
  const [key] = commandNamed(name).keys;
  return key === undefined ? "" : ` (${keyLabel(key)})`;
}

/** Whether this computer is a Mac, whose keyboards have ⌘. */
function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
