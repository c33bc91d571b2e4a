import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Sort } from "#contract/views.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";
import type { OutlineSort } from "./outline-rows.ts";
import { SectionSource } from "./section-source.ts";

/** What is asked of the pages of an outline, in the order of the cells. */
export const PAGE_CELLS = ["url", "title", "status", "settled_as", "depth", "word_count"] as const;

/** Sections that are shown below one at most; the smallest of more are told as a number. */
const MOST_BELOW = 5000;

const PAGE_SORTS: Readonly<Record<OutlineSort, Sort>> = {
  section: { column: "url", descending: false },
  urls: { column: "url", descending: false },
  problems: { column: "status", descending: true },
};

/** The sections of a crawl as an outline asks for them; drawn again when more of them have come. */
export function useSectionSource(crawl: string, sort: OutlineSort): SectionSource {
  const connection = useConnection();
  const { epoch } = useConnectionState();
  const pageSort = PAGE_SORTS[sort];
  const source = useMemo(
    () =>
      new SectionSource({
        section: (prefix, signal) => connection.call("map.sections", { crawl, prefix, levels: 1, most: MOST_BELOW }, signal),
        pages: ({ prefix, first, count }, signal) =>
          connection.call(
            "view.rows",
            {
              crawl,
              view: "pages",
              columns: [...PAGE_CELLS],
              filter: { column: "section", test: "is", value: prefix },
              sort: pageSort,
              first,
              count,
            },
            signal,
          ),
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a line that came back (`epoch`) is a reason to ask for everything anew
    [connection, crawl, pageSort, epoch],
  );
  useSyncExternalStore(
    (changed) => source.onChange(changed),
    () => source.version,
  );
  useEffect(() => () => source.close(), [source]);
  return source;
}
