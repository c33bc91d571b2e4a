import type { CrawlConfig } from "#contract/config.ts";
import type { FailureCode } from "#contract/words.ts";
import type { Answer, VisitOutcome } from "#engine/ports.ts";

/** What is to be done about an outcome: take it as it is, or ask again after a while. */
export type Verdict = { readonly kind: "done" } | { readonly kind: "again"; readonly afterMs: number };

/** Failures that may pass by themselves. The others (a wrong certificate, a too large body) stay as they are. */
const PASSING: ReadonlySet<FailureCode | "private-address"> = new Set<FailureCode>([
  "dns",
  "connection-refused",
  "connect-timeout",
  "unreachable",
  "reset",
  "empty-response",
  "partial-body",
  "first-byte-timeout",
  "timeout",
  "body-stalled",
]);
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
/** A host that asks to come back later is given this many more chances than one that fails. */
const PATIENCE_WHEN_REFUSED = 6;
const LONGEST_WAIT_MS = 300_000;

/** Whether an answer asks the crawler to slow down. */
export function isRefusal(answer: Answer): boolean {
  return answer.status === 429 || answer.status === 503;
}

/** Decides about the outcome of attempt number `attempts` (1 is the first). */
export function judge(
  outcome: VisitOutcome,
  attempts: number,
  config: Pick<CrawlConfig, "retries" | "retryDelayMs" | "maxBackOffMs">,
): Verdict {
  if (config.retries === 0) return { kind: "done" };
  const waitMs = Math.min(config.retryDelayMs * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  if (outcome.kind === "failure") {
    return PASSING.has(outcome.code) && attempts <= config.retries ? { kind: "again", afterMs: waitMs } : { kind: "done" };
  }
  const { answer } = outcome;
  if (!PASSING_STATUSES.has(answer.status)) return { kind: "done" };
  const asksToComeBack = answer.status === 429 || answer.retryAfterMs !== null;
  if (attempts > config.retries + (asksToComeBack ? PATIENCE_WHEN_REFUSED : 0)) return { kind: "done" };
  return { kind: "again", afterMs: Math.min(Math.max(waitMs, answer.retryAfterMs ?? 0), config.maxBackOffMs) };
}
