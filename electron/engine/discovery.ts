import { EMBED_KINDS, IMAGE_KINDS, NAVIGATION_KINDS, type LinkKind, FORWARDING_KINDS, URL_ROLE } from "#contract/words.ts";
import type { Frontier } from "#engine/frontier.ts";
import type { Judge } from "#engine/judge.ts";
import type { CrawlStore, KnownUrl, LinkBatch, LinkTuple, ScopeDecision, WaitingUrl } from "#engine/ports.ts";
import { sitemapStart } from "#sitemap/sitemap-start.ts";
import { hostOf } from "#url/site.ts";

/** The page on which URLs were found. */
export interface Finder {
  readonly id: number;
  readonly depth: number;
  readonly redirects: number;
  /** A `sitemap` names pages without a click between them, and other sitemaps. */
  readonly purpose: KnownUrl["purpose"];
}

/** How a page names one target, all its links taken together. */
interface Naming {
  roles: number;
  /** The kind that decides: a followed navigation before a nofollow one, before an embed, before any other. */
  kind: LinkKind;
  rank: number;
  nofollow: boolean;
  depth: number;
  redirects: number;
  /** Whether it is named as a sitemap, to be read as one. */
  isSitemap?: boolean;
}

/** What discovery decides by; replaced when options change. */
export interface DiscoveryRules {
  readonly judge: Judge;
  /** Whether query variants count as they are discovered; not while all are being counted anew. */
  readonly countsVariants: () => boolean;
}

/** Turns the links of pages into discovered URLs: each is looked up or added, judged, and queued when wanted. */
export class Discovery {
  readonly #store: CrawlStore;
  readonly #frontier: Frontier;
  #rules: DiscoveryRules;

  constructor(deps: { readonly store: CrawlStore; readonly frontier: Frontier; readonly rules: DiscoveryRules }) {
    this.#store = deps.store;
    this.#frontier = deps.frontier;
    this.#rules = deps.rules;
  }

  /** Decides by other rules from now on. */
  useRules(rules: DiscoveryRules): void {
    this.#rules = rules;
  }

  /** Takes in a start address or an entry of a list, which may be known already. */
  takeSeed(url: string, kind: "seed" | "list"): void {
    const naming: Naming = { roles: URL_ROLE.navigation, kind, rank: 0, nofollow: false, depth: 0, redirects: 0 };
    const known = this.#take(url, null, naming, null);
    // What was left out, or only checked, is asked for as a page now.
    if (known.state === "excluded" || (known.purpose !== "page" && known.state !== "leased")) this.#reopen(known, naming);
  }

  /** Takes in a start address of a crawl of sitemaps. */
  takeSitemapStart(seed: string): void {
    const { url, isSitemap } = sitemapStart(seed);
    const kind = isSitemap ? "seed" : "sitemap-index";
    this.#take(url, null, { roles: URL_ROLE.named, kind, rank: 0, nofollow: false, depth: 0, redirects: 0, isSitemap: true }, null);
  }

  /** Takes in all targets of a page; the answer has one entry for each of `batch.urls`. */
  takeLinks(finder: Finder, batch: LinkBatch): readonly KnownUrl[] {
    const namings = gatherNamings(finder, batch);
    const oddities = new Map(batch.oddities);
    return batch.urls.map((url, index) => this.#take(url, finder.id, namings[index]!, oddities.get(index) ?? null));
  }

  #take(url: string, finder: number | null, naming: Naming, oddity: "scheme" | "invalid-url" | "url-too-long" | null): KnownUrl {
    const known = this.#store.find(url);
    if (known !== null) {
      this.#reconsider(known, naming, oddity !== null);
      return known;
    }
    const decision = oddity === null ? this.#decide(url, naming) : excludedOdd(oddity);
    const added = this.#store.add({
      url,
      hostName: oddity === null ? hostOf(url) : "",
      roles: naming.roles,
      decision,
      depth: naming.depth,
      redirects: naming.redirects,
      firstSource: finder,
      firstKind: naming.kind,
    });
    if (decision.kind === "wanted") this.#frontier.add(asWaiting(added));
    return added;
  }

  /** A known URL is named once more: perhaps in a way that makes it wanted, or on a shorter way. */
  #reconsider(known: KnownUrl, naming: Naming, odd: boolean): void {
    const roles = known.roles | naming.roles;
    const shorter = naming.roles & URL_ROLE.navigation && naming.depth < known.depth;
    const asksForIt = naming.roles & URL_ROLE.navigation || naming.isSitemap === true;
    const revisable = known.state === "excluded" && REVISABLE.has(known.reason ?? "") && asksForIt;
    if (roles === known.roles && !shorter && !revisable) return;
    const formerly = { roles: known.roles, depth: known.depth };
    const redirects = Math.min(known.redirects, naming.redirects);
    if (roles !== formerly.roles || shorter || redirects !== known.redirects) {
      this.#store.revise(known, { roles, depth: shorter ? naming.depth : known.depth, redirects });
    }
    if (odd) return;
    if (known.state === "excluded") this.#reopenIfWanted(known, naming);
    else if (becomesPage(known, formerly.roles, roles)) this.#reopen(known, naming);
    if (shorter && known.state === "kept") this.#passOnDepth(known);
  }

  #reopenIfWanted(known: KnownUrl, naming: Naming): void {
    if (!REVISABLE.has(known.reason ?? "")) return;
    this.#reopen(known, naming);
  }

  #reopen(known: KnownUrl, naming: Naming): void {
    const decision = this.#decide(known.url, { ...naming, depth: Math.min(known.depth, naming.depth) });
    if (decision.kind !== "wanted") return;
    this.#store.reopen(known, decision);
    this.#frontier.replace(asWaiting(known));
  }

  /** A kept page is nearer than was thought: so is all that it leads to. Ends because depths only get smaller. */
  #passOnDepth(start: KnownUrl): void {
    const pending = [start];
    for (let page = pending.pop(); page !== undefined; page = pending.pop()) {
      for (const { id, kind } of this.#store.navigationTargets(page.id)) {
        const target = this.#store.findById(id);
        const depth = page.depth + (FORWARDING_KINDS.has(kind) ? 0 : 1);
        if (depth >= target.depth) continue;
        this.#store.revise(target, { roles: target.roles, depth, redirects: target.redirects });
        if (target.state === "kept") pending.push(target);
        else if (target.state === "excluded" && target.reason === "depth") {
          this.#reopen(target, { roles: URL_ROLE.navigation, kind, rank: 0, nofollow: false, depth, redirects: target.redirects });
        }
      }
    }
  }

  #decide(url: string, naming: Naming): ScopeDecision {
    const { kind, depth, redirects, nofollow, roles, isSitemap } = naming;
    return this.#rules.judge.decide({ url, kind, depth, redirects, nofollow, isSitemap }, roles, this.#rules.countsVariants());
  }
}

