import type { Discovery } from "#engine/discovery.ts";
import { indexability } from "#engine/indexability.ts";
import { entriesOf } from "#engine/sitemap-troubles.ts";
import type { CrawlStore, KnownUrl, SettledPage, VisitOutcome, WaitingUrl } from "#engine/ports.ts";
import { assertNever, FORWARDING_KINDS } from "#contract/words.ts";

type AnswerOutcome = Extract<VisitOutcome, { kind: "answer" }>;

/** Settles a leased URL with what its last visit came to, and takes in what the page names. */
export function settleOutcome(store: CrawlStore, discovery: Discovery, url: WaitingUrl, outcome: VisitOutcome): void {
  switch (outcome.kind) {
    case "answer":
      return settleAnswer(store, discovery, url, outcome);
    case "failure": {
      const { code, message } = outcome;
      if (code === "private-address") store.settle(url, { as: "excluded", reason: "private-address", rule: message }, null);
      else store.settle(url, { as: "failed", code, message, outcome }, null);
      return;
    }
    default:
      assertNever(outcome);
  }
}

function settleAnswer(store: CrawlStore, discovery: Discovery, url: WaitingUrl, outcome: AnswerOutcome): void {
  if (outcome.blocked !== null) {
    store.settle(url, { as: "blocked", reason: outcome.blocked, outcome }, null);
    return;
  }
  const isNoSitemap = url.purpose === "sitemap" && entriesOf(outcome) === 0;
  if (isNoSitemap && outcome.sitemapProblem != null) return settleNoSitemap(store, url, outcome, outcome.sitemapProblem);
  const known = store.find(url.url) ?? store.findById(url.id);
  const targets = discovery.takeLinks(known, outcome.links);
  const { indexable, reason } = indexability(url.url, outcome);
  const page: SettledPage = { targets, links: outcome.links, indexable, indexabilityReason: reason, redirect: forwardOf(outcome, targets) };
  store.settle(url, { as: "kept", outcome }, page);
}

/** A sitemap that is missing, or of which nothing could be read, has failed, whatever its server thinks. */
function settleNoSitemap(store: CrawlStore, url: WaitingUrl, outcome: AnswerOutcome, message: string): void {
  const { status, times, fetchedAtMs } = outcome.answer;
  const code = "no-sitemap";
  const failure = { kind: "failure", id: url.id, code, message, status, totalMs: times.totalMs, fetchedAtMs } as const;
  store.settle(url, { as: "failed", code, message, outcome: failure }, null);
}

/** The first link of an answer that sends the visitor on by itself. */
function forwardOf(outcome: AnswerOutcome, targets: readonly KnownUrl[]): SettledPage["redirect"] {
  const link = outcome.links.links.find(([, kind]) => FORWARDING_KINDS.has(kind));
  return link === undefined ? null : { target: targets[link[0]]!, kind: link[1] };
}
