import { useEffect, useEffectEvent } from "react";

/** What keys do: the name of a key ("/", " ", "1", "Mod+e") -> what happens. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** Runs shortcuts while the component is shown. Keys that the focused element takes for itself are left to it. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey || event.defaultPrevented || isInDialog(event.target) || (!command && takesKey(event.target, event.key))) return;
    const run = shortcuts[command ? `Mod+${event.key.toLowerCase()}` : event.key];
    if (run === undefined) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKeyDown(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

/** A dialog that is open keeps every key to itself, so that nothing happens behind it. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[aria-modal=true]") !== null;
}

/** A text field takes every key, a button, a box or a link only those that press it. */
function takesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null) return true;
  return (key === " " || key === "Enter") && target.closest("button, a, input") !== null;
}
