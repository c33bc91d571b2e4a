import { Button } from "@mantine/core";
import { FACETS } from "#contract/facets.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";
import { isActive, neverRan } from "../crawl/state-sentence.ts";
import { resultsTexts } from "../texts/results.ts";
import { texts } from "../texts.ts";
import { facetLabel, groupLabel } from "./facet-words.ts";
import { filterWords } from "./filter-words.ts";
import { filterParts, isNarrowed, type TableAsked } from "./table-asked.ts";

interface EmptyRowsProps {
  readonly view: ViewName;
  readonly site: string;
  readonly status: CrawlStatus;
  readonly asked: TableAsked;
  readonly onClear: () => void;
}

/** Why there are no rows, and what to do about it. */
export function EmptyRows({ view, site, status, asked, onClear }: EmptyRowsProps) {
  if (!isNarrowed(asked) || status.rows[view] === 0) return <p>{emptySentence(view, status)}</p>;
  return (
    <>
      <p>{resultsTexts.empty.noMatch(status.rows[view], narrowedWords(view, site, asked).join("; "))}</p>
      <Button onClick={onClear}>{resultsTexts.empty.clear}</Button>
    </>
  );
}

/** All that rows have to pass, each as people read it. */
export function narrowedWords(view: ViewName, site: string, { search, filter, picks }: TableAsked): readonly string[] {
  const picked = FACETS[view].flatMap((facet) => {
    const values = picks[facet.name] ?? [];
    const labels = values.map((value) => groupLabel(view, facet, value, site)).join(` ${resultsTexts.filter.or} `);
    return values.length === 0 ? [] : [`${facetLabel(facet)}: ${labels}`];
  });
  return [
    ...(search.trim() === "" ? [] : [resultsTexts.filter.search(search.trim())]),
    ...filterParts(filter).map((part) => filterWords(view, part)),
    ...picked,
  ];
}

function emptySentence(view: ViewName, status: CrawlStatus): string {
  if (neverRan(status)) return texts.results.emptyNeverRun;
  return isActive(status.state) && view !== "failed" && view !== "blocked" ? texts.results.emptyRunning : texts.results.empty[view];
}
