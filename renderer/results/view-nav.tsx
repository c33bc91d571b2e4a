import type { CrawlStatus } from "#contract/questions.ts";
import { VIEW_MEANINGS, VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { formatCount } from "../shell/format.ts";
import { texts } from "../texts.ts";
import styles from "./results.module.css";

interface ViewNavProps {
  readonly shown: ViewName;
  readonly rows: CrawlStatus["rows"];
  readonly onShow: (view: ViewName) => void;
}

/** The tables of a crawl with their live counts. */
export function ViewNav({ shown, rows, onShow }: ViewNavProps) {
  return (
    <nav className={styles.nav} aria-label={texts.results.views}>
      {VIEW_NAMES.map((view, position) => (
        <button
          key={view}
          type="button"
          className={styles.navItem}
          aria-current={view === shown ? "page" : undefined}
          title={`${VIEW_MEANINGS[view]} (${position + 1})`}
          onClick={() => onShow(view)}
        >
          <span>{texts.views[view]}</span>
          <span className={styles.navCount}>{formatCount(rows[view])}</span>
        </button>
      ))}
    </nav>
  );
}
