import { useEffect, useSyncExternalStore } from "react";
import { goTo } from "../shell/route.ts";

let wanted: string | null = null;
const listeners = new Set<() => void>();

/** Shows the settings with the focus on the control of one of them. `id` is that of the element that names it. */
export function showSetting(id: string): void {
  want(id);
  goTo({ kind: "settings" });
}

/** Takes the focus to the first control of a setting, once, when the setting was asked for. */
export function useWantedSetting(id: string, find: () => HTMLElement | null): void {
  const isWanted = useSyncExternalStore(listen, () => wanted === id);
  useEffect(() => {
    if (!isWanted) return;
    const row = find();
    row?.scrollIntoView({ block: "nearest" });
    // What reads settings may come a moment after the row: the next drawing tries again.
    const control = row?.querySelector<HTMLElement>("input:checked, input:not([type=radio]), select, button");
    if (control == null) return;
    control.focus({ preventScroll: true });
    want(null);
  });
}

function want(id: string | null): void {
  wanted = id;
  for (const listener of listeners) listener();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