/** Exclusions that a later, better link can undo. */
const REVISABLE: ReadonlySet<string> = new Set(["resource", "not-followed", "nofollow", "depth", "redirect-limit"]);

/** Whether something that was only checked so far is now asked for as a page, and must be read as one. */
function becomesPage(known: KnownUrl, rolesBefore: number, roles: number): boolean {
  const settled = known.state === "kept" || known.state === "waiting";
  return settled && known.purpose === "resource" && !(rolesBefore & URL_ROLE.navigation) && (roles & URL_ROLE.navigation) !== 0;
}

function gatherNamings(finder: Finder, batch: LinkBatch): readonly Naming[] {
  const namings: Naming[] = new Array(batch.urls.length);
  for (const link of batch.links) {
    const naming = namingOf(link, finder);
    const before = namings[link[0]];
    if (before === undefined) {
      namings[link[0]] = naming;
      continue;
    }
    before.roles |= naming.roles;
    if (naming.rank < before.rank) Object.assign(before, { kind: naming.kind, rank: naming.rank, nofollow: naming.nofollow });
    if (naming.roles & URL_ROLE.navigation) {
      before.depth = Math.min(before.depth, naming.depth);
      before.redirects = Math.min(before.redirects, naming.redirects);
    }
  }
  return namings;
}

function namingOf(link: LinkTuple, finder: Finder): Naming {
  const [, kind, , , nofollow] = link;
  const forwards = FORWARDING_KINDS.has(kind);
  const depth = finder.depth + (forwards ? 0 : 1);
  const redirects = forwards ? finder.redirects + 1 : 0;
  // A page that a sitemap names is as near as a start address; where a sitemap has moved to, it is still a sitemap.
  if (kind === "sitemap") return { roles: URL_ROLE.navigation, kind, rank: 0, nofollow, depth: 0, redirects: 0 };
  if (kind === "sitemap-index" || (forwards && finder.purpose === "sitemap"))
    return { roles: URL_ROLE.named, kind, rank: 0, nofollow, depth, redirects, isSitemap: true };
  if (NAVIGATION_KINDS.has(kind)) return { roles: URL_ROLE.navigation, kind, rank: nofollow ? 1 : 0, nofollow, depth, redirects };
  const image = IMAGE_KINDS.has(kind) ? URL_ROLE.image : 0;
  if (EMBED_KINDS.has(kind)) return { roles: URL_ROLE.embedded | image, kind, rank: 2, nofollow, depth, redirects };
  return { roles: URL_ROLE.named, kind, rank: 3, nofollow, depth, redirects };
}

const excludedOdd = (reason: "scheme" | "invalid-url" | "url-too-long"): ScopeDecision => ({
  kind: "excluded",
  reason,
  rule: reason === "scheme" ? "only http and https" : "",
  internal: false,
});

/** A known URL that waits, as the frontier takes it. */
export function asWaiting(known: KnownUrl): WaitingUrl {
  return {
    id: known.id,
    url: known.url,
    host: known.host,
    purpose: known.purpose,
    priority: known.purpose === "page" || known.purpose === "sitemap" ? 0 : 1,
    depth: known.depth,
    attempts: known.attempts,
    forced: known.forced,
  };
}
