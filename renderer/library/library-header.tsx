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

/** The names of the columns; a click sorts. */
export function LibraryHeader({ sort, onSort, children }: LibraryHeaderProps) {
  const column = (name: LibraryColumn, isNumber = false) => (
    <th
      scope="col"
      className={styles[name]}
      data-number={isNumber || undefined}
      aria-sort={sort.column !== name ? undefined : sort.descending ? "descending" : "ascending"}
    >
      <button
        type="button"
        className={styles.sort}
        title={libraryTexts.sortBy(libraryTexts.columns[name])}
        onClick={() => onSort(nextLibrarySort(sort, name))}
      >
        {libraryTexts.columns[name]}
        <span aria-hidden="true" className={styles.arrow}>
          {sort.column !== name ? "" : sort.descending ? "↓" : "↑"}
        </span>
      </button>
    </th>
  );
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={styles.check}>
          {children}
        </th>
        {column("site")}
        {column("state")}
        <th scope="col" className={styles.coverage}>
          {libraryTexts.columns.coverage}
        </th>
        {column("pages", true)}
        {column("problems", true)}
        {column("size", true)}
        {column("changed", true)}
        <th scope="col" className={styles.actions}>
          <span className="visually-hidden">{libraryTexts.columns.actions}</span>
        </th>
      </tr>
    </thead>
  );
}
