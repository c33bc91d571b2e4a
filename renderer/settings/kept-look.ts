import type { Settings } from "#contract/settings.ts";

const KEY = "orbweaver-density";

/** The density of the last visit, so that the first picture of the window has it before the settings are read. */
export function keptDensity(): Settings["density"] {
  try {
    return window.localStorage.getItem(KEY) === "comfortable" ? "comfortable" : "compact";
  } catch {
    return "compact";
  }
}

/** Shows the window in a density, and keeps it for the next visit. */
export function showDensity(density: Settings["density"]): void {
  document.documentElement.dataset["density"] = density;
  try {
    window.localStorage.setItem(KEY, density);
  } catch {
    // Storage is full or switched off: the next visit begins compact.
  }
}
