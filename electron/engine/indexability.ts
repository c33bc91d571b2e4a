import type { VisitOutcome } from "#engine/ports.ts";

/** Whether a search engine may list an address, and why not. */
export interface Indexability {
  readonly indexable: boolean;
  readonly reason: string | null;
}

const forbidsIndex = (directives: string): boolean => /(?:^|,\s*)(?:noindex|none)(?:\s*,|$)/.test(directives);

/** Reads indexability off an answer. `url` is the address that was asked for, normalised. */
export function indexability(url: string, outcome: Extract<VisitOutcome, { kind: "answer" }>): Indexability {
  const { answer, facts } = outcome;
  if (outcome.blocked !== null) return no("blocked");
  if (answer.status >= 300 && answer.status < 400) return no("redirect");
  if (answer.status < 200 || answer.status >= 400) return no(`status ${answer.status}`);
  if (forbidsIndex(answer.xRobotsTag) || (facts !== null && forbidsIndex(facts.metaRobots))) return no("noindex");
  if (facts?.metaRefresh != null && facts.metaRefresh !== url) return no("redirect");
  if (facts?.canonical != null && facts.canonical !== url) return no("canonical");
  if (facts === null && answer.mediaKind !== "pdf" && answer.mediaKind !== "text") return no("not-html");
  return { indexable: true, reason: null };
}

const no = (reason: string): Indexability => ({ indexable: false, reason });
