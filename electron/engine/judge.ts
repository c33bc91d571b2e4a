import type { CrawlConfig } from "#contract/config.ts";
import { EMBED_KINDS, FORWARDING_KINDS, type LinkKind, NAVIGATION_KINDS, URL_ROLE } from "#contract/words.ts";
import type { Caps } from "#engine/caps.ts";
import type { CrawlStore, ScopeDecision, StoredUrl } from "#engine/ports.ts";
import type { Scope, ScopeQuestion } from "#engine/scope.ts";

/** What a judge is made of: one configuration, and the file that it is applied to. */
export interface JudgeParts {
  readonly store: CrawlStore;
  readonly config: CrawlConfig;
  readonly scope: Scope;
  readonly caps: Caps;
  /** Start addresses or list entries, normalised. No pattern, limit or cap is applied to them. */
  readonly seeds: readonly string[];
}

/** How a stored URL is to be judged. */
export interface StoredCase {
  /** Whether it was asked for before, or is being asked for: then it has its place under a cap. */
  readonly asked: boolean;
  /** Whether query variants are being counted anew; otherwise those that are too many stay so. */
  readonly recount: boolean;
}

/** Decides about addresses by scope, traps and caps: as they are discovered, and again when options have changed. */
export class Judge {
  readonly #parts: JudgeParts;
  readonly #seeds: ReadonlySet<string>;
  readonly #seedHosts: ReadonlySet<string>;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
    this.#seeds = new Set(parts.seeds);
    this.#seedHosts = new Set(parts.seeds.map((seed) => new URL(seed).hostname));
  }

  /** Whether a URL is wanted that pages name as `question` says, and in the ways of `roles`. `countsVariants`: as a new one. */
  decide(question: ScopeQuestion, roles: number, countsVariants: boolean): ScopeDecision {
    if (question.isSitemap === true) return this.#oneMoreSitemap(this.#parts.scope.decide(question));
    const decision = this.#decideByScope(question, roles);
    if (decision.kind !== "wanted" || question.kind === "seed" || question.kind === "list") return decision;
    if (countsVariants && this.isVariantTooMany(question.url, roles)) return this.#trapped(decision.internal);
    return this.#underCap(decision, question.url, false);
  }

  /** Whether a URL in the file is wanted, as the file says that it is named. */
  decideStored(stored: StoredUrl, { asked, recount }: StoredCase): ScopeDecision {
    const { known, rule } = stored;
    if (isSitemap(stored)) return this.#decideSitemap(stored);
    if (this.#seeds.has(known.url)) return { kind: "wanted", purpose: "page", internal: true };
    const decision = this.#decideByScope(this.#questionOf(stored), known.roles);
    if (decision.kind !== "wanted") return decision;
    const wasTooMany = known.state === "excluded" && known.reason === "trap" && rule?.startsWith(VARIANT_LIMIT) === true;
    const isTooMany = recount ? this.isVariantTooMany(known.url, known.roles) : wasTooMany && this.#parts.config.maxQueryVariants > 0;
    if (isTooMany && !(recount && asked)) return this.#trapped(decision.internal);
    return this.#underCap(decision, known.url, asked);
  }

  /** Counts an address when it is one of many combinations of query parameters, and says whether there are too many now. */
  isVariantTooMany(url: string, roles: number): boolean {
    const { store, config } = this.#parts;
    const query = url.indexOf("?");
    if (config.maxQueryVariants === 0 || roles & URL_ROLE.embedded) return false;
    if (query === -1 || url.split("&", 3).length < 3) return false;
    return store.countQueryVariant(url.slice(0, query)) > config.maxQueryVariants;
  }

  /** What an address is asked for that a person wants whatever the rules say. */
  forcedPurpose(stored: StoredUrl): "page" | "resource" | "sitemap" {
    const { roles } = stored.known;
    if (isSitemap(stored)) return "sitemap";
    return roles & URL_ROLE.embedded && !(roles & URL_ROLE.navigation) ? "resource" : "page";
  }

  /** Whether the configuration lets the host of an address be on a private network. */
  mayBePrivate(url: string): boolean {
    return this.#parts.config.privateAddresses === "allow" || this.#seedHosts.has(new URL(url).hostname);
  }

  isSeed(url: string): boolean {
    return this.#seeds.has(url);
  }

  /** Whether a cap counts an address. */
  isCapped(url: string): boolean {
    return this.#parts.caps.has(url);
  }

  #oneMoreSitemap(decision: ScopeDecision): ScopeDecision {
    if (decision.kind !== "wanted") return decision;
    const { store } = this.#parts;
    const sitemaps = (store.getMeta<number>(SITEMAPS_KEY) ?? 0) + 1;
    if (sitemaps > MOST_SITEMAPS) return { kind: "excluded", reason: "cap", rule: TOO_MANY_SITEMAPS, internal: decision.internal };
    store.setMeta(SITEMAPS_KEY, sitemaps);
    return decision;
  }

  #decideSitemap({ known, firstKind, rule }: StoredUrl): ScopeDecision {
    const { url, depth, redirects, internal } = known;
    if (rule === TOO_MANY_SITEMAPS) return { kind: "excluded", reason: "cap", rule, internal };
    return this.#parts.scope.decide({ url, kind: firstKind, depth, redirects, nofollow: false, isSitemap: true });
  }

  #underCap(decision: ScopeDecision, url: string, asked: boolean): ScopeDecision {
    const { caps } = this.#parts;
    const full = asked ? caps.exceededBy(url) : caps.fullFor(url);
    return full === null ? decision : { kind: "excluded", reason: "cap", rule: full, internal: decision.internal };
  }

  #trapped(internal: boolean): ScopeDecision {
    return { kind: "excluded", reason: "trap", rule: `${VARIANT_LIMIT} ${this.#parts.config.maxQueryVariants}`, internal };
  }

  /** What is not wanted as a page may still be wanted as the resource that pages embed. */
  #decideByScope(question: ScopeQuestion, roles: number): ScopeDecision {
    const decision = this.#parts.scope.decide(question);
    if (decision.kind === "wanted" || !(roles & URL_ROLE.embedded) || EMBED_KINDS.has(question.kind)) return decision;
    const embedded = this.#parts.scope.decide({ ...question, kind: "img" });
    return embedded.kind === "wanted" ? embedded : decision;
  }

  /** How the file says that an address is named. Its links are looked up only where the configuration depends on them. */
  #questionOf({ known, firstKind }: StoredUrl): ScopeQuestion {
    const { url, depth, redirects, roles } = known;
    if (!(roles & URL_ROLE.navigation)) return { url, kind: otherKind(firstKind, roles), depth, redirects, nofollow: false };
    const { config, store } = this.#parts;
    const naming = config.nofollow === "obey" || config.mode === "list" ? store.namingOf(known.id) : null;
    const forwarded = FORWARDING_KINDS.has(firstKind) || redirects > 0 || naming?.forwarded === true;
    const nofollow = naming !== null && naming.navigated && !naming.followed;
    return { url, kind: forwarded ? "redirect" : navigationKind(firstKind), depth, redirects, nofollow };
  }
}

const VARIANT_LIMIT = "maxQueryVariants";

/** Sitemaps that are read in one crawl; an index names at most as many (sitemaps.org). */
const MOST_SITEMAPS = 50_000;
const TOO_MANY_SITEMAPS = `more than ${MOST_SITEMAPS} sitemaps`;
const SITEMAPS_KEY = "sitemaps";

/** Whether an address was named as a sitemap, and never as a page. */
function isSitemap({ known, firstKind }: StoredUrl): boolean {
  if (known.purpose === "sitemap") return true;
  return firstKind === "sitemap-index" && known.state === "excluded" && !(known.roles & URL_ROLE.navigation);
}

/** A removed start address is judged like one that a page links to. */
const navigationKind = (kind: LinkKind): LinkKind => (NAVIGATION_KINDS.has(kind) && kind !== "seed" && kind !== "list" ? kind : "a");

function otherKind(firstKind: LinkKind, roles: number): LinkKind {
  if (!(roles & URL_ROLE.embedded)) return firstKind;
  return EMBED_KINDS.has(firstKind) ? firstKind : "img";
}
