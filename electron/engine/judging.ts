import type { CrawlConfig } from "#contract/config.ts";
import type { Caps } from "#engine/caps.ts";
import { asWaiting } from "#engine/discovery.ts";
import type { Frontier } from "#engine/frontier.ts";
import type { Judge } from "#engine/judge.ts";
import type { Clock, CrawlStore, ScopeDecision, StoredUrl, WaitingUrl } from "#engine/ports.ts";

/** How far judging has come; kept in the file in the transaction of what it did, so that a run that is cut off loses nothing. */
interface Progress {
  /** First the addresses of new caps are counted, then all are judged. */
  readonly phase: "count" | "judge";
  /** All addresses up to this id are done. */
  readonly after: number;
  /** Whether query variants are counted anew. */
  readonly recount: boolean;
  /** Whether robots.txt is to be asked again about what it disallowed, because the crawler has another name now. */
  readonly askRobots: boolean;
  /** Whether a cap turned meanwhile, so that all is to be judged once more. */
  readonly again: boolean;
}

/** What judging goes by; replaced when options change. */
export interface JudgingRules {
  readonly judge: Judge;
  readonly caps: Caps;
  readonly config: CrawlConfig;
}

const PROGRESS_KEY = "judging";
const CHANGED_KEY = "changed";
const SEEDS_CHANGED_KEY = "seeds_changed";
/** Addresses read at a time. */
const SPAN = 200;
/** A slice ends after this much time, or this many spans; then others have their turn for as long. */
const SLICE_MS = 15;
const MOST_SPANS = 50;

/** What is special about a change of options. */
export interface ChangeOfRules {
  /** Whether query variants are to be counted anew, because their limit changed. */
  readonly recount: boolean;
  /** Whether robots.txt may say something else now, because the crawler has another name. */
  readonly askRobots: boolean;
}

interface ChangeAtRest extends ChangeOfRules {
  readonly seedsChanged: boolean;
}

/** Notes in a file that rests that options changed, so that the next run judges its addresses again. */
export function markForJudging(store: CrawlStore, how: ChangeAtRest): void {
  const before = store.getMeta<Progress>(PROGRESS_KEY);
  const askRobots = how.askRobots || before?.askRobots === true;
  const recount = how.recount || before?.recount === true;
  const progress: Progress = { phase: "judge", after: 0, recount, askRobots, again: false };
  store.setMeta(PROGRESS_KEY, progress);
  store.setMeta(CHANGED_KEY, true);
  if (how.seedsChanged) store.setMeta(SEEDS_CHANGED_KEY, true);
}

/** Whether start addresses were changed at rest since this was last asked. */
export function takeSeedsChanged(store: CrawlStore): boolean {
  const changed = store.getMeta<boolean>(SEEDS_CHANGED_KEY) === true;
  if (changed) store.setMeta(SEEDS_CHANGED_KEY, false);
  return changed;
}

/**
 * Judges the addresses in the file again after options have changed, in slices between which the crawl goes on: what waits and is
 * no longer wanted is excluded, what was excluded and is wanted now waits. Where that has not come yet, an address is judged when
 * it is leased (`admits`), so that nothing unwanted is asked for from the moment of the change on.
 */
export class Judging {
  readonly #store: CrawlStore;
  readonly #clock: Clock;
  readonly #frontier: Frontier;
  readonly #guard: (work: () => void) => void;
  readonly #done: () => void;
  #rules: JudgingRules;
  #progress: Progress | null = null;
  #hasChanged: boolean;
  #cancel: (() => void) | null = null;
  #dropped = new Map<number, Set<number>>();

  /** `guard` runs what writes, `done` is called when all is judged. */
  constructor(deps: {
    readonly store: CrawlStore;
    readonly clock: Clock;
    readonly frontier: Frontier;
    readonly rules: JudgingRules;
    readonly guard: (work: () => void) => void;
    readonly done: () => void;
  }) {
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#frontier = deps.frontier;
    this.#guard = deps.guard;
    this.#done = deps.done;
    this.#rules = deps.rules;
    this.#hasChanged = deps.store.getMeta<boolean>(CHANGED_KEY) === true;
  }

