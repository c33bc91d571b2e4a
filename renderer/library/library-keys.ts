/** What a key does on a row of the library. */
export type LibraryKeyAction =
  | { readonly kind: "go"; readonly to: number; readonly selects: boolean }
  | { readonly kind: "open" | "select" | "select-all" | "clear" | "rename" | "delete" | "menu" };

/** A key with what is held down with it. */
export type PressedKey = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const PAGE_ROWS = 10;
const PLAIN: Readonly<Record<string, LibraryKeyAction["kind"]>> = {
  Enter: "open",
  " ": "select",
  Escape: "clear",
  F2: "rename",
  Delete: "delete",
  ContextMenu: "menu",
};

/** What a key does on row `row` of `rows`; null when it does nothing there. */
export function libraryKeyAction(pressed: PressedKey, row: number, rows: number): LibraryKeyAction | null {
  const { key, shiftKey, altKey } = pressed;
  const command = pressed.ctrlKey || pressed.metaKey;
  if (altKey) return null;
  if (command) return key.toLowerCase() === "a" ? { kind: "select-all" } : null;
  if (shiftKey && key === "F10") return { kind: "menu" };
  const to = targetRow(key, row, rows);
  if (to !== null) return { kind: "go", to: Math.max(0, Math.min(rows - 1, to)), selects: shiftKey };
  const kind = PLAIN[key];
  return kind === undefined || kind === "go" ? null : { kind };
}

function targetRow(key: string, row: number, rows: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "j":
      return row + 1;
    case "ArrowUp":
    case "k":
      return row - 1;
    case "PageDown":
      return row + PAGE_ROWS;
    case "PageUp":
      return row - PAGE_ROWS;
    case "Home":
      return 0;
    case "End":
      return rows - 1;
    default:
      return null;
  }
}
