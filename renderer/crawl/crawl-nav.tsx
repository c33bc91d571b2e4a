import type { CrawlStatus } from "#contract/questions.ts";
import { VIEW_MEANINGS } from "#contract/views.ts";
import { keyHint } from "../shell/commands.ts";
import { isTable, NAV_GROUPS, viewTitle } from "../shell/crawl-views.ts";
import { formatCount } from "../shell/format.ts";
import type { CrawlView } from "../shell/route.ts";
import { texts } from "../texts.ts";
import styles from "./crawl.module.css";

/** Which view is shown, with the rows of each table, and how to show another. */
export interface CrawlNavProps {
  readonly shown: CrawlView;
  readonly rows: CrawlStatus["rows"];
  readonly onShow: (view: CrawlView) => void;
}

/** The views of a crawl, tables with their live counts. */
export function CrawlNav({ shown, rows, onShow }: CrawlNavProps) {
  return (
    <nav className={styles.nav} aria-label={texts.results.views}>
      {NAV_GROUPS.map((group) => (
        <div key={group.views[0]} role="group" aria-label={group.label === "" ? undefined : group.label} className={styles.navGroup}>
          {group.label !== "" && <h2 className={styles.navLabel}>{group.label}</h2>}
          {group.views.map((view) => (
            <button
              key={view}
              type="button"
              className={styles.navItem}
              aria-current={view === shown ? "page" : undefined}
              title={hint(view)}
              onClick={() => onShow(view)}
            >
              <span>{viewTitle(view)}</span>
              {isTable(view) && <span className={styles.navCount}>{formatCount(rows[view])}</span>}
            </button>
          ))}
        </div>
      ))}
    </nav>
  );
}

function hint(view: CrawlView): string {
  return (isTable(view) ? VIEW_MEANINGS[view] : texts.places[view]) + keyHint(`view-${view}`);
}
