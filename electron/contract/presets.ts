import type { CrawlConfigInput } from "#contract/config.ts";

/** Names of presets. */
export type PresetName = "whole-site" | "one-section" | "list" | "sitemap" | "gentle" | "own-server";

/** A way to crawl that many people want, as the options that differ from the defaults. */
export interface Preset {
  readonly name: PresetName;
  readonly config: CrawlConfigInput;
  /** What the person still has to give: nothing, a list of addresses, or a section of the site. */
  readonly needs: "address" | "section" | "list";
}

/** The presets of the window, in the order shown. Their words stand in the catalogue of the window under `name`. */
export const PRESETS: readonly Preset[] = [
  { name: "whole-site", config: {}, needs: "address" },
  { name: "one-section", config: {}, needs: "section" },
  { name: "list", config: { mode: "list" }, needs: "list" },
  { name: "sitemap", config: { mode: "sitemap" }, needs: "address" },
  { name: "gentle", config: { concurrency: 1, perHost: 1, delayMs: 2000 }, needs: "address" },
  { name: "own-server", config: { concurrency: 32, perHost: 32, adaptive: false }, needs: "address" },
];
