import type { Rectangle } from "electron";
import type { JsonFile } from "#library/json-file.ts";

/** Where the window was when it was closed. */
export interface WindowPlace {
  /** In pixels of the desktop, without the size that a maximised window has. */
  readonly bounds: Rectangle;
  readonly isMaximised: boolean;
}

/** Of a window at least this much of its upper edge has to be seen, so that it can be taken hold of. */
const SEEN_WIDTH_PX = 120;
const SEEN_HEIGHT_PX = 24;

/** The place that was kept; null when none was, or none that can be understood. */
export function readPlace(file: JsonFile): WindowPlace | null {
  const content = file.read(isPlace);
  return content === null ? null : (content as WindowPlace);
}

/**
 * Where a window is put so that it can be seen: at its kept place when a display is still there, else in the middle (no `x` and `y`),
 * and never larger than the display. `workAreas`: of the displays that there are, the main one first.
 */
export function seenBounds(bounds: Rectangle, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const area = workAreas.find((candidate) => isUpperEdgeSeen(bounds, candidate));
  const [main] = workAreas;
  if (main === undefined) return { width: bounds.width, height: bounds.height };
  const width = Math.min(bounds.width, (area ?? main).width);
  const height = Math.min(bounds.height, (area ?? main).height);
  return area === undefined ? { width, height } : { x: bounds.x, y: bounds.y, width, height };
}

function isUpperEdgeSeen({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const seenPx = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return seenPx >= Math.min(SEEN_WIDTH_PX, width) && y >= area.y && y + SEEN_HEIGHT_PX <= area.y + area.height;
}

function isPlace(content: unknown): boolean {
  if (typeof content !== "object" || content === null) return false;
  const { bounds, isMaximised } = content as Partial<Record<keyof WindowPlace, unknown>>;
  if (typeof bounds !== "object" || bounds === null || typeof isMaximised !== "boolean") return false;
  const { x, y, width, height } = bounds as Partial<Record<keyof Rectangle, unknown>>;
  return [x, y, width, height].every((value) => Number.isSafeInteger(value)) && Number(width) > 0 && Number(height) > 0;
}
