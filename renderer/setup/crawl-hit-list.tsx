import { formatRoute } from "../shell/route.ts";
import { setupTexts } from "../texts/setup.ts";
import styles from "./tester.module.css";
import { patternFilter, SHOWN_HITS, useCrawlHits } from "./use-pattern-hits.ts";

const words = setupTexts.tester;

/** Which of the discovered addresses of a crawl a pattern hits. */
export function CrawlHitList({ crawl, pattern }: { readonly crawl: string; readonly pattern: string }) {
  const { hits, all, urls, error, isPending } = useCrawlHits(crawl, pattern);
  if (pattern === "") return <p className={styles.quiet}>{words.emptyPattern}</p>;
  if (error !== null) return <p className={styles.problem}>{error.message}</p>;
  const rows = formatRoute({ kind: "crawl", crawl, view: "addresses", asked: { filter: patternFilter(pattern) } });
  return (
    <div className={styles.answer} data-pending={isPending || undefined}>
      <p role="status">
        {hits === null || all === null ? words.searching : words.hits(hits, all)}{" "}
        {hits !== null && hits > 0 && <a href={rows}>{words.showRows(hits)}</a>}
      </p>
      {hits === 0 && <p className={styles.quiet}>{words.none}</p>}
      {hits !== null && hits > SHOWN_HITS && <p className={styles.quiet}>{words.first(SHOWN_HITS)}</p>}
      <ul className={styles.urls}>
        {urls.map((url) => (
          <li key={url}>{url}</li>
        ))}
      </ul>
    </div>
  );
}
