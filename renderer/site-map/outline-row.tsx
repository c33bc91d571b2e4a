import type { CSSProperties, ReactNode } from "react";
import type { SectionNode } from "#contract/site-map.ts";
import { outcomeState, statusState } from "../results/cell-text.ts";
import { formatCount } from "../shell/format.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { siteMapTexts } from "../texts/site-map.ts";
import { texts as common } from "../texts.ts";
import { OUTLINE_COLUMNS, type OutlineColumn } from "./outline-columns.ts";
import styles from "./outline.module.css";
import type { OutlineNote, OutlineRow } from "./outline-rows.ts";
import { pageHref, rowHref } from "./outline-target.ts";
import { addressesHere, rowsHref, sectionRows, type SectionCount } from "./section-rows.ts";
import { StatusStrip } from "./status-strip.tsx";

const texts = siteMapTexts.outline;

interface OutlineRowProps {
  readonly crawl: string;
  readonly id: string;
  readonly index: number;
  readonly topPx: number;
  readonly row: OutlineRow;
  /** Cell that the keyboard is on, -1 for the row; null when it is elsewhere. */
  readonly cursorCell: number | null;
  readonly onPress: () => void;
  readonly onFold: () => void;
}

/** A row of the outline: a section, a page, or a sentence about what is not shown. */
export function OutlineRowLine({ crawl, id, index, topPx, row, cursorCell, onPress, onFold }: OutlineRowProps) {
  const style = { transform: `translateY(${topPx}px)`, "--level": row.level - 1 } as CSSProperties;
  return (
    // The keyboard of a tree grid is handled by the grid itself, which names this row as the active one.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={id}
      className={styles.row}
      style={style}
      aria-level={row.level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-rowindex={index + 2}
      aria-expanded={row.kind === "section" && row.canUnfold ? row.unfolded : undefined}
      aria-selected={cursorCell !== null}
      data-kind={row.kind}
      data-cursor={cursorCell === -1 || undefined}
      onClick={onPress}
      onDoubleClick={onFold}
    >
      {OUTLINE_COLUMNS.map((column, nth) => (
        <div
          key={column}
          role="gridcell"
          id={`${id}-${nth}`}
          className={styles.cell}
          data-column={column}
          data-cursor={cursorCell === nth || undefined}
        >
          {row.kind === "section" && <SectionCell crawl={crawl} column={column} row={row} onFold={onFold} />}
          {row.kind === "page" && <PageCell crawl={crawl} column={column} row={row} />}
          {row.kind === "note" && nth === 0 && <Note crawl={crawl} folder={row.folder} note={row.note} onRetry={onFold} />}
        </div>
      ))}
    </div>
  );
}

interface SectionCellProps {
  readonly crawl: string;
  readonly column: OutlineColumn;
  readonly row: Extract<OutlineRow, { kind: "section" }>;
  readonly onFold: () => void;
}

function SectionCell({ crawl, column, row, onFold }: SectionCellProps): ReactNode {
  const { node } = row;
  const number = (count: SectionCount, value: number): ReactNode => (
    <Counted crawl={crawl} node={node} count={count} value={value} column={column} />
  );
  switch (column) {
    case "section":
      return <SectionTitle row={row} onFold={onFold} />;
    case "urls":
      return number("urls", node.urls);
    case "pages":
      return number("pages", node.pages);
    case "status":
      return <StatusStrip crawl={crawl} node={node} />;
    case "waiting":
      return number("waiting", node.waiting);
    case "problems":
      return number("problems", node.problems);
    case "depth":
      return node.depths === null ? siteMapTexts.noFigure : texts.depth(...node.depths);
    case "words":
      return formatCount(node.words);
  }
}

function SectionTitle({ row, onFold }: Pick<SectionCellProps, "row" | "onFold">) {
  const name = row.node.name === "" ? siteMapTexts.allHosts : row.node.name;
  return (
    <span className={styles.title} title={row.node.prefix}>
      <button
        type="button"
        className={styles.fold}
        tabIndex={-1}
        hidden={!row.canUnfold}
        data-unfolded={row.unfolded || undefined}
        aria-label={row.unfolded ? texts.collapse(name) : texts.expand(name)}
        onClick={onFold}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M4.5 2.5 8 6 4.5 9.5" />
        </svg>
      </button>
      <span className={styles.name}>{name}</span>
    </span>
  );
}

interface CountedProps {
  readonly crawl: string;
  readonly node: SectionNode;
  readonly count: SectionCount;
  readonly value: number;
  readonly column: OutlineColumn;
}

/** A number that leads to the rows it counts; nothing to be led to for 0. */
function Counted({ crawl, node, count, value, column }: CountedProps) {
  if (value === 0) return <span className={styles.none}>0</span>;
  return (
    <a
      href={rowsHref(crawl, sectionRows(node.prefix, count))}
      tabIndex={-1}
      title={texts.rowsOf(texts.columns[column], value)}
      data-count={count}
    >
      {formatCount(value)}
    </a>
  );
}

interface PageCellProps {
  readonly crawl: string;
  readonly column: OutlineColumn;
  readonly row: Extract<OutlineRow, { kind: "page" }>;
}

function PageCell({ crawl, column, row: { cells, folder } }: PageCellProps): ReactNode {
  if (cells === null) return column === "section" ? <span className={styles.skeleton} /> : null;
  const [url, title, status, settledAs, depth, words] = cells;
  switch (column) {
    case "section":
      return (
        <a className={styles.page} href={pageHref(crawl, String(url))} tabIndex={-1} title={`${String(url)}\n${String(title ?? "")}`}>
          <span className={styles.name}>{String(url).slice(folder.length) || "/"}</span>
          <span className={styles.pageTitle}>{title}</span>
        </a>
      );
    case "status":
      return typeof status === "number" ? (
        <StateSign state={statusState(status)}>{status}</StateSign>
      ) : (
        <StateSign state={outcomeState(settledAs ?? null) ?? "failed"}>{common.results.noAnswer}</StateSign>
      );
    case "depth":
      return typeof depth === "number" ? formatCount(depth) : null;
    case "words":
      return typeof words === "number" ? formatCount(words) : null;
    default:
      return null;
  }
}

function Note({
  crawl,
  folder,
  note,
  onRetry,
}: {
  readonly crawl: string;
  readonly folder: string;
  readonly note: OutlineNote;
  readonly onRetry: () => void;
}) {
  switch (note.what) {
    case "loading":
      return <span className={styles.note}>{texts.loadingRow}</span>;
    case "failed":
      return (
        <button type="button" className={styles.retry} tabIndex={-1} onClick={onRetry}>
          {texts.failedRow}
        </button>
      );
    case "others":
      return (
        <a className={styles.note} href={rowsHref(crawl, addressesHere(folder))} tabIndex={-1}>
          {texts.others(note.count)}
        </a>
      );
    case "more-sections":
      return (
        <a className={styles.note} href={rowHref(crawl, folder)} tabIndex={-1}>
          {texts.moreSections(note.count)}
        </a>
      );
  }
}
