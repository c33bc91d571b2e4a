import type { CrawlStatus } from "#contract/questions.ts";
import { addressParts } from "../results/address-text.ts";
import { resultsTexts } from "../texts/results.ts";
import { texts } from "../texts.ts";
import type { TableCount } from "./table-count.ts";
import styles from "./crawl.module.css";

interface StatusBarProps {
  readonly status: CrawlStatus;
  readonly site: string;
  readonly count: TableCount;
  /** What was said last: "Copied 3 rows." */
  readonly said: string;
}

/** How many rows are shown and selected, and what is being fetched. */
export function StatusBar({ status, site, count, said }: StatusBarProps) {
  return (
    <footer className={styles.statusBar}>
      <span role="status">
        {rowsSentence(count)}
        {count.selected > 0 && ` · ${resultsTexts.selection.selected(count.selected)}`}
      </span>
      <span role="status">{said}</span>
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

function rowsSentence({ shown, all, isNarrowed }: TableCount): string {
  if (typeof shown === "string") return texts.results[shown];
  return isNarrowed ? texts.results.rowsOf(shown, all) : texts.results.rows(shown);
}

function shortAddress(url: string, site: string): string {
  const { host, head, tail } = addressParts(url, site);
  return host + head + tail;
}
