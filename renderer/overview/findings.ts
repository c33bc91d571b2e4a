import type { FacetCount } from "#contract/facets.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";
import type { StateKey } from "../results/cell-text.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";
import { overviewTexts } from "../texts/overview.ts";

/** Something that stands out, with the rows behind it. */
export interface Finding {
  readonly sentence: string;
  /** What it means, and what to do about it. */
  readonly meaning: string;
  readonly state: StateKey;
  readonly count: number;
  readonly view: ViewName;
  readonly asked: RowsAsked;
}

/** Facets of `pages` that findings are read off. */
export const FINDING_FACETS: readonly string[] = ["total_ms", "size_bytes", "word_count", "indexability_reason"];

const SLOW_MS = 3000;
const LARGE_BYTES = 1_000_000;
const FEW_WORDS = 50;

/** What stands out in a crawl, the gravest first. Each count is that of its rows. */
export function findingsOf(status: CrawlStatus, facets: readonly FacetCount[]): readonly Finding[] {
  const inFacet = (name: string, passes: (value: unknown) => boolean): { count: number; asked: RowsAsked } => {
    const values = (facets.find((facet) => facet.name === name)?.values ?? []).filter(({ value }) => value !== null && passes(value));
    return {
      count: values.reduce((sum, one) => sum + one.count, 0),
      asked: { picks: { [name]: values.map((one) => one.value) } },
    };
  };
  const finding = (
    name: keyof typeof overviewTexts.findingMeanings,
    state: StateKey,
    where: { readonly count: number; readonly view?: ViewName; readonly asked: RowsAsked },
  ): Finding => ({
    sentence: overviewTexts.findings[name](where.count),
    meaning: overviewTexts.findingMeanings[name],
    state,
    count: where.count,
    view: where.view ?? "pages",
    asked: where.asked,
  });
  return [
    finding("serverErrors", "server-error", { count: status.statuses["5xx"] ?? 0, asked: statusClass(500) }),
    finding("failed", "failed", { count: status.rows.failed, view: "failed", asked: {} }),
    finding("blocked", "blocked", { count: status.rows.blocked, view: "blocked", asked: {} }),
    finding("clientErrors", "client-error", { count: status.statuses["4xx"] ?? 0, asked: statusClass(400) }),
    finding("redirects", "redirect", { count: status.rows.redirects, view: "redirects", asked: {} }),
    finding(
      "slow",
      "waiting",
      inFacet("total_ms", (value) => Number(value) >= SLOW_MS),
    ),
    finding(
      "large",
      "waiting",
      inFacet("size_bytes", (value) => Number(value) >= LARGE_BYTES),
    ),
    finding(
      "thin",
      "waiting",
      inFacet("word_count", (value) => Number(value) < FEW_WORDS),
    ),
    finding(
      "noindex",
      "waiting",
      inFacet("indexability_reason", (value) => String(value).startsWith("noindex")),
    ),
    finding("robots", "excluded", {
      count: status.exclusions.robots ?? 0,
      view: "excluded",
      asked: { picks: { reason: ["robots"] } },
    }),
  ].filter((one) => one.count > 0);
}

/** The answers of one class of statuses. */
function statusClass(from: number): RowsAsked {
  return {
    filter: {
      op: "and",
      of: [
        { column: "status", test: "at-least", value: from },
        { column: "status", test: "less-than", value: from + 100 },
      ],
    },
  };
}
