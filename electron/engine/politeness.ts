import type { CrawlConfig } from "#contract/config.ts";

/** The part of the configuration that says how a host may be asked. */
export type PaceLimits = Pick<
  CrawlConfig,
  "perHost" | "delayMs" | "adaptive" | "retryDelayMs" | "maxBackOffMs" | "robots" | "maxRobotsDelayMs"
>;

/** How one host is treated. Two clocks that are never merged: its delay, and the back-off it asked for. */
export interface HostPace {
  inFlight: number;
  /** Delay between requests: the larger of the configuration's and robots.txt's Crawl-delay. */
  delayMs: number;
  /** Longest Crawl-delay that robots.txt of the host asked for, whatever of it is honoured. */
  robotsDelayMs: number;
  /** When the last request left. */
  lastSentAtMs: number;
  /** Clock 1: when the delay since the last request is over. */
  delayOverAtMs: number;
  /** Clock 2: when the pause that the host asked for (429, 503) is over. */
  backOffOverAtMs: number;
  /** Refusals (429, 503) in a row. */
  refusals: number;
  /** Requests at the same time that the host takes well right now; between 1 and `perHost`. */
  window: number;
  /** As many requests at the same time as the host is known to take; beyond it the window grows slowly. */
  ceiling: number;
  /** Distance between requests that the host takes well right now, learnt from refusals; 0 when it never refused. */
  spacingMs: number;
  /** Usual time to the first byte, a slow moving average; 0 before the first answer. */
  usualMs: number;
}

/** How a request ended, as far as the pace of its host is concerned. */
export type PaceSignal =
  | { readonly kind: "answered"; readonly firstByteMs: number }
  | { readonly kind: "refused"; readonly retryAfterMs: number | null }
  /** The host accepted no connection, or broke it off without answering. */
  | { readonly kind: "dropped" }
  | { readonly kind: "failed" };

const LONGEST_OWN_BACK_OFF_MS = 60_000;
const SMALLEST_SPACING_MS = 50;
const FIRST_SPACING_MS = 250;
/** An answer this many times slower than usual, and slower than `NOTICEABLE_MS`, says that the host labours. */
const SLOW_FACTOR = 3;
const NOTICEABLE_MS = 400;
/** How much wider the window gets with each answer beyond what the host is known to take. */
const PROBING_STEP = 0.05;

/** The pace of a host that has not been asked yet. */
export function newPace(limits: PaceLimits): HostPace {
  return {
    inFlight: 0,
    delayMs: limits.delayMs,
    robotsDelayMs: 0,
    lastSentAtMs: -Infinity,
    delayOverAtMs: 0,
    backOffOverAtMs: 0,
    refusals: 0,
    window: limits.perHost,
    ceiling: limits.perHost,
    spacingMs: 0,
    usualMs: 0,
  };
}

/** When the host may be asked next (epoch ms); Infinity while as many requests run as it may have. */
export function readyAtMs(pace: HostPace, limits: PaceLimits): number {
  if (pace.inFlight >= requestsAtOnce(pace, limits)) return Infinity;
  return Math.max(pace.delayOverAtMs, pace.backOffOverAtMs);
}

/** How many requests the host may have at the same time now. */
export function requestsAtOnce(pace: Readonly<HostPace>, limits: PaceLimits): number {
  // With a delay, requests go one after the other: only then is the distance the host sees never shorter than the delay.
  return pace.delayMs > 0 ? 1 : Math.max(1, Math.min(Math.floor(pace.window), limits.perHost));
}

/** Whether a distance between requests to the host is kept, so that none may be sent beside those that are counted. */
export function isPaced(pace: Readonly<HostPace>): boolean {
  return pace.delayMs > 0 || pace.spacingMs > 0;
}

/** Notes the Crawl-delay of robots.txt, which makes the delay longer, counted from the last request on. */
export function askForDelay(pace: HostPace, limits: PaceLimits, robotsDelayMs: number): void {
  if (robotsDelayMs <= pace.robotsDelayMs) return;
  pace.robotsDelayMs = robotsDelayMs;
  applyDelay(pace, limits);
}

