import { useSyncExternalStore } from "react";

/** The colours of theme.css that pictures are drawn with. */
const NAMES = [
  "surface",
  "frame",
  "raised",
  "line",
  "line-strong",
  "text",
  "text-quiet",
  "text-faded",
  "accent",
  "state-kept",
  "state-redirect",
  "state-client-error",
  "state-server-error",
  "state-failed",
  "state-excluded",
  "state-blocked",
] as const;

/** Colour by its name in theme.css, as `rgb(r, g, b)`. */
export type ThemeColours = Readonly<Record<(typeof NAMES)[number], string>>;

let known: ThemeColours | null = null;

/** The colours of the scheme that is shown; the component is drawn again when the scheme changes. */
export function useThemeColours(): ThemeColours {
  return useSyncExternalStore(onSchemeChange, () => (known ??= readColours()));
}

/** `light-dark()` is resolved for an element only, so one is asked for each colour. */
function readColours(): ThemeColours {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as ThemeColours;
  probe.remove();
  return colours;
}

function onSchemeChange(changed: () => void): () => void {
  const forget = (): void => {
    known = null;
    changed();
  };
  const observer = new MutationObserver(forget);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-mantine-color-scheme"] });
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", forget);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", forget);
  };
}

/** A colour laid over another with an opacity of `share` (0 to 1), as `rgb(r, g, b)`. */
export function mixColours(colour: string, under: string, share: number): string {
  const [over, below] = [channels(colour), channels(under)];
  return `rgb(${over.map((value, nth) => Math.round(value * share + (below[nth] ?? 0) * (1 - share))).join(", ")})`;
}

/** Red, green and blue of an `rgb()` colour, 0 to 255. */
export function channels(colour: string): readonly number[] {
  return (colour.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);
}
