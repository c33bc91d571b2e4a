import { useId, useRef, type KeyboardEvent } from "react";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { elementPx } from "../results/scroll-map.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts as common } from "../texts.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import { MapToolbar } from "./map-toolbar.tsx";
import { OUTLINE_COLUMNS } from "./outline-columns.ts";
import { OutlineHeader } from "./outline-header.tsx";
import { outlineStep } from "./outline-keys.ts";
import { OutlineRowLine } from "./outline-row.tsx";
import type { OutlineRow } from "./outline-rows.ts";
import styles from "./outline.module.css";
import { TypeAhead } from "./type-ahead.ts";
import { useLookedAt } from "./use-looked-at.ts";
import { useOutline, type Outline } from "./use-outline.ts";

/** The sections of the site as a tree with figures, down to the pages. */
export function OutlineView({ crawl, status }: CrawlViewProps) {
  const looked = useLookedAt(crawl);
  const outline = useOutline(crawl, status, looked);
  const { source, rows } = outline;
  const error = source.error("");
  return (
    <>
      <MapToolbar crawl={crawl} face="outline" looked={looked} />
      {error !== null && (
        <SentenceLine level="error" message={error.message} actions={[{ label: common.tryAgain, run: () => source.refresh([""]) }]} />
      )}
      <OutlineGrid crawl={crawl} outline={outline} />
      {rows.total === 0 && error === null && (
        <p className={styles.quiet} role="status">
          {source.section("") === null ? siteMapTexts.loading : siteMapTexts.empty}
        </p>
      )}
    </>
  );
}

function OutlineGrid({ crawl, outline }: { readonly crawl: string; readonly outline: Outline }) {
  const gridId = useId();
  const { source, rows, scroll, cursor, cursorRow, sort, sortBy, moveTo } = outline;
  const onKeyDown = useOutlineKeys(outline, gridId);
  const idOf = (row: number): string => `${gridId}-${row}`;
  const active =
    cursorRow === -1 || cursor === null ? undefined : cursor.cell === -1 ? idOf(cursorRow) : `${idOf(cursorRow)}-${cursor.cell}`;
  const { first, end, offsetPx } = scroll.drawn;
  return (
    <div className={styles.frame}>
      <div
        ref={scroll.scroller}
        role="treegrid"
        aria-label={siteMapTexts.outline.label}
        aria-rowcount={rows.total === 0 ? -1 : rows.total + 1}
        aria-colcount={OUTLINE_COLUMNS.length}
        aria-busy={source.section("") === null}
        aria-activedescendant={active}
        tabIndex={0}
        className={styles.grid}
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
        onFocus={() => cursor === null && moveTo(0, -1)}
      >
        <OutlineHeader sort={sort} onSort={sortBy} />
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: `${elementPx({ rows: rows.total, rowPx: scroll.rowPx, viewPx: 0 })}px` }}
        >
          {indexes(first, Math.min(end, rows.total), cursorRow).map((index) => {
            const row = rows.at(index);
            if (row === null) return null;
            return (
              <OutlineRowLine
                key={row.key}
                crawl={crawl}
                id={idOf(index)}
                index={index}
                topPx={index * scroll.rowPx + offsetPx}
                row={row}
                cursorCell={index === cursorRow ? (cursor?.cell ?? null) : null}
                onPress={() => moveTo(index, -1)}
                onFold={() => toggle(outline, row)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Rows to draw: those on the screen, and the one that the keyboard is on. */
function indexes(first: number, end: number, cursorRow: number): readonly number[] {
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, nth) => first + nth);
  return cursorRow === -1 || (cursorRow >= first && cursorRow < end) ? drawn : [...drawn, cursorRow];
}

function toggle({ fold, source }: Outline, row: OutlineRow): void {
  if (row.kind === "section" && row.canUnfold) fold(row.key, !row.unfolded);
  if (row.kind === "note" && row.note.what === "failed") {
    source.refresh([row.folder]);
    source.pages(row.folder).want(0, 1);
  }
}

function useOutlineKeys(outline: Outline, gridId: string): (event: KeyboardEvent) => void {
  const typeAhead = useRef(new TypeAhead());
  const { rows, scroll, cursor, moveTo, fold } = outline;
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = Math.max(0, outline.cursorRow);
    const on = rows.at(row);
    const rowsOnScreen = Math.max(1, Math.floor(scroll.room.heightPx / scroll.rowPx) - 1);
    const step = outlineStep(event.key, {
      row,
      cell: cursor?.cell ?? -1,
      rows: rows.total,
      cells: OUTLINE_COLUMNS.length,
      rowsOnScreen,
      on,
    });
    const found = step === null && event.key.length === 1 ? typeAhead.current.find(event.key, row, rows, event.timeStamp) : -1;
    if (step === null && found === -1) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === null) return moveTo(found, -1);
    switch (step.kind) {
      case "row":
        return moveTo(step.row, -1);
      case "cell":
        return moveTo(row, step.cell);
      case "parent":
        return moveTo(parentOf(outline, row), -1);
      case "fold":
      case "unfold":
        return on === null ? undefined : fold(on.key, step.kind === "unfold");
      case "open":
        return open(
          outline,
          document.getElementById(cursor === null || cursor.cell === -1 ? `${gridId}-${row}` : `${gridId}-${row}-${cursor.cell}`),
          on,
        );
    }
  };
}

/** Follows the link of a cell or page; a section is folded or unfolded. */
function open(outline: Outline, element: HTMLElement | null, on: OutlineRow | null): void {
  if (on === null || element === null) return;
  if (on.kind === "section" && (element.role === "row" || element.dataset["column"] === "section")) return toggle(outline, on);
  const target = element.querySelector<HTMLElement>("a, button:not([hidden])");
  target?.click();
}

function parentOf({ rows }: Outline, row: number): number {
  const level = rows.at(row)?.level ?? 1;
  for (let above = row - 1; above >= 0; above -= 1) {
    const candidate = rows.at(above);
    if (candidate !== null && candidate.level < level) return above;
    if (candidate?.kind === "page") above = Math.max(0, rows.firstOfStretch(above));
  }
  return 0;
}
