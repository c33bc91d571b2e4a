import type { CrawlStatus } from "#contract/questions.ts";
import { addressParts } from "../results/address-text.ts";
import { texts } from "../texts.ts";
import type { ShownRows } from "./use-table.ts";
import styles from "./crawl.module.css";

interface StatusBarProps {
  readonly status: CrawlStatus;
  readonly site: string;
  readonly shownRows: ShownRows;
  readonly allRows: number;
  readonly filtered: boolean;
}

/** How many rows are shown, and what is being fetched. */
export function StatusBar({ status, site, shownRows, allRows, filtered }: StatusBarProps) {
  const rows =
    typeof shownRows === "string"
      ? texts.results[shownRows]
      : filtered
        ? texts.results.rowsOf(shownRows, allRows)
        : texts.results.rows(shownRows);
  return (
    <footer className={styles.statusBar}>
      <span role="status">{rows}</span>
      {status.fetching.length > 0 && (
        <span className={styles.fetching} title={status.fetching.join("\n")}>
          {texts.crawl.fetching}:{" "}
          {status.fetching
            .slice(0, 4)
            .map((url) => shortAddress(url, site))
            .join("  ")}
        </span>
      )}
    </footer>
  );
}

function shortAddress(url: string, site: string): string {
  const { host, head, tail } = addressParts(url, site);
  return host + head + tail;
}
