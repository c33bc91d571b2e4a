import { ActionIcon, Button } from "@mantine/core";
import { useState } from "react";
import { FACETS } from "#contract/facets.ts";
import type { ViewName } from "#contract/views.ts";
import type { Table } from "../crawl/use-table.ts";
import { remembered } from "../shell/remembered.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { resultsTexts } from "../texts/results.ts";
import { texts } from "../texts.ts";
import { FacetBox } from "./facet-box.tsx";
import styles from "./facets.module.css";
import { withPicks } from "./facet-words.ts";
import { useFacets } from "./use-facets.ts";

interface FacetsPanelProps {
  readonly crawl: string;
  readonly view: ViewName;
  readonly site: string;
  readonly table: Table;
  /** What is searched for. */
  readonly search: string;
  /** Goes up when rows are asked for again. */
  readonly tick: number;
  readonly onHide: () => void;
}

const GROUPS_AT_ONCE = 50;

/** The groups into which the shown rows fall, with counts; picked groups narrow the rows. */
export function FacetsPanel({ crawl, view, site, table, search, tick, onHide }: FacetsPanelProps) {
  const { asked, change } = table;
  const { filter, picks } = asked;
  const question = { crawl, view, search, picks: writable(picks), ...(filter === undefined ? {} : { filter }) };
  const { answer, error, again } = useFacets({ ...question, most: GROUPS_AT_ONCE }, tick);
  const [folded, setFolded] = useState(() => remembered.foldedFacets(view));
  const fold = (name: string): void => {
    const next = folded.includes(name) ? folded.filter((one) => one !== name) : [...folded, name];
    setFolded(next);
    remembered.keepFoldedFacets(view, next);
  };
  return (
    <aside className={styles.panel} aria-label={resultsTexts.facets.title}>
      <header className={styles.panelHeader}>
        <h2>{resultsTexts.facets.title}</h2>
        <span className={styles.spring} />
        {Object.keys(picks).length > 0 && (
          <Button variant="subtle" onClick={() => change({ picks: {} })}>
            {resultsTexts.facets.clearAll}
          </Button>
        )}
        <ActionIcon aria-label={resultsTexts.facets.hide} title={resultsTexts.facets.hide} onClick={onHide}>
          ×
        </ActionIcon>
      </header>
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />}
      {answer === null && error === null && <p className={styles.quiet}>{resultsTexts.facets.loading}</p>}
      {answer?.total === 0 && answer.facets.every((facet) => facet.values.length === 0) && (
        <p className={styles.quiet}>{resultsTexts.facets.noGroups}</p>
      )}
      {FACETS[view].map((facet) => {
        const counted = answer?.facets.find((one) => one.name === facet.name);
        if (counted === undefined || counted.values.length === 0) return null;
        return (
          <FacetBox
            key={facet.name}
            view={view}
            facet={facet}
            site={site}
            counted={counted}
            question={question}
            tick={tick}
            picked={picks[facet.name] ?? []}
            folded={folded.includes(facet.name)}
            onFold={() => fold(facet.name)}
            onPick={(next) => change({ picks: next })}
            picks={picks}
            onClear={() => change({ picks: withPicks(picks, facet.name, []) })}
          />
        );
      })}
    </aside>
  );
}

function writable(picks: Table["asked"]["picks"]): Record<string, (string | number | boolean | null)[]> {
  return Object.fromEntries(Object.entries(picks).map(([name, values]) => [name, [...values]]));
}
