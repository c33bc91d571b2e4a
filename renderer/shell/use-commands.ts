import { useEffect, useLayoutEffect, useRef } from "react";
import { commandCentre, type CommandActions } from "./command-centre.ts";
import { commandNamed, type CommandName } from "./commands.ts";
import { runCommand } from "./run-command.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** Says what commands do while the component is shown: by their keys, in the palette and in native menus alike. */
export function useCommands(actions: CommandActions): void {
  // Lists of commands ask while they are drawn, when an effect event may not be called.
  const newest = useRef(actions);
  useLayoutEffect(() => {
    newest.current = actions;
  });
  useEffect(() => commandCentre.provide((name) => newest.current[name]), []);
  const names = (Object.keys(actions) as CommandName[]).filter((name) => actions[name] !== undefined);
  useShortcuts(Object.fromEntries(names.flatMap((name) => commandNamed(name).keys.map((key) => [key, () => runCommand(name)]))));
}
