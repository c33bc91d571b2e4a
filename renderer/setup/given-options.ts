import { crawlConfigSchema, type CrawlConfig } from "#contract/config.ts";

/** Options that a person has set, by name; all others have their defaults. A value may be one that the host refuses. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** From the top of a configuration to an option: `["maxPages"]`, `["normalise", "sortQuery"]`. */
export type OptionPath = readonly [string] | readonly [string, string];

/** Every option with its default. */
export const DEFAULTS: CrawlConfig = crawlConfigSchema.parse({});

/** Value of an option: the given one, else its default. */
export function valueOf(given: GivenOptions, path: OptionPath): unknown {
  const own = ownValue(given, path);
  return own === undefined ? ownValue(DEFAULTS, path) : own;
}

/** The options with another value for one of them. A value that is the default leaves the option out. */
export function withValue(given: GivenOptions, path: OptionPath, value: unknown): GivenOptions {
  const [name, part] = path;
  const next = part === undefined ? value : { ...(given[name] as GivenOptions | undefined), [part]: value };
  const kept = part === undefined ? (isDefault(path, value) ? undefined : next) : withoutDefaultParts(name, next as GivenOptions);
  const { [name]: _last, ...others } = given;
  return kept === undefined ? others : { ...others, [name]: kept };
}

/** Whether an option has another value than its default. */
export function isChanged(given: GivenOptions, path: OptionPath): boolean {
  return !isDefault(path, valueOf(given, path));
}

/** Of a configuration, complete or not, the options that differ from their defaults; without start addresses. */
export function givenOf(config: GivenOptions): GivenOptions {
  const names = Object.keys(config).filter((name) => name !== "seeds");
  return names.reduce<GivenOptions>((given, name) => {
    const value = name === "normalise" ? withoutDefaultParts(name, config[name] as GivenOptions) : config[name];
    return value === undefined || isDefault([name], value) ? given : { ...given, [name]: value };
  }, {});
}

/** What has to be said to `crawl.change` so that `before` becomes `after`: every option that differs, with its new value. */
export function changesBetween(before: GivenOptions, after: GivenOptions): GivenOptions {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !isEqual(wholeValue(before, name), wholeValue(after, name)));
  return Object.fromEntries(changed.map((name) => [name, wholeValue(after, name)]));
}

/** The options without rows of lists that the person has added and not filled yet. */
export function withoutBlanks(given: GivenOptions): GivenOptions {
  const lists = ["include", "exclude", "headers"].map((name) => [name, filled(given[name])] as const);
  const caps = Object.entries((given["caps"] as GivenOptions | undefined) ?? {}).filter(([pattern]) => pattern.trim() !== "");
  return [...lists, ["caps", Object.fromEntries(caps)] as const].reduce<GivenOptions>(
    (all, [name, value]) => (all[name] === undefined ? all : withValue(all, [name], value)),
    given,
  );
}

function filled(entries: unknown): unknown {
  return Array.isArray(entries) ? entries.filter((entry) => !/^\s*:?\s*$/.test(String(entry))) : entries;
}

/** Whether two values of an option are the same. The order of a list counts, that of the entries of a group does not. */
export function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));
}

function wholeValue(given: GivenOptions, name: string): unknown {
  const standard = ownValue(DEFAULTS, [name]);
  if (name === "normalise") return { ...(standard as GivenOptions), ...(given[name] as GivenOptions | undefined) };
  return given[name] === undefined ? standard : given[name];
}

function ownValue(given: object, [name, part]: OptionPath): unknown {
  const value = (given as GivenOptions)[name];
  return part === undefined ? value : (value as GivenOptions | undefined)?.[part];
}

function isDefault(path: OptionPath, value: unknown): boolean {
  return isEqual(value, ownValue(DEFAULTS, path));
}

function withoutDefaultParts(name: string, group: GivenOptions): GivenOptions | undefined {
  const parts = Object.entries(group).filter(([part, value]) => !isDefault([name, part], value));
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** What the options say is crawled; the default when they say nothing. */
export function modeOf(given: GivenOptions): CrawlConfig["mode"] {
  const mode = given["mode"];
  return mode === "list" || mode === "sitemap" ? mode : "site";
}
