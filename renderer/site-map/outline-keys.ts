import type { OutlineRow } from "./outline-rows.ts";

/** What a key asks of an outline. `cell` -1 is the row as a whole. */
export type OutlineStep =
  | { readonly kind: "row"; readonly row: number }
  | { readonly kind: "cell"; readonly cell: number }
  | { readonly kind: "fold" | "unfold" | "parent" | "open" };

/** Where the keyboard is, and how far it can go. */
export interface OutlinePlace {
  readonly row: number;
  readonly cell: number;
  readonly rows: number;
  readonly cells: number;
  readonly rowsOnScreen: number;
  /** The row it is on; null when there is none. */
  readonly on: OutlineRow | null;
}

/** What a key does in a tree grid (WAI-ARIA Authoring Practices, treegrid, rows first); null for keys that do nothing. */
export function outlineStep(key: string, place: OutlinePlace): OutlineStep | null {
  const { row, cell, rows, rowsOnScreen } = place;
  const to = (next: number): OutlineStep => ({ kind: "row", row: Math.max(0, Math.min(rows - 1, next)) });
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return to(row - 1);
    case "PageDown":
      return to(row + rowsOnScreen);
    case "PageUp":
      return to(row - rowsOnScreen);
    case "Home":
      return cell > 0 ? { kind: "cell", cell: 0 } : to(0);
    case "End":
      return cell >= 0 ? { kind: "cell", cell: place.cells - 1 } : to(rows - 1);
    case "ArrowRight":
      return right(place);
    case "ArrowLeft":
      return left(place);
    case "Enter":
      return { kind: "open" };
    default:
      return null;
  }
}

function right({ on, cell, cells }: OutlinePlace): OutlineStep | null {
  if (cell === -1 && on?.kind === "section" && on.canUnfold && !on.unfolded) return { kind: "unfold" };
  return on?.kind === "section" && cell < cells - 1 ? { kind: "cell", cell: cell + 1 } : null;
}

function left({ on, cell }: OutlinePlace): OutlineStep | null {
  if (cell >= 0) return { kind: "cell", cell: cell - 1 };
  if (on?.kind === "section" && on.unfolded) return { kind: "fold" };
  return { kind: "parent" };
}
