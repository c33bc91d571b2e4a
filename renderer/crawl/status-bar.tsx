import { addressParts } from "../results/address-text.ts";
import { frameTexts } from "../texts/frame.ts";
import { resultsTexts } from "../texts/results.ts";
import { texts } from "../texts.ts";
import type { CrawlViewProps } from "./crawl-view.ts";
import styles from "./crawl.module.css";
import { shownNotices } from "./shown-notices.ts";
import type { TableCount } from "./table-count.ts";

interface StatusBarProps extends Pick<CrawlViewProps, "status" | "site" | "show"> {
  /** Of the shown table; left out on views that are none. */
  readonly count?: TableCount;
  /** What was said last: "Copied 3 rows." */
  readonly said?: string;
}

/** How many rows are shown and selected, what is being fetched, and how many notices there are. */
export function StatusBar({ status, site, show, count, said = "" }: StatusBarProps) {
  const notices = shownNotices(status).length;
  return (
    <footer className={styles.statusBar}>
      {count !== undefined && (
        <span role="status">
          {rowsSentence(count)}
          {count.selected > 0 && ` · ${resultsTexts.selection.selected(count.selected)}`}
        </span>
      )}
      <span role="status">{said}</span>
      <Fetching status={status} site={site} />
      {notices > 0 && (
        <button type="button" className={styles.noticeCount} title={frameTexts.noticesHint} onClick={() => show("overview")}>
          <span aria-hidden="true">▲ </span>
          {frameTexts.notices(notices)}
        </button>
      )}
    </footer>
  );
}

function Fetching({ status: { fetching }, site }: Pick<StatusBarProps, "status" | "site">) {
  if (fetching.length === 0) return <span className={styles.fetching} />;
  const shown = fetching.slice(0, 4).map((url) => shortAddress(url, site));
  return (
    <span className={styles.fetching} title={fetching.join("\n")}>
      {texts.crawl.fetching}: {shown.join("  ")}
    </span>
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
