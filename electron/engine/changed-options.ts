import { FIXED_ONCE_BEGUN, FIXED_WHILE_RUNNING } from "#contract/changeable.ts";
import type { CrawlConfig, OptionName } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";

/** Options that decide whether an address is asked for, so that a change of them concerns addresses in the file. */
const JUDGED_BY: ReadonlySet<OptionName> = new Set<OptionName>([
  "seeds",
  "subdomains",
  "include",
  "exclude",
  "caps",
  "external",
  "resources",
  "nofollow",
  "maxDepth",
  "maxRedirects",
  "maxQueryVariants",
  "maxPathRepeats",
  "robots",
  "userAgent",
  "privateAddresses",
]);

/** Options whose values differ. */
export function changedOptions(before: CrawlConfig, after: CrawlConfig): readonly OptionName[] {
  const names = Object.keys(after) as OptionName[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Whether addresses in the file are to be judged again after a change of these options. */
export function concernsAddresses(changed: readonly OptionName[]): boolean {
  return changed.some((name) => JUDGED_BY.has(name));
}

/** Throws `bad-config` when options changed that cannot be in a crawl that has begun, or while it runs. */
export function checkChangeable(changed: readonly OptionName[], crawl: { readonly hasBegun: boolean; readonly isRunning: boolean }): void {
  const fixed = crawl.hasBegun ? changed.filter((name) => FIXED_ONCE_BEGUN.includes(name)) : [];
  if (fixed.length > 0) {
    throw new OrbweaverError(
      "bad-config",
      `${listed(fixed)} cannot change in a crawl that has begun, because its addresses are stored accordingly. ` +
        "Start a new crawl with these settings instead.",
    );
  }
  const later = crawl.isRunning ? changed.filter((name) => FIXED_WHILE_RUNNING.includes(name)) : [];
  if (later.length > 0) {
    throw new OrbweaverError("bad-config", `${listed(later)} cannot change while the crawl runs. Pause it, change it, and resume.`);
  }
}

const listed = (names: readonly string[]): string => names.join(", ");
