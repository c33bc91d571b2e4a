import { ROW_HEIGHTS_PX } from "../theme.ts";
import { useSettings } from "./use-settings.ts";

/** Height of a grid row in pixels, as the density has it; `--row-height` in theme.css is the same number. */
export function useRowHeight(): number {
  return ROW_HEIGHTS_PX[useSettings().settings.density];
}
