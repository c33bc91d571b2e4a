import type { CrawlConfig } from "#contract/config.ts";
import { EMBED_KINDS, type ExclusionReason, type LinkKind, NAVIGATION_KINDS, FORWARDING_KINDS } from "#contract/words.ts";
import type { ScopeDecision } from "#engine/ports.ts";
import { compilePattern } from "#url/pattern.ts";
import { hostOf, siteTest } from "#url/site.ts";

/** A robots.txt names a sitemap, that is an index, which names sitemaps, and so on: as many are followed. */
const MOST_SITEMAP_LEVELS = 6;

/** A discovered URL as scope is asked about it. */
export interface ScopeQuestion {
  readonly url: string;
  readonly kind: LinkKind;
  /** Clicks from a start address. */
  readonly depth: number;
  /** Redirects that led here. */
  readonly redirects: number;
  /** Whether every link to it says nofollow. */
  readonly nofollow: boolean;
  /** Whether it is named as a sitemap, not as a page; `depth` then counts the sitemaps that led to it. */
  readonly isSitemap?: boolean | undefined;
}

/** Decides which discovered URLs are asked for, and for what. */
export interface Scope {
  /** `url` must be a normalised http(s) address. */
  decide(question: ScopeQuestion): ScopeDecision;
  isInternal(url: string): boolean;
}

/** The scope of a configuration. `seedUrls` are normalised. Throws on a pattern that `compilePattern` calls a problem. */
export function createScope(config: CrawlConfig, seedUrls: readonly string[]): Scope {
  const isOurHost = siteTest(seedUrls.map(hostOf), config.subdomains);
  const includes = config.include.map(patternOf);
  const excludes = config.exclude.map(patternOf);

  const exclusionOf = (question: ScopeQuestion, internal: boolean): readonly [ExclusionReason, string] | null => {
    const { url, kind, depth, redirects, nofollow } = question;
    if (config.mode === "list" && !FORWARDING_KINDS.has(kind)) return ["not-followed", "list mode"];
    if (config.mode === "sitemap" && kind !== "sitemap" && !FORWARDING_KINDS.has(kind)) return ["not-followed", "sitemap mode"];
    if (nofollow && config.nofollow === "obey") return ["nofollow", "nofollow: obey"];
    const pattern = excludes.find((candidate) => candidate.test(url));
    if (pattern !== undefined) return ["pattern", pattern.text];
    if (redirects > config.maxRedirects) return ["redirect-limit", `maxRedirects ${config.maxRedirects}`];
    // A list says what is asked for; where that redirects to belongs to it, wherever it is.
    if (config.mode === "list") return null;
    if (!internal) return config.external === "check" ? null : ["scope", hostOf(url)];
    if (includes.length > 0 && !includes.some((candidate) => candidate.test(url))) return ["not-included", config.include.join(", ")];
    if (depth > config.maxDepth) return ["depth", `maxDepth ${config.maxDepth}`];
    const repeats = config.maxPathRepeats === 0 ? null : repeatedPart(url, config.maxPathRepeats);
    return repeats === null ? null : ["trap", repeats];
  };

  const decideEmbedded = (url: string, kind: LinkKind, internal: boolean): ScopeDecision => {
    if (config.resources === "ignore") return excluded("resource", kind, internal);
    const pattern = excludes.find((candidate) => candidate.test(url));
    if (pattern !== undefined) return excluded("pattern", pattern.text, internal);
    if (!internal && config.external === "ignore") return excluded("scope", hostOf(url), internal);
    return { kind: "wanted", purpose: "resource", internal };
  };

  /** The site itself says where its sitemaps are, so they may be anywhere. */
  const decideSitemap = ({ url, kind, depth, redirects }: ScopeQuestion, internal: boolean): ScopeDecision => {
    const pattern = kind === "seed" ? undefined : excludes.find((candidate) => candidate.test(url));
    if (pattern !== undefined) return excluded("pattern", pattern.text, internal);
    if (redirects > config.maxRedirects) return excluded("redirect-limit", `maxRedirects ${config.maxRedirects}`, internal);
    if (depth > MOST_SITEMAP_LEVELS) return excluded("depth", `sitemaps nested more than ${MOST_SITEMAP_LEVELS} deep`, internal);
    return { kind: "wanted", purpose: "sitemap", internal };
  };

  return {
    isInternal: (url) => isOurHost(hostOf(url)),
    decide(question) {
      const { url, kind } = question;
      const internal = isOurHost(hostOf(url));
      if (question.isSitemap === true) return decideSitemap(question, internal);
      if (kind === "seed" || kind === "list") return { kind: "wanted", purpose: "page", internal: true };
      if (EMBED_KINDS.has(kind)) return decideEmbedded(url, kind, internal);
      if (!NAVIGATION_KINDS.has(kind)) return excluded("not-followed", kind, internal);
      const exclusion = exclusionOf(question, internal);
      if (exclusion !== null) return excluded(...exclusion, internal);
      return { kind: "wanted", purpose: internal || config.mode === "list" ? "page" : "check", internal };
    },
  };
}

const excluded = (reason: ExclusionReason, rule: string, internal: boolean): ScopeDecision => ({
  kind: "excluded",
  reason,
  rule,
  internal,
});

function patternOf(text: string) {
  const pattern = compilePattern(text);
  if ("problem" in pattern) throw new Error(`pattern "${text}": ${pattern.problem}`);
  return { text, test: pattern.test };
}

/** Says which part of the path stands there more than `most` times; null when none does. */
function repeatedPart(url: string, most: number): string | null {
  const path = url.slice(url.indexOf("/", url.indexOf("//") + 2)).split(/[?#]/, 1)[0]!;
  const times = new Map<string, number>();
  for (const part of path.split("/")) {
    if (part === "") continue;
    const count = (times.get(part) ?? 0) + 1;
    if (count > most) return `the part "${part.slice(0, 100)}" stands more than ${most} times in the path (maxPathRepeats)`;
    times.set(part, count);
  }
  return null;
}
