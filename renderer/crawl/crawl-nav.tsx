import type { CrawlStatus } from "#contract/questions.ts";
import { VIEW_MEANINGS, VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { formatCount } from "../shell/format.ts";
import type { CrawlView } from "../shell/route.ts";
import { texts } from "../texts.ts";
import styles from "./crawl.module.css";

/** The views in the order of the keys 1 to 9: the summary first, then tables, then the faces of the site map. */
export const NAV_GROUPS: readonly { readonly label: string; readonly views: readonly CrawlView[] }[] = [
  { label: "", views: ["overview"] },
  { label: texts.results.tables, views: VIEW_NAMES },
  { label: texts.results.siteMap, views: ["outline", "treemap", "graph"] },
  { label: "", views: ["coverage", "options"] },
];

/** All views in the order shown. */
export const NAV_VIEWS: readonly CrawlView[] = NAV_GROUPS.flatMap((group) => group.views);

interface CrawlNavProps {
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
              <span>{isTable(view) ? texts.views[view] : texts.places[view]}</span>
              {isTable(view) && <span className={styles.navCount}>{formatCount(rows[view])}</span>}
            </button>
          ))}
        </div>
      ))}
    </nav>
  );
}

/** Whether a view is a table. */
export function isTable(view: CrawlView): view is ViewName {
  return (VIEW_NAMES as readonly CrawlView[]).includes(view);
}

function hint(view: CrawlView): string {
  const key = NAV_VIEWS.indexOf(view) + 1;
  const meaning = isTable(view) ? VIEW_MEANINGS[view] : texts.places[view];
  return key <= 9 ? `${meaning} (${key})` : meaning;
}
