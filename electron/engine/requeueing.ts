import { asWaiting } from "#engine/discovery.ts";
import type { Frontier } from "#engine/frontier.ts";
import type { Judge } from "#engine/judge.ts";
import type { Clock, CrawlStore, ScopeDecision, StoredUrl } from "#engine/ports.ts";

/** How far a request to ask for addresses again has come. */
export interface RequeueProgress {
  /** Ids that were dealt with, from the first on. */
  readonly taken: number;
  readonly requeued: number;
  readonly leftOut: number;
}

/** Nothing done yet. */
export const NOTHING_REQUEUED: RequeueProgress = { taken: 0, requeued: 0, leftOut: 0 };

/** Ids dealt with before the time is looked at. */
const AT_A_TIME = 20;
const SLICE_MS = 15;

/** What making addresses wait again works with. */
export interface RequeueParts {
  readonly store: CrawlStore;
  /** The judge of right now: options may change meanwhile. */
  readonly judge: () => Judge;
  /** Null for a crawl that rests. */
  readonly frontier: Frontier | null;
  readonly now: () => number;
}

/** Makes some more of the addresses with these ids wait again, for about 15 ms, and says how far that came. */
export function requeueSlice(parts: RequeueParts, ids: ArrayLike<number>, before: RequeueProgress): RequeueProgress {
  const beganAtMs = parts.now();
  let { taken, requeued, leftOut } = before;
  while (taken < ids.length && (taken % AT_A_TIME !== 0 || taken === before.taken || parts.now() - beganAtMs < SLICE_MS)) {
    const id = ids[taken++]!;
    const [stored] = parts.store.scan(id - 1, 1);
    if (stored !== undefined && requeue(parts, stored)) requeued += 1;
    else leftOut += 1;
  }
  return { taken, requeued, leftOut };
}

/** Makes addresses wait again in slices, as long as `goesOn`; between two of them others have their turn. */
export async function requeueWhile(parts: RequeueParts, ids: ArrayLike<number>, run: RequeueRun): Promise<RequeueProgress> {
  let progress = NOTHING_REQUEUED;
  while (run.goesOn() && progress.taken < ids.length) {
    run.guard(() => {
      progress = requeueSlice(parts, ids, progress);
      if (progress.taken === ids.length) parts.store.commit();
    });
    await new Promise<void>((resolve) => run.clock.at(run.clock.now() + 1, resolve));
  }
  return progress;
}

/** The run in which addresses are made to wait again. */
export interface RequeueRun {
  readonly clock: Clock;
  goesOn(): boolean;
  /** Runs what writes. */
  guard(work: () => void): void;
}

function requeue({ store, judge: judgeNow, frontier }: RequeueParts, stored: StoredUrl): boolean {
  const { known } = stored;
  const judge = judgeNow();
  const canBeAsked = known.host !== 0 && known.state !== "waiting" && known.state !== "leased";
  const isPrivate = known.reason === "private-address" && !judge.mayBePrivate(known.url);
  if (!canBeAsked || isPrivate) return false;
  const { decision, forced } = decide(judge, stored);
  store.reopen(known, decision, forced);
  frontier?.replace(asWaiting(known));
  return true;
}

/**
 * What was excluded, or would be by now, is asked for whatever the rules say. So is what has a place under a cap: others may take
 * the place while it waits, and then it would be gone. Anything else stays under the rules, robots.txt above all.
 */
function decide(judge: Judge, stored: StoredUrl): { readonly decision: Wanted; readonly forced: boolean } {
  const { known } = stored;
  const excluded = known.state === "excluded";
  const decision = judge.decideStored(stored, { asked: true, recount: false });
  if (decision.kind === "wanted") return { decision, forced: excluded || judge.isCapped(known.url) };
  return { decision: forcedDecision(judge, stored), forced: true };
}

type Wanted = Extract<ScopeDecision, { kind: "wanted" }>;

function forcedDecision(judge: Judge, stored: StoredUrl): Wanted {
  const { state, purpose, internal } = stored.known;
  return { kind: "wanted", purpose: state === "excluded" ? judge.forcedPurpose(stored) : purpose, internal };
}
