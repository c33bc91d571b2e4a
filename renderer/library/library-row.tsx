import { Button } from "@mantine/core";
import { memo } from "react";
import type { LibraryEntry } from "#contract/questions.ts";
import { CoverageStrip } from "../crawl/coverage-bar.tsx";
import { crawlStateKey, isActive } from "../crawl/state-sentence.ts";
import type { CrawlActions } from "../crawl/use-crawl-actions.ts";
import { formatBytes, formatCount, formatMoment } from "../shell/format.ts";
import { formatRoute } from "../shell/route.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { libraryTexts } from "../texts/library.ts";
import { texts } from "../texts.ts";
import styles from "./library.module.css";
import { rowId } from "./row-id.ts";
import { useLiveEntry } from "./use-live-entry.ts";

/** What a row tells the table. */
export interface RowEvents {
  readonly onToggle: (crawl: string, range: boolean) => void;
  /** Wants the menu of the row, at a point of the window. */
  readonly onMenu: (crawl: string, xPx: number, yPx: number) => void;
}

interface LibraryRowProps extends RowEvents {
  readonly entry: LibraryEntry;
  /** Place among all rows, from 0. */
  readonly place: number;
  readonly isChosen: boolean;
  /** Whether the keyboard is on this row: only it can be reached with Tab. */
  readonly isCurrent: boolean;
}

/** One crawl of the library, as it is right now. */
export const LibraryRow = memo(function LibraryRow({ entry: listed, place, isChosen, isCurrent, onToggle, onMenu }: LibraryRowProps) {
  const { entry, actions } = useLiveEntry(listed);
  const { crawl, problem, fileBytes, changedAtMs } = entry;
  const called = entry.site || entry.name;
  const tabIndex = isCurrent ? 0 : -1;
  return (
    <div
      role="row"
      id={rowId(crawl)}
      className={`${styles.columns} ${styles.row}`}
      data-problem={problem !== null || undefined}
      data-crawl={crawl}
      aria-rowindex={place + 2}
      aria-selected={isChosen}
      tabIndex={tabIndex}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(crawl, event.clientX, event.clientY);
      }}
    >
      <div role="gridcell" className={styles.check}>
        <input
          type="checkbox"
          className={styles.box}
          tabIndex={tabIndex}
          aria-label={libraryTexts.select(called)}
          checked={isChosen}
          onChange={() => undefined}
          onClick={(event) => onToggle(crawl, event.shiftKey)}
        />
      </div>
      <div role="gridcell" className={styles.siteCell}>
        <SiteName entry={entry} />
      </div>
      {problem === null ? <Figures entry={entry} /> : <Problem entry={entry} problem={problem} />}
      <div role="gridcell" data-number className={styles.size}>
        {entry.problemCode !== "not-found" && formatBytes(fileBytes)}
      </div>
      <div role="gridcell" data-number className={styles.changed}>
        {changedAtMs > 0 && formatMoment(changedAtMs, Date.now())}
      </div>
      <div role="gridcell" className={styles.actions}>
        {problem === null && <RowControls entry={entry} actions={actions} tabIndex={tabIndex} />}
        <MoreButton called={called} tabIndex={tabIndex} onPress={(xPx, yPx) => onMenu(crawl, xPx, yPx)} />
      </div>
    </div>
  );
});

interface MoreButtonProps {
  /** What the crawl is called. */
  readonly called: string;
  readonly tabIndex: number;
  /** Told the point of the window below the button. */
  readonly onPress: (xPx: number, yPx: number) => void;
}

function MoreButton({ called, tabIndex, onPress }: MoreButtonProps) {
  return (
    <button
      type="button"
      className={styles.more}
      tabIndex={tabIndex}
      aria-label={libraryTexts.menu(called)}
      title={libraryTexts.menu(called)}
      aria-haspopup="menu"
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        onPress(box.left, box.bottom);
      }}
    >
      ⋯
    </button>
  );
}

