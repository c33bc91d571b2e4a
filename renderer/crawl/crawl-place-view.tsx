import { CoverageView } from "../coverage/coverage-view.tsx";
import { OverviewView } from "../overview/overview-view.tsx";
import { OptionsView } from "../setup/options-view.tsx";
import type { CrawlPlace } from "../shell/route.ts";
import { ScreenBoundary } from "../shell/screen-boundary.tsx";
import { GraphView } from "../site-map/graph-view.tsx";
import { OutlineView } from "../site-map/outline-view.tsx";
import { TreemapView } from "../site-map/treemap-view.tsx";
import type { CrawlViewProps } from "./crawl-view.ts";
import { ReceiptLine } from "./receipt-line.tsx";
import { StatusBar } from "./status-bar.tsx";
import styles from "./crawl.module.css";

const PLACES: Readonly<Record<CrawlPlace, (props: CrawlViewProps) => React.ReactNode>> = {
  overview: OverviewView,
  outline: OutlineView,
  treemap: TreemapView,
  graph: GraphView,
  coverage: CoverageView,
  options: OptionsView,
};

/** A view of a crawl that is not a table. */
export function CrawlPlaceView({ place, ...props }: CrawlViewProps & { readonly place: CrawlPlace }) {
  const Place = PLACES[place];
  return (
    <main className={styles.main}>
      <div className={styles.place}>
        <ScreenBoundary key={place} as="section">
          <Place {...props} />
        </ScreenBoundary>
      </div>
      {place !== "overview" && <ReceiptLine crawl={props.crawl} status={props.status} />}
      <StatusBar status={props.status} site={props.site} show={props.show} />
    </main>
  );
}
