import { formatCount, formatNumberOf } from "../shell/format.ts";

/** The words of the coverage view. */
export const coverageTexts = {
  intro: "Every address that this crawl has discovered is in exactly one of these places.",
  discovered: (count: number) => `${formatCount(count)} discovered`,
  kept: "Kept: asked for and answered",
  waiting: "Waiting for their turn",
  leased: "Being fetched right now",
  excludedTitle: "Left out on purpose",
  failedTitle: "Asked for without an answer",
  columns: { reason: "Reason", count: "Addresses", action: "What to do" },
  none: "None.",
  includeNow: "Include these now",
  askAgain: "Ask again",
  includeLabel: (reason: string) => `Include these now: ${reason}`,
  askAgainLabel: (reason: string) => `Ask again: ${reason}`,
  includeExternal: "They are on other sites: each is asked for as a page, its links are not followed beyond the rules.",
  confirmTitle: "Include these addresses?",
  confirm: (count: number, reason: string) => `${formatNumberOf(count, "address", "addresses")} (${reason}) will be asked for.`,
  confirmRobots: "The robots.txt of the site asks crawlers not to fetch them. Only do this on a site that is yours, or with permission.",
  confirmYes: "Include",
  confirmNo: "Leave as it is",
  included: (requeued: number, leftOut: number) =>
    `${formatNumberOf(requeued, "address waits", "addresses wait")} to be asked for now` +
    (leftOut === 0 ? "." : `; ${formatNumberOf(leftOut, "was", "were")} left out because they cannot be asked for.`),
  pressResume: "Press Resume to fetch them.",
  whyTitle: "Why is this address here, or not here?",
  whyPlaceholder: "https://example.com/page",
  whyLabel: "Address",
  whyAsk: "Explain",
  whyAsking: "Looking…",
  whyPath: "The way from the start",
  whyOpen: "Show its details",
} as const;
