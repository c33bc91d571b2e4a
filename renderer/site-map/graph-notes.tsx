import { Button } from "@mantine/core";
import { useState } from "react";
import type { CrawlStatus } from "#contract/questions.ts";
import type { LinkGraph } from "#contract/site-map.ts";
import { formatCount } from "../shell/format.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import styles from "./graph.module.css";
import { rowHref } from "./outline-target.ts";
import type { GraphOnScreen } from "./use-graph.ts";

const texts = siteMapTexts.graph;
/** Sections that are offered to be looked into. */
const MOST_OFFERED = 500;

interface GraphNotesProps {
  readonly crawl: string;
  readonly graph: LinkGraph;
  readonly status: CrawlStatus;
  readonly shown: GraphOnScreen;
  readonly onLook: (prefix: string) => void;
  readonly onAgain: () => void;
}

/** What a picture shows and what it leaves out, and the button that stops its arranging. */
export function GraphNotes({ crawl, graph, status, shown, onLook, onAgain }: GraphNotesProps) {
  const [pagesThen] = useState({ graph, pages: status.rows.pages });
  const drawn = graph.edges.length / 2;
  const isPaused = shown.state === "paused";
  return (
    <div className={styles.notes}>
      <span>
        <a href={rowHref(crawl, "")}>{texts.nodes(graph.pagesTotal, graph.edgesTotal)}</a>
        {drawn < graph.edgesTotal && ` · ${texts.edgesLeftOut(drawn, graph.edgesTotal)}`}
      </span>
      {graph.kind === "sections" && <SectionChoice graph={graph} onLook={onLook} />}
      {pagesThen.graph === graph && pagesThen.pages !== status.rows.pages && (
        <Button size="compact-xs" onClick={onAgain}>
          {texts.update(formatCount(Math.abs(status.rows.pages - pagesThen.pages)))}
        </Button>
      )}
      {shown.picture !== null && (
        <span className={styles.arranging}>
          <span role="status">{STATES[shown.state]}</span>
          {(shown.state === "arranging" || isPaused) && (
            <Button size="compact-xs" title={isPaused ? texts.resumeHint : texts.pauseHint} onClick={isPaused ? shown.resume : shown.pause}>
              {isPaused ? texts.resume : texts.pause}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

const STATES = { arranging: texts.settling, paused: texts.pausedNow, settled: texts.settled, failed: texts.layoutFailed } as const;

function SectionChoice({ graph, onLook }: Pick<GraphNotesProps, "graph" | "onLook">) {
  const largest = graph.names
    .map((name, node) => ({ name, pages: graph.weights[node] ?? 0 }))
    .filter(({ name }) => name !== "")
    .toSorted((one, other) => other.pages - one.pages)
    .slice(0, MOST_OFFERED);
  return (
    <label className={styles.lookInto}>
      {texts.clustered(graph.pagesTotal)}
      <select value="" aria-label={texts.lookInto} onChange={(event) => onLook(event.currentTarget.value)}>
        <option value="" disabled>
          {texts.lookInto}
        </option>
        {largest.map(({ name, pages }) => (
          <option key={name} value={name}>
            {name} ({formatCount(pages)})
          </option>
        ))}
      </select>
    </label>
  );
}
