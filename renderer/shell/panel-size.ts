/** The sizes that a panel can have, in pixels. */
export interface PanelLimits {
  /** The size it has by itself. */
  readonly usualPx: number;
  readonly leastPx: number;
  readonly mostPx: number;
}

const STEP_PX = 16;

/** A size that the panel can have. */
export function clampSize(sizePx: number, { leastPx, mostPx }: PanelLimits): number {
  return Math.round(Math.min(mostPx, Math.max(leastPx, sizePx)));
}

/** The size after a key on the border of a panel; null when the key does nothing. Arrows move the border where they point. */
export function sizeAfterKey(key: string, sizePx: number, side: "left" | "right" | "bottom", limits: PanelLimits): number | null {
  const [grow, shrink] =
    side === "bottom" ? ["ArrowUp", "ArrowDown"] : side === "right" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  switch (key) {
    case grow:
      return clampSize(sizePx + STEP_PX, limits);
    case shrink:
      return clampSize(sizePx - STEP_PX, limits);
    case "Home":
      return limits.leastPx;
    case "End":
      return limits.mostPx;
    case "Enter":
      return limits.usualPx;
    default:
      return null;
  }
}
