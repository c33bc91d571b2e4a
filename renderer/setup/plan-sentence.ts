import { setupTexts } from "../texts/setup.ts";
import { friendlyValue } from "./friendly-value.ts";
import { changesBetween, DEFAULTS, modeOf, type GivenOptions } from "./given-options.ts";

/** Options that the sentence speaks of; of others it only says how many are changed. */
const SPOKEN = new Set([
  "mode",
  "subdomains",
  "include",
  "exclude",
  "maxPages",
  "maxDepth",
  "maxMinutes",
  "concurrency",
  "perHost",
  "delayMs",
  "robots",
  "external",
  "resources",
]);

const words = setupTexts.plan;

/** What a set-up means, as one plain sentence that holds for every combination of options. */
export function planSentence(given: GivenOptions): string {
  const parts = [...scopeParts(given), paceOf(given), ...limitParts(given), ...checkParts(given)];
  const further = Object.keys(changesBetween({}, given)).filter((name) => !SPOKEN.has(name)).length;
  return words.sentence([...parts, robotsOf(given), ...(further > 0 ? [words.further(further)] : [])]);
}

function scopeParts(given: GivenOptions): readonly string[] {
  const include = listOf(given["include"]);
  const exclude = listOf(given["exclude"]);
  const mode = modeOf(given);
  const isNamed = mode !== "site";
  const base = isNamed ? words[mode] : include.length > 0 ? words.include(include) : words.wholeSite;
  return [
    base,
    ...(isNamed && include.length > 0 ? [words.asFarAs(include)] : []),
    ...(given["subdomains"] === true && mode !== "list" ? [words.subdomains] : []),
    ...(exclude.length > 0 ? [words.exclude(exclude)] : []),
  ];
}

function paceOf(given: GivenOptions): string {
  const delayMs = numberOf(given, "delayMs");
  const [all, oneHost] = [numberOf(given, "concurrency"), numberOf(given, "perHost")];
  if (delayMs > 0) return words.pause(friendlyValue(delayMs, "milliseconds") || `${delayMs} ms`);
  return words.atATime(Math.min(all, oneHost));
}

function limitParts(given: GivenOptions): readonly string[] {
  const [pages, minutes, depth] = [numberOf(given, "maxPages"), numberOf(given, "maxMinutes"), numberOf(given, "maxDepth")];
  return [
    ...(pages > 0 ? [words.maxPages(pages)] : []),
    ...(depth === DEFAULTS.maxDepth || modeOf(given) !== "site" ? [] : [words.maxDepth(depth)]),
    ...(minutes > 0 ? [words.maxMinutes(minutes)] : []),
  ];
}

function checkParts(given: GivenOptions): readonly string[] {
  return [...(given["external"] === "check" ? [words.external] : []), ...(given["resources"] === "check" ? [words.resources] : [])];
}

function robotsOf(given: GivenOptions): string {
  return given["robots"] === "ignore" ? words.robotsIgnored : words.robotsObeyed;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string" && entry !== "") : [];
}

/** A number option; its default while what was typed is no number. */
function numberOf(given: GivenOptions, name: keyof typeof DEFAULTS): number {
  const value = given[name] ?? DEFAULTS[name];
  return typeof value === "number" ? value : Number(DEFAULTS[name]);
}