  get isUnderWay(): boolean {
    return this.#progress !== null;
  }

  /** Whether nothing may be asked for until it is known how many addresses count already. */
  get holdsRequests(): boolean {
    return this.#progress !== null && (this.#progress.phase === "count" || this.#progress.recount);
  }

  get isRecounting(): boolean {
    return this.#progress?.recount === true;
  }

  /** Begins to judge by other rules. */
  change(rules: JudgingRules, how: ChangeOfRules): void {
    this.#rules = rules;
    this.#hasChanged = true;
    this.#store.setMeta(CHANGED_KEY, true);
    const { recount = false, askRobots = false } = this.#progress ?? {};
    this.#begin({ recount: this.#mustRecount(how.recount || recount), askRobots: how.askRobots || askRobots });
  }

  /** Goes by other rules that say the same about every address. */
  useRules(rules: JudgingRules): void {
    this.#rules = rules;
  }

  /** Goes on where the last run was. */
  resume(): void {
    const left = this.#store.getMeta<Progress>(PROGRESS_KEY);
    if (left !== null && left.after > 0 && left.phase === "judge" && !this.#rules.caps.mustCount) {
      this.#progress = left;
      return this.#sliceSoon();
    }
    if (left === null && !this.#rules.caps.mustCount) return;
    this.#begin({ recount: this.#mustRecount(left?.recount === true), askRobots: left?.askRobots === true });
  }

  /** Judges all once more because a cap became full, or has room again. */
  capTurned(): void {
    if (this.#progress === null) this.#begin({ recount: false, askRobots: false });
    else this.#keep({ ...this.#progress, again: true });
  }

  /** Does nothing more in this run. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Whether a leased URL is still wanted. If not, it is settled, or waits to be asked for another purpose. */
  admits(url: WaitingUrl): boolean {
    if (url.forced || (!this.#hasChanged && this.#rules.caps.isEmpty)) return true;
    const [stored] = this.#store.scan(url.id - 1, 1);
    if (stored === undefined) return true;
    const decision = this.#rules.judge.decideStored(stored, { asked: true, recount: false });
    if (decision.kind === "excluded") {
      this.#store.settle(url, { as: "excluded", reason: decision.reason, rule: decision.rule }, null);
      return false;
    }
    if (decision.purpose === url.purpose) return true;
    this.#store.requeue(url, url.attempts, 0);
    this.#reopen({ ...stored, known: this.#store.find(url.url) ?? stored.known }, decision);
    return false;
  }

  /** What becomes wanted may have been counted before or not, so all are counted anew. */
  #mustRecount(limitChanged: boolean): boolean {
    return this.#rules.config.maxQueryVariants > 0 && (limitChanged || this.#store.hasQueryVariants());
  }

  #begin({ recount, askRobots }: Pick<Progress, "recount" | "askRobots">): void {
    const { caps } = this.#rules;
    const phase = caps.mustCount ? "count" : "judge";
    if (phase === "count") caps.beginCounting();
    else if (recount) this.#store.forgetQueryVariants();
    this.#keep({ phase, after: 0, recount, askRobots, again: false });
    this.#sliceSoon();
  }

  #keep(progress: Progress | null): void {
    this.#progress = progress;
    this.#store.setMeta(PROGRESS_KEY, progress);
  }

  #sliceSoon(): void {
    this.#cancel?.();
    this.#cancel = this.#clock.at(this.#clock.now() + SLICE_MS, () => this.#guard(() => this.#slice()));
  }

