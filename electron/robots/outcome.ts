/** What the status of a robots.txt means for its origin. */
export type RobotsMeaning = "rules" | "allow-all" | "disallow-all";

/**
 * RFC 9309 §2.3.1: a success gives rules, "unavailable" (4xx, and redirects that never end) allows everything, "unreachable"
 * (5xx) nothing. 429 is counted with the latter, since it says "not now" and not "not here".
 */
export function outcomeOfStatus(status: number): RobotsMeaning {
  if (status >= 200 && status < 300) return "rules";
  return status === 429 || status >= 500 ? "disallow-all" : "allow-all";
}
