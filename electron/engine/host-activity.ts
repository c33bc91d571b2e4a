import type { HostActivity } from "#contract/questions.ts";
import { requestsAtOnce, type HostPace, type PaceLimits } from "#engine/politeness.ts";

const MOST_HOSTS = 20;

/** A host that is asked or waits to be. */
export interface BusyHost {
  readonly name: string;
  readonly pace: Readonly<HostPace>;
}

/** How the busiest of some hosts are asked at `nowMs`: the most requests first, then those that asked for a pause. */
export function hostActivities(hosts: readonly BusyHost[], limits: PaceLimits, nowMs: number): readonly HostActivity[] {
  const busiest = hosts
    .toSorted((a, b) => b.pace.inFlight - a.pace.inFlight || b.pace.backOffOverAtMs - a.pace.backOffOverAtMs)
    .slice(0, MOST_HOSTS);
  return busiest.map(({ name, pace }) => ({
    name,
    active: pace.inFlight,
    delayMs: Math.round(Math.max(pace.delayMs, pace.spacingMs)),
    mostAtATime: requestsAtOnce(pace, limits),
    pausedUntilMs: pace.backOffOverAtMs > nowMs ? pace.backOffOverAtMs : null,
  }));
}