  #slice(): void {
    this.#cancel = null;
    const beganAtMs = this.#clock.now();
    for (let spans = 0; spans < MOST_SPANS && this.#clock.now() - beganAtMs < SLICE_MS; spans += 1) {
      const progress = this.#progress;
      if (progress === null) return;
      const last = this.#store.lastId();
      if (progress.after >= last) {
        this.#endPhase(progress);
        if (this.#progress === null) return this.#done();
        continue;
      }
      for (const stored of this.#store.scan(progress.after, SPAN)) this.#takeUp(stored, progress);
      this.#progress = { ...progress, after: Math.min(progress.after + SPAN, last) };
    }
    this.#frontier.drop(this.#dropped);
    this.#dropped = new Map();
    this.#keep(this.#progress);
    this.#sliceSoon();
  }

  #endPhase(progress: Progress): void {
    this.#frontier.drop(this.#dropped);
    this.#dropped = new Map();
    if (progress.phase === "count") {
      this.#rules.caps.endCounting();
      if (progress.recount) this.#store.forgetQueryVariants();
      return this.#keep({ ...progress, phase: "judge", after: 0 });
    }
    if (progress.again) return this.#begin({ recount: false, askRobots: false });
    this.#keep(null);
  }

  #takeUp(stored: StoredUrl, progress: Progress): void {
    const { known } = stored;
    if (progress.phase === "count") return this.#rules.caps.count(known.id, known.url, wasAskedFor(stored));
    if (known.host === 0) return;
    switch (known.state) {
      case "waiting":
        return this.#judgeWaiting(stored, progress);
      case "excluded":
        return this.#judgeExcluded(stored, progress);
      case "kept":
      case "failed":
      case "blocked":
      case "leased":
        if (progress.recount) this.#rules.judge.isVariantTooMany(known.url, known.roles);
        if (!known.forced && known.state !== "leased") this.#judgeAnswered(stored);
    }
  }

  #judgeWaiting(stored: StoredUrl, { recount }: Progress): void {
    const { known } = stored;
    if (known.forced) return;
    const decision = this.#rules.judge.decideStored(stored, { asked: known.attempts > 0, recount });
    if (decision.kind === "wanted") {
      if (decision.purpose !== known.purpose || decision.internal !== known.internal) this.#reopen(stored, decision);
      return;
    }
    this.#store.exclude(known, decision);
    const gone = this.#dropped.get(known.host);
    if (gone === undefined) this.#dropped.set(known.host, new Set([known.id]));
    else gone.add(known.id);
  }

  /** What no option excluded stays as it is. */
  #judgeExcluded(stored: StoredUrl, { recount, askRobots }: Progress): void {
    const { known, rule } = stored;
    const { judge, config } = this.#rules;
    if (known.reason === "private-address" && !judge.mayBePrivate(known.url)) return;
    if (known.reason === "robots" && config.robots === "obey" && !askRobots) return;
    const decision = judge.decideStored(stored, { asked: known.attempts > 0, recount });
    if (decision.kind === "wanted") return this.#reopen(stored, decision);
    const bothNamed = ONLY_NAMED.has(decision.reason) && ONLY_NAMED.has(known.reason ?? "");
    const differs = decision.reason !== known.reason || decision.rule !== rule || decision.internal !== known.internal;
    if (differs && !bothNamed) this.#store.exclude(known, decision);
  }

  /** An answered address is asked again when it was only checked and belongs to the site now, or never asked because of robots.txt. */
  #judgeAnswered(stored: StoredUrl): void {
    const { known, rule } = stored;
    const { judge, config } = this.#rules;
    const keptOff = known.state === "failed" && known.attempts === 0 && config.robots === "ignore" && rule?.startsWith("robots.txt ");
    if (known.purpose !== "check" && !keptOff) return;
    const decision = judge.decideStored(stored, { asked: true, recount: false });
    if (decision.kind === "wanted" && (keptOff || decision.purpose === "page")) this.#reopen(stored, decision);
  }

  #reopen({ known }: StoredUrl, decision: Extract<ScopeDecision, { kind: "wanted" }>): void {
    this.#store.reopen(known, decision);
    this.#frontier.replace(asWaiting(known));
  }
}

/** Both say that pages only name an address; which of the two depends on the page that was read first. */
const ONLY_NAMED: ReadonlySet<string> = new Set(["resource", "not-followed"]);

function wasAskedFor({ known: { state, attempts } }: StoredUrl): boolean {
  return state === "waiting" ? attempts > 0 : state !== "excluded";
}
