import { useCallback, useEffect, useRef, useState } from "react";
import type { LibraryEntry } from "#contract/questions.ts";
import { libraryTexts } from "../texts/library.ts";
import { LibraryHeader } from "./library-header.tsx";
import { LibraryMenu, type OpenMenu } from "./library-menu.tsx";
import { LibraryRow } from "./library-row.tsx";
import styles from "./library.module.css";
import { rowId } from "./row-id.ts";
import { drawnRows } from "./row-window.ts";
import type { Chosen } from "./use-chosen.ts";
import type { CurrentRow } from "./use-current-row.ts";
import type { Library } from "./use-library.ts";
import type { LibraryActions } from "./use-library-actions.ts";
import { useLibraryKeys } from "./use-library-keys.ts";
import { useRowsInSight } from "./use-rows-in-sight.ts";

/** Height of a row; the same number stands in library.module.css. */
const ROW_PX = 44;

interface LibraryTableProps {
  readonly library: Library;
  readonly chosen: Chosen;
  readonly actions: LibraryActions;
  readonly current: CurrentRow;
}

/** The crawls as rows, with their menus. The keyboard goes through all of them. */
export function LibraryTable({ library, chosen, actions, current }: LibraryTableProps) {
  const { shown } = library;
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const openMenu = (entry: LibraryEntry): void => {
    const box = document.getElementById(rowId(entry.crawl))?.getBoundingClientRect();
    setMenu({ entry, xPx: (box?.left ?? 0) + 40, yPx: (box?.bottom ?? 0) - 8 });
  };
  const onKeyDown = useLibraryKeys({ shown, chosen, actions, current, openMenu });
  const count = chosen.entries.length;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows have the focus */}
      <div
        role="grid"
        className={styles.table}
        aria-label={libraryTexts.grid}
        aria-rowcount={shown.length + 1}
        aria-multiselectable
        onKeyDown={onKeyDown}
      >
        <LibraryHeader sort={library.sort} onSort={library.setSort}>
          <input
            type="checkbox"
            className={styles.box}
            ref={(box) => {
              if (box !== null) box.indeterminate = count > 0 && count < shown.length;
            }}
            aria-label={libraryTexts.selectAll}
            checked={count > 0 && count === shown.length}
            onChange={() => (count === shown.length ? chosen.none() : chosen.all())}
          />
        </LibraryHeader>
        <LibraryRows shown={shown} chosen={chosen} current={current} onMenu={setMenu} />
      </div>
      {menu !== null && (
        <LibraryMenu
          menu={menu}
          actions={actions}
          onClose={() => {
            setMenu(null);
            current.go(menu.entry.crawl);
          }}
        />
      )}
    </>
  );
}

interface LibraryRowsProps {
  readonly shown: readonly LibraryEntry[];
  readonly chosen: Chosen;
  readonly current: CurrentRow;
  readonly onMenu: (menu: OpenMenu) => void;
}

/** The rows in sight, and room for the others. */
function LibraryRows({ shown, chosen, current, onMenu: openMenu }: LibraryRowsProps) {
  const body = useRef<HTMLDivElement>(null);
  const range = useRowsInSight(body, ROW_PX, shown.length);
  const found = shown.findIndex(({ crawl }) => crawl === current.crawl);
  const place = Math.max(0, found);
  const { drawn, after } = drawnRows(range, place, shown.length);
  // The rows keep the same functions, so that a tick of one draws no other.
  const newest = useRef({ shown, toggle: chosen.toggle, openMenu });
  useEffect(() => {
    newest.current = { shown, toggle: chosen.toggle, openMenu };
  });
  const onToggle = useCallback((crawl: string, isRange: boolean) => newest.current.toggle(crawl, isRange), []);
  const onMenu = useCallback((crawl: string, xPx: number, yPx: number) => {
    const entry = newest.current.shown.find((one) => one.crawl === crawl);
    if (entry !== undefined) newest.current.openMenu({ entry, xPx, yPx });
  }, []);
  return (
    <div
      ref={body}
      onFocus={(event) => {
        const { crawl } = event.target.dataset;
        if (crawl !== undefined && crawl !== current.crawl) current.go(crawl);
      }}
    >
      {drawn.flatMap(({ row, skipped }) => {
        const entry = shown[row]!;
        const { crawl } = entry;
        return [
          ...(skipped > 0 ? [<Gap key={`before ${crawl}`} rows={skipped} />] : []),
          <LibraryRow
            key={crawl}
            entry={entry}
            place={row}
            isChosen={chosen.has(crawl)}
            isCurrent={row === place}
            onToggle={onToggle}
            onMenu={onMenu}
          />,
        ];
      })}
      {after > 0 && <Gap rows={after} />}
    </div>
  );
}

/** Room for rows that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  return <div role="presentation" aria-hidden="true" className={styles.gap} style={{ height: rows * ROW_PX }} />;
}
