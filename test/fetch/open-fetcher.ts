import { onTestFinished } from "vitest";
import { crawlConfigSchema, type CrawlConfigInput } from "#contract/config.ts";
import type { VisitPurpose, VisitSettings } from "#engine/ports.ts";
import { createFetcher, type FetcherOptions } from "#fetch/fetcher.ts";
import type { FetchAnswer, FetchFailure, FetchOutcome, Fetcher } from "#fetch/outcome.ts";
import { startSite, type Site, type SiteOptions } from "#test/site/site.ts";
import { startTlsSite, type TlsSite, type TlsSiteOptions } from "#test/site/tls-site.ts";

/** Settings as an engine would give them, with short deadlines and local addresses allowed. */
export function visitSettings(
  config: CrawlConfigInput = {},
  seeds: { origins?: readonly string[]; hosts?: readonly string[] } = {},
): VisitSettings {
  return {
    config: crawlConfigSchema.parse({
      privateAddresses: "allow",
      connectTimeoutMs: 2000,
      firstByteTimeoutMs: 2000,
      stallTimeoutMs: 2000,
      timeoutMs: 5000,
      ...config,
    }),
    seedOrigins: seeds.origins ?? [],
    seedHosts: seeds.hosts ?? [],
    userAgent: "Orbweaver/0.1 (+https://example.com/contact)",
  };
}

/** A fetcher that is closed when the test ends. */
export function openFetcher(config: CrawlConfigInput = {}, options: FetcherOptions = {}): Fetcher {
  return closing(createFetcher(visitSettings(config), options));
}

/** Closes a fetcher when the test ends. */
export function closing(fetcher: Fetcher): Fetcher {
  onTestFinished(() => fetcher.close());
  return fetcher;
}

/** A site that is closed when the test ends. */
export async function openTestSite(options: SiteOptions = {}): Promise<Site> {
  const site = await startSite(options);
  onTestFinished(() => site.close());
  return site;
}

/** A secure site that is closed when the test ends. */
export async function openTlsTestSite(options: TlsSiteOptions = {}): Promise<TlsSite> {
  const site = await startTlsSite(options);
  onTestFinished(() => site.close());
  return site;
}

/** Asks a new site for one path with a new fetcher. */
export async function askFor(path: string, config: CrawlConfigInput = {}, purpose: VisitPurpose = "page"): Promise<FetchOutcome> {
  const site = await openTestSite();
  return openFetcher(config).fetch({ url: `${site.origin}${path}`, purpose });
}

/** The outcome as an answer; throws what it is instead. */
export function answered(outcome: FetchOutcome): FetchAnswer {
  if (outcome.kind === "answer") return outcome;
  throw new Error(`An answer was expected, not ${outcome.code}: ${outcome.message}`);
}

/** The outcome as a failure; throws when it is an answer. */
export function failed(outcome: FetchOutcome): FetchFailure {
  if (outcome.kind === "failure") return outcome;
  throw new Error(`A failure was expected, not status ${outcome.status}`);
}

/** Code and message, as they are most often compared. */
export function verdict(outcome: FetchOutcome): string {
  return outcome.kind === "failure" ? `${outcome.code}: ${outcome.message}` : `${outcome.status}`;
}

/** The body as text. */
export function textOf(answer: FetchAnswer): string {
  return Buffer.from(answer.body).toString("utf8");
}

/** Value of a header of an answer. */
export function headerOf(answer: FetchAnswer, name: string): string | undefined {
  return answer.headers.find(([one]) => one === name)?.[1];
}