function SiteName({ entry: { crawl, name, site, path, problem } }: { readonly entry: LibraryEntry }) {
  const label = (
    <>
      <span className={styles.site}>{site || name}</span>
      {saysMore(name, site) && <span className={styles.name}>{name}</span>}
    </>
  );
  if (problem !== null)
    return (
      <span className={styles.named} title={path}>
        {label}
      </span>
    );
  return (
    <a className={`${styles.named} ${styles.open}`} tabIndex={-1} href={formatRoute({ kind: "crawl", crawl, view: null })} title={path}>
      {label}
    </a>
  );
}

function Figures({ entry: { crawl, site, name, state, coverage, pages, badAnswers } }: { readonly entry: LibraryEntry }) {
  const called = site || name;
  return (
    <>
      <div role="gridcell" className={styles.stateCell}>
        <StateSign state={crawlStateKey(state)}>{texts.states[state]}</StateSign>
      </div>
      <div role="gridcell" className={styles.coverage}>
        {coverage !== null && coverage.discovered > 0 && <CoverageStrip coverage={coverage} />}
      </div>
      <div role="gridcell" data-number className={styles.pages}>
        {pages > 0 ? (
          <a
            className={styles.number}
            tabIndex={-1}
            href={formatRoute({ kind: "crawl", crawl, view: "pages", asked: {} })}
            title={libraryTexts.pagesLink(pages, called)}
          >
            {formatCount(pages)}
          </a>
        ) : (
          formatCount(pages)
        )}
      </div>
      <div role="gridcell" data-number className={styles.problems}>
        {badAnswers > 0 ? (
          <a
            className={styles.number}
            tabIndex={-1}
            href={formatRoute({ kind: "crawl", crawl, view: "overview" })}
            title={libraryTexts.problemsLink(called)}
          >
            {formatCount(badAnswers)}
          </a>
        ) : (
          formatCount(badAnswers)
        )}
      </div>
    </>
  );
}

function Problem({ entry: { problemCode }, problem }: { readonly entry: LibraryEntry; readonly problem: string }) {
  const [what, cure] =
    problemCode === "not-found"
      ? [libraryTexts.missing, libraryTexts.cures.missing]
      : problemCode === "newer-version"
        ? [libraryTexts.newer, libraryTexts.cures.newer]
        : [libraryTexts.unreadable, libraryTexts.cures.other];
  return (
    <>
      <div role="gridcell" className={styles.stateCell}>
        <StateSign state="failed">{what}</StateSign>
      </div>
      <div role="gridcell" className={styles.problem} title={`${problem} ${cure}`}>
        <span>
          {problem} {cure}
        </span>
      </div>
    </>
  );
}

interface RowControlsProps {
  readonly entry: LibraryEntry;
  readonly actions: CrawlActions;
  readonly tabIndex: number;
}

function RowControls({ entry, actions, tabIndex }: RowControlsProps) {
  const { state, coverage } = entry;
  const waits = coverage === null ? 0 : coverage.waiting + coverage.leased;
  if (isActive(state))
    return (
      <>
        <Button size="compact-xs" tabIndex={tabIndex} disabled={state !== "running"} onClick={() => actions.run("pause")}>
          {libraryTexts.pause}
        </Button>
        <Button size="compact-xs" tabIndex={tabIndex} disabled={state === "stopping"} onClick={() => actions.run("stop")}>
          {libraryTexts.stop}
        </Button>
      </>
    );
  if (state === "finished" || (waits === 0 && state !== "error" && state !== "idle")) return null;
  return (
    <Button size="compact-xs" tabIndex={tabIndex} onClick={() => actions.run("start")}>
      {state === "idle" && entry.pages === 0 ? libraryTexts.start : libraryTexts.resume}
    </Button>
  );
}

/** Whether the name of a file says more than its site; a file is named after its site when nobody named it. */
export function saysMore(name: string, site: string): boolean {
  return site !== "" && name !== site.replaceAll(":", "-");
}
