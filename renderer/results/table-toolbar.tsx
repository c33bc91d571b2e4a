import { Button } from "@mantine/core";
import type { SavedView } from "#contract/settings.ts";
import type { Filter } from "#contract/views.ts";
import { resultsTexts } from "../texts/results.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { FilterBar } from "./filter-bar.tsx";
import styles from "./results.module.css";
import { SavedViewsMenu } from "./saved-views-menu.tsx";
import { SearchField } from "./search-field.tsx";
import { completeAsked } from "./table-asked.ts";
import type { TablePlace } from "./table-place.ts";
import type { Results } from "./use-results.ts";
import { useSavedViews } from "./use-saved-views.ts";

interface TableToolbarProps {
  readonly place: TablePlace;
  readonly results: Results;
  readonly facetsShown: boolean;
  readonly onFacets: () => void;
}

/** Which rows and columns are shown: search, filters, columns, saved views, groups. */
export function TableToolbar({ place, results, facetsShown, onFacets }: TableToolbarProps) {
  const { crawl, view, table } = place;
  const { columns, choosing, editing, said } = results;
  const { asked, change } = table;
  const picked = Object.values(asked.picks).filter((values) => values.length > 0).length;
  const saved = useSavedViews(crawl, view, said.say);
  const shown: SavedView = {
    id: "",
    name: "",
    view,
    crawl,
    search: asked.search.trim(),
    filter: asked.filter,
    picks: Object.fromEntries(Object.entries(asked.picks).map(([name, values]) => [name, [...values]])),
    sort: asked.sort,
    columns: columns.layout.map((column) => ({ ...column })),
  };
  const apply = (wanted: SavedView): void => {
    const { search, filter, picks, sort } = completeAsked({ ...wanted, filter: wanted.filter as Filter | undefined });
    columns.change(wanted.columns);
    change({ search, filter, picks, sort });
  };
  return (
    <div className={styles.toolbar} role="group" aria-label={resultsTexts.toolbar}>
      <SearchField
        view={view}
        value={asked.search}
        onChange={(search) => change({ search }, "replace")}
        onDone={() => table.gridRef.current?.focus()}
        inputRef={table.searchRef}
      />
      <FilterBar crawl={crawl} view={view} table={table} editing={editing} />
      <div className={styles.tools}>
        <ColumnChooser
          view={view}
          layout={columns.layout}
          onChange={columns.change}
          opened={choosing.opened}
          onOpened={choosing.setOpened}
        />
        <SavedViewsMenu saved={saved} crawl={crawl} shown={shown} onApply={apply} />
        <Button aria-pressed={facetsShown} title={resultsTexts.facets.showHint} onClick={onFacets}>
          {facetsShown || picked === 0 ? resultsTexts.facets.show : resultsTexts.facets.showPicked(picked)}
        </Button>
      </div>
    </div>
  );
}
