import type { ReactNode } from "react";
import { libraryTexts } from "../texts/library.ts";
import { nextLibrarySort, type LibraryColumn, type LibrarySort } from "./library-order.ts";
import styles from "./library.module.css";

interface LibraryHeaderProps {
  readonly sort: LibrarySort;
  readonly onSort: (sort: LibrarySort) => void;
  /** The box that selects all. */
  readonly children: ReactNode;
}

const CLASSES: Readonly<Record<LibraryColumn, string | undefined>> = {
  site: styles.siteCell,
  state: styles.stateCell,
  pages: styles.pages,
  problems: styles.problems,
  size: styles.size,
  changed: styles.changed,
};

/** The names of the columns; a click sorts. */
export function LibraryHeader({ sort, onSort, children }: LibraryHeaderProps) {
  const column = (name: LibraryColumn, isNumber = false) => (
    <div
      role="columnheader"
      className={CLASSES[name]}
      data-number={isNumber || undefined}
      aria-sort={sort.column !== name ? undefined : sort.descending ? "descending" : "ascending"}
    >
      <button
        type="button"
        className={styles.sort}
        title={libraryTexts.sortBy(libraryTexts.columns[name])}
        onClick={() => onSort(nextLibrarySort(sort, name))}
      >
        {!isNumber && libraryTexts.columns[name]}
        <span aria-hidden="true" className={styles.arrow}>
          {sort.column !== name ? "" : sort.descending ? "↓" : "↑"}
        </span>
        {isNumber && libraryTexts.columns[name]}
      </button>
    </div>
  );
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.columns} aria-rowindex={1}>
        <div role="columnheader" className={styles.check}>
          {children}
        </div>
        {column("site")}
        {column("state")}
        <div role="columnheader" className={styles.coverage}>
          {libraryTexts.columns.coverage}
        </div>
        {column("pages", true)}
        {column("problems", true)}
        {column("size", true)}
        {column("changed", true)}
        <div role="columnheader" className={styles.actions}>
          <span className="visually-hidden">{libraryTexts.columns.actions}</span>
        </div>
      </div>
    </div>
  );
}
