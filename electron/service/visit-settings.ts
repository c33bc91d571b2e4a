import type { CrawlConfig } from "#contract/config.ts";
import { VERSION } from "#contract/version.ts";
import type { VisitSettings } from "#engine/ports.ts";
import { Resolver } from "#url/resolve.ts";

/** What page workers need to know for a configuration and its normalised start addresses. */
export function visitSettings(config: CrawlConfig, seeds: readonly string[]): VisitSettings {
  const urls = seeds.map((seed) => new URL(seed));
  return {
    config: { ...config, seeds: [] },
    seedOrigins: [...new Set(urls.map((url) => url.origin))],
    seedHosts: [...new Set(urls.map((url) => url.hostname))],
    userAgent: userAgentOf(config),
  };
}

/** How the crawler introduces itself: what the person chose, else name and version, with the contact address. */
export function userAgentOf(config: Pick<CrawlConfig, "userAgent" | "contactUrl">): string {
  if (config.userAgent !== "") return config.userAgent;
  return config.contactUrl === "" ? `Orbweaver/${VERSION}` : `Orbweaver/${VERSION} (+${config.contactUrl})`;
}

/** The product token by which robots.txt knows the crawler: the beginning of its user agent (RFC 9309 §2.2.1). */
export function robotsTokenOf(userAgent: string): string {
  return /^[A-Za-z_-]+/.exec(userAgent)?.[0] ?? "Orbweaver";
}

/** The start addresses of a configuration as they are stored, each once; those that are no http(s) address are left out. */
export function seedsOf(config: CrawlConfig): readonly string[] {
  const seeds = new Set<string>();
  for (const seed of config.seeds) {
    const resolved = URL.canParse(seed) ? new Resolver(seed, config.normalise, config.maxUrlLength).resolve(seed) : null;
    if (resolved?.kind === "url") seeds.add(resolved.url);
  }
  return [...seeds];
}
