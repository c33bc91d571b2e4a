import { COMMANDS, keyLabel } from "../shell/commands.ts";
import { commandTexts } from "../texts/commands.ts";
import { helpTexts } from "../texts/help.ts";

/** One line of the list of keys. */
export interface Shortcut {
  readonly title: string;
  /** Each is enough, as a person reads it. */
  readonly keys: readonly string[];
}

/** Keys that belong together. */
export interface ShortcutGroup {
  readonly label: string;
  readonly shortcuts: readonly Shortcut[];
}

/** Keys inside a table, which are no commands of the window: as `useShortcuts` names them. */
const IN_TABLES: readonly (readonly [title: keyof typeof helpTexts.shortcuts.inTables, ...keys: string[]])[] = [
  ["move", "↑ ↓", "j", "k"],
  ["cells", "← →"],
  ["ends", "Home", "End"],
  ["page", "Page ↑", "Page ↓"],
  ["open", "Enter"],
  ["neighbours", "Alt+↑", "Alt+↓"],
  ["back", "Esc"],
  ["select", "Mod+Space", "Shift+Space"],
  ["range", "Shift+↑", "Shift+↓"],
  ["all", "Mod+a"],
  ["copy", "Mod+c"],
  ["menu", "Shift+F10"],
  ["moveColumn", "Alt+←", "Alt+→"],
  ["widen", "Shift+←", "Shift+→"],
];

/** Every key of the window in groups, named as on the keyboards of this system. */
export function shortcutGroups(onMac?: boolean): readonly ShortcutGroup[] {
  const ofCommands = Object.entries(commandTexts.groups).map(([group, label]) => ({
    label,
    shortcuts: COMMANDS.flatMap((command) =>
      command.group === group && command.keys.length > 0
        ? [{ title: command.title, keys: command.keys.map((key) => keyLabel(key, onMac)) }]
        : [],
    ),
  }));
  const inTables = {
    label: helpTexts.shortcuts.inTablesLabel,
    shortcuts: IN_TABLES.map(([title, ...keys]) => ({
      title: helpTexts.shortcuts.inTables[title],
      keys: keys.map((key) => (key.length === 1 || key.startsWith("Mod") ? keyLabel(key, onMac) : key)),
    })),
  };
  const some = ofCommands.filter(({ shortcuts }) => shortcuts.length > 0);
  // Those of tables stand side by side with the keys inside them.
  return [
    ...some.filter(({ label }) => label !== commandTexts.groups.table),
    ...some.filter(({ label }) => label === commandTexts.groups.table),
    inTables,
  ];
}
