import { PRESETS, type Preset } from "#contract/presets.ts";
import { isEqual, withValue, type GivenOptions } from "./given-options.ts";
import { sectionPattern } from "./section-pattern.ts";

/** A crawl that is being set up: what was typed and chosen so far. */
export interface Draft {
  /** The typed address, or a list of them, one a line. */
  readonly text: string;
  /** Options beside the addresses; null while those for every new crawl hold. */
  readonly given: GivenOptions | null;
  /** Name of the preset that was chosen last. */
  readonly preset: string;
  /** The crawl whose options it began with; null when it began with those for every new crawl. */
  readonly from: string | null;
}

export const EMPTY_DRAFT: Draft = { text: "", given: null, preset: "whole-site", from: null };

/** Whether the text is a list: several lines. */
export function isList(text: string): boolean {
  return text.trim().includes("\n");
}

/** The draft with another text. The pattern of the preset "one section" follows the address, unless the person changed it. */
export function withText(draft: Draft, text: string, base: GivenOptions): Draft {
  const given = draft.given ?? base;
  const isSection = presetNamed(draft.preset)?.needs === "section";
  if (!isSection || !isEqual(given["include"] ?? [], sectionInclude(draft.text))) return { ...draft, text };
  return { ...draft, text, given: withValue(given, ["include"], sectionInclude(text)) };
}

/** The draft with a preset: what the preset before it had set goes back to the options for every new crawl. */
export function withPreset(draft: Draft, preset: Preset, base: GivenOptions): Draft {
  const last = presetNamed(draft.preset);
  const lastOptions = last === null ? {} : presetOptions(last, draft.text);
  const before = Object.entries(lastOptions).reduce<GivenOptions>(
    (given, [name, value]) => (isEqual(given[name], value) ? restored(given, name, base) : given),
    draft.given ?? base,
  );
  const given = Object.entries(presetOptions(preset, draft.text)).reduce((all, [name, value]) => withValue(all, [name], value), before);
  return { ...draft, preset: preset.name, given };
}

/** The preset whose options the draft has; null when the person has changed them since. */
export function presetOf(draft: Draft, given: GivenOptions): Preset | null {
  const preset = presetNamed(draft.preset);
  if (preset === null) return null;
  const holds = Object.entries(presetOptions(preset, draft.text)).every(([name, value]) => isEqual(given[name] ?? [], value));
  const isOtherMode = (given["mode"] ?? "site") !== (preset.config.mode ?? "site");
  return holds && !isOtherMode ? preset : null;
}

/** What a preset sets; for one section of a site, the pattern of the address. */
export function presetOptions(preset: Preset, text: string): GivenOptions {
  return preset.needs === "section" ? { ...preset.config, include: sectionInclude(text) } : preset.config;
}

function presetNamed(name: string): Preset | null {
  return PRESETS.find((preset) => preset.name === name) ?? null;
}

function sectionInclude(text: string): readonly string[] {
  const patterns = text.split("\n").flatMap((line) => sectionPattern(line) ?? []);
  return [...new Set(patterns)].slice(0, 100);
}

function restored(given: GivenOptions, name: string, base: GivenOptions): GivenOptions {
  const { [name]: _set, ...others } = given;
  return base[name] === undefined ? others : { ...others, [name]: base[name] };
}
