import type { SectionNode } from "#contract/site-map.ts";
import type { StateKey } from "../results/cell-text.ts";
import type { SectionCount } from "./section-rows.ts";

/** A class of answers as one colour of a bar. */
export interface StatusPart {
  readonly key: Extract<SectionCount, "2xx" | "3xx" | "4xx" | "5xx" | "failed" | "blocked">;
  readonly state: StateKey;
  readonly count: number;
}

/** How the pages of a section answered, by class; classes without any are left out. */
export function statusParts({ statuses, failed, blocked }: Pick<SectionNode, "statuses" | "failed" | "blocked">): readonly StatusPart[] {
  const [ok, moved, missing, broken] = statuses;
  const parts: readonly StatusPart[] = [
    { key: "2xx", state: "kept", count: ok },
    { key: "3xx", state: "redirect", count: moved },
    { key: "4xx", state: "client-error", count: missing },
    { key: "5xx", state: "server-error", count: broken },
    { key: "failed", state: "failed", count: failed },
    { key: "blocked", state: "blocked", count: blocked },
  ];
  return parts.filter((part) => part.count > 0);
}
