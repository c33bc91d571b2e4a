import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useRef, useState } from "react";
import { useConnectionState } from "../connection/connection-context.ts";
import type { GridControls, GridPoint } from "./data-grid-props.ts";
import { useFilterEditing } from "./filter-bar.tsx";
import type { RowSelection } from "./row-selection.ts";
import { rowsFilter } from "./table-asked.ts";
import type { TablePlace } from "./table-place.ts";
import { useColumnLayout } from "./use-column-layout.ts";
import { useCopy } from "./use-copy.ts";
import { useRowDetail } from "./use-row-detail.ts";
import { useRowSelection } from "./use-row-selection.ts";
import { useRowSource, type RowQuestion } from "./use-row-source.ts";
import { useSaid } from "./use-said.ts";
import { useTick } from "./use-tick.ts";

const SEARCH_AFTER_MS = 120;

/** Everything that the parts of one table share: rows, columns, selection, what is open. */
export type Results = ReturnType<typeof useResults>;

/** Puts together what the parts of one table share. */
export function useResults({ crawl, view, status, table }: TablePlace) {
  const { asked } = table;
  const { epoch } = useConnectionState();
  const [settled] = useDebouncedValue(asked.search.trim(), SEARCH_AFTER_MS);
  const search = asked.search.trim() === "" ? "" : settled;
  const columns = useColumnLayout(view);
  const { filter: ownFilter, picks, sort } = asked;
  const filter = useMemo(() => rowsFilter(view, { filter: ownFilter, picks }), [view, ownFilter, picks]);
  const question: RowQuestion = { crawl, view, columns: columns.columns.map(({ name }) => name), search, filter, sort };
  const { source, busy } = useRowSource(question);
  const { quiet, say } = useSaid();
  const selecting = useRowSelection(question, source, (message) => say.loudly({ level: "warning", message }));
  const controls = useRef<GridControls | null>(null);
  const detail = useRowDetail({ view, table, source, controls });
  const { rows, coverage, generation, state } = status;
  const tick = useTick(`${epoch} ${generation} ${state} ${rows[view]} ${coverage.waiting} ${coverage.kept}`);
  const [menu, setMenu] = useState<GridPoint | null>(null);
  const [requeued, setRequeued] = useState<RowSelection | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const editing = useFilterEditing(view, view === "links" ? "target_url" : "url");
  const copy = useCopy(question, source, say);
  return {
    question,
    search,
    source,
    busy,
    columns,
    selecting,
    controls,
    detail,
    tick,
    copy,
    editing,
    said: { quiet, say },
    menu: { point: menu, open: setMenu },
    requeue: { selection: requeued, ask: setRequeued },
    choosing: { opened: isChoosing, setOpened: setChoosing },
  };
}