/** Goes over to other limits: the delay counts from the last request on, and a host that was asked for as much as allowed still is. */
export function changeLimits(pace: HostPace, before: PaceLimits, limits: PaceLimits): void {
  const follow = (value: number) => (value >= before.perHost ? limits.perHost : Math.min(value, limits.perHost));
  pace.window = follow(pace.window);
  pace.ceiling = follow(pace.ceiling);
  applyDelay(pace, limits);
}

function applyDelay(pace: HostPace, limits: PaceLimits): void {
  const honouredMs = limits.robots === "ignore" ? 0 : Math.min(pace.robotsDelayMs, limits.maxRobotsDelayMs);
  const delayMs = Math.max(limits.delayMs, honouredMs);
  if (delayMs === pace.delayMs) return;
  pace.delayMs = delayMs;
  pace.delayOverAtMs = Math.max(0, pace.lastSentAtMs + Math.max(delayMs, pace.spacingMs));
}

/** Notes that a request to the host begins. */
export function requestStarts(pace: HostPace, nowMs: number): void {
  pace.inFlight += 1;
  pace.lastSentAtMs = nowMs;
  pace.delayOverAtMs = nowMs + Math.max(pace.delayMs, pace.spacingMs);
}

/** Notes how a request ended. `sentAtMs`: by when it had left for sure, which may be later than when it was started. */
export function requestEnds(
  pace: HostPace,
  limits: PaceLimits,
  signal: PaceSignal,
  at: { readonly nowMs: number; readonly sentAtMs: number },
): void {
  pace.inFlight -= 1;
  pace.lastSentAtMs = Math.max(pace.lastSentAtMs, at.sentAtMs);
  if (pace.delayMs > 0) pace.delayOverAtMs = Math.max(pace.delayOverAtMs, at.sentAtMs + pace.delayMs);
  if (signal.kind === "refused") slowDown(pace, limits, signal.retryAfterMs, at.nowMs);
  else if (signal.kind === "answered") recover(pace, limits, signal.firstByteMs);
  // Alone at the host, nobody else took its place: then the address itself is the cause.
  else if (signal.kind === "dropped" && pace.inFlight > 0) pace.window = pace.ceiling = Math.min(pace.ceiling, pace.inFlight);
}

function slowDown(pace: HostPace, limits: PaceLimits, retryAfterMs: number | null, nowMs: number): void {
  pace.refusals += 1;
  const ownMs = Math.min(limits.retryDelayMs * 2 ** (pace.refusals - 1), LONGEST_OWN_BACK_OFF_MS);
  const pauseMs = Math.min(retryAfterMs ?? ownMs, limits.maxBackOffMs);
  // Several requests that were under way together are refused together: that is one refusal, not five.
  if (nowMs >= pace.backOffOverAtMs) {
    pace.window = Math.max(1, pace.window / 2);
    pace.spacingMs = Math.min(Math.max(FIRST_SPACING_MS, pace.spacingMs * 2), limits.maxBackOffMs);
  } else {
    pace.refusals -= 1;
  }
  pace.backOffOverAtMs = Math.max(pace.backOffOverAtMs, nowMs + pauseMs);
}

function recover(pace: HostPace, limits: PaceLimits, firstByteMs: number): void {
  pace.refusals = 0;
  pace.spacingMs = pace.spacingMs * 0.9 < SMALLEST_SPACING_MS ? 0 : pace.spacingMs * 0.9;
  const usualMs = pace.usualMs === 0 ? firstByteMs : pace.usualMs;
  const labours = firstByteMs > NOTICEABLE_MS && firstByteMs > usualMs * SLOW_FACTOR;
  if (limits.adaptive && labours) pace.window = Math.max(1, pace.window - 0.5);
  else pace.window = Math.min(limits.perHost, pace.window + (pace.window < pace.ceiling ? 1 / Math.max(1, pace.window) : PROBING_STEP));
  pace.ceiling = Math.max(pace.ceiling, pace.window);
  // What is usual follows slowly, so that a host that gets slower and slower is still seen as slow.
  pace.usualMs = usualMs + (firstByteMs - usualMs) * (firstByteMs < usualMs ? 0.2 : 0.01);
}
