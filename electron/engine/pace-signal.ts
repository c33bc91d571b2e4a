import type { PaceSignal } from "#engine/politeness.ts";
import type { VisitOutcome } from "#engine/ports.ts";
import { isRefusal } from "#engine/retry.ts";

/** Failures with which a host that has too many connections turns further ones away. */
const DROPS: ReadonlySet<string> = new Set(["reset", "connection-refused", "empty-response"]);

/** What an outcome says to the pace of its host. */
export function signalOf(outcome: VisitOutcome): PaceSignal {
  if (outcome.kind === "failure") return { kind: DROPS.has(outcome.code) ? "dropped" : "failed" };
  const { answer } = outcome;
  if (isRefusal(answer)) return { kind: "refused", retryAfterMs: answer.retryAfterMs };
  return { kind: "answered", firstByteMs: answer.times.firstByteMs };
}

/** Longest that a request is taken to be on its way to a host that is connected to. */
const LONGEST_WAY_MS = 250;

/** By when the host had the request for sure, so that the distance to the next one is kept as the host sees it. */
export function sentAtMs(outcome: VisitOutcome): number {
  if (outcome.kind === "failure") return outcome.fetchedAtMs;
  const { fetchedAtMs, times } = outcome.answer;
  const arrivedAtMs = fetchedAtMs - times.totalMs + (times.dnsMs ?? 0) + (times.connectMs ?? 0) + LONGEST_WAY_MS;
  return Math.min(arrivedAtMs, fetchedAtMs);
}
