import { siteMapTexts } from "../texts/site-map.ts";
import { OUTLINE_COLUMNS, type OutlineColumn } from "./outline-columns.ts";
import styles from "./outline.module.css";
import { OUTLINE_SORTS, type OutlineSort } from "./outline-rows.ts";

const texts = siteMapTexts.outline;

interface OutlineHeaderProps {
  readonly sort: OutlineSort;
  readonly onSort: (sort: OutlineSort) => void;
}

/** The names of the columns; three of them put the outline in order. */
export function OutlineHeader({ sort, onSort }: OutlineHeaderProps) {
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" className={styles.headerRow} aria-rowindex={1}>
        {OUTLINE_COLUMNS.map((column) => {
          const by = OUTLINE_SORTS.find((name) => name === column);
          const order = column === "section" ? "ascending" : "descending";
          return (
            <div
              key={column}
              role="columnheader"
              className={styles.headerCell}
              data-column={column}
              aria-sort={by === undefined ? undefined : by === sort ? order : "none"}
            >
              {by === undefined ? texts.columns[column] : <SortButton column={column} sorted={by === sort} onPress={() => onSort(by)} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function SortButton({
  column,
  sorted,
  onPress,
}: {
  readonly column: OutlineColumn;
  readonly sorted: boolean;
  readonly onPress: () => void;
}) {
  const label = texts.columns[column];
  return (
    <button type="button" className={styles.sort} title={texts.sortBy(label)} onClick={onPress}>
      {label}
      <span className={styles.arrow} aria-hidden="true">
        {sorted ? (column === "section" ? "↑" : "↓") : ""}
      </span>
    </button>
  );
}
