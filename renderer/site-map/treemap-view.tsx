import { useEffect, useMemo, useRef, useState } from "react";
import { useLiveQuestion } from "../connection/use-live-question.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { isActive } from "../crawl/state-sentence.ts";
import { remembered } from "../shell/remembered.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts as common } from "../texts.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import { Choice } from "./choice.tsx";
import { Legend } from "./legend.tsx";
import { MapToolbar } from "./map-toolbar.tsx";
import { SaveMenu } from "./save-menu.tsx";
import { sectionAbove } from "./section-path.ts";
import { useThemeColours } from "./theme-colours.ts";
import { areasOf, TREEMAP_SIZES, type TreemapSize } from "./treemap-areas.ts";
import { entryOf, legendOf, TREEMAP_COLOURS, type TreemapColour } from "./treemap-colours.ts";
import { TreemapCanvas, type TreemapHandle } from "./treemap-canvas.tsx";
import { TreemapTable } from "./treemap-table.tsx";
import styles from "./treemap.module.css";
import { useLookedAt } from "./use-looked-at.ts";

const texts = siteMapTexts.treemap;
/** Levels of sections that are drawn inside each other, and sections in all. */
const LEVELS = 3;

const MOST_SECTIONS = 1500;
const REFRESH_EVERY_MS = 2000;

/** The sections of the site as areas, three levels at a time, with a table that says the same. */
export function TreemapView({ crawl, status }: CrawlViewProps) {
  const looked = useLookedAt(crawl);
  const [choices, choose] = useChoices(crawl);
  const { section, error, again } = useSection(crawl, looked.prefix, status);
  const theme = useThemeColours();
  const legend = useMemo(() => legendOf(choices.colour, theme), [choices.colour, theme]);
  const areas = useMemo(() => (section === null ? [] : areasOf(section, choices.size)), [section, choices.size]);
  const handle = useRef<TreemapHandle | null>(null);
  const up = looked.prefix === "" ? null : () => looked.reveal(sectionAbove(looked.prefix));
  return (
    <>
      <MapToolbar crawl={crawl} face="treemap" looked={looked}>
        <Choice label={texts.size} value={choices.size} names={texts.sizes} onChange={(size) => choose({ ...choices, size })} />
        <Choice label={texts.colour} value={choices.colour} names={texts.colours} onChange={(colour) => choose({ ...choices, colour })} />
        <SaveMenu
          prefix={looked.prefix}
          kind="treemap"
          disabled={areas.length === 0}
          png={() => handle.current?.png() ?? Promise.resolve(null)}
          svg={() => handle.current?.svg() ?? ""}
        />
      </MapToolbar>
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: common.tryAgain, run: again }]} />}
      <div className={styles.body}>
        <div className={styles.picture}>
          <TreemapCanvas
            label={texts.describe(section?.name || siteMapTexts.allHosts, areas.length)}
            areas={areas}
            colour={choices.colour}
            theme={theme}
            handle={handle}
            onOpen={looked.reveal}
          />
          {areas.length === 0 && error === null && (
            <p className={styles.quiet} role="status">
              {section === null ? siteMapTexts.loading : section.urls === 0 ? siteMapTexts.empty : texts.nothing(texts.sizes[choices.size])}
            </p>
          )}
        </div>
        {section !== null && (
          <TreemapTable
            crawl={crawl}
            section={section}
            areas={areas}
            fillOf={(area) => legend[entryOf(choices.colour, area)]?.fill ?? theme.frame}
            onOpen={looked.reveal}
            onUp={up}
          />
        )}
      </div>
      <Legend label={texts.legend} entries={legend} />
    </>
  );
}

/** The section that is looked at, with those below it; the only host is looked at in the place of all. */
function useSection(crawl: string, prefix: string, status: CrawlViewProps["status"]) {
  const isTop = prefix === "";
  const { value, error, again } = useLiveQuestion(
    "map.sections",
    { crawl, prefix, levels: isTop ? LEVELS + 1 : LEVELS, most: MOST_SECTIONS },
    { everyMs: REFRESH_EVERY_MS, isLive: isActive(status.state) },
  );
  return { section: isTop && value?.below.length === 1 ? (value.below[0] ?? value) : value, error, again };
}

interface Choices {
  readonly size: TreemapSize;
  readonly colour: TreemapColour;
}

/** What the areas are as large and coloured as; remembered for each crawl. */
function useChoices(crawl: string): readonly [Choices, (choices: Choices) => void] {
  const [choices, setChoices] = useState<Choices>(() => {
    const last = remembered.siteMap(crawl);
    return {
      size: TREEMAP_SIZES.find((size) => size === last.treemapSize) ?? "pages",
      colour: TREEMAP_COLOURS.find((colour) => colour === last.treemapColour) ?? "problems",
    };
  });
  useEffect(() => remembered.keepSiteMap(crawl, { treemapSize: choices.size, treemapColour: choices.colour }), [crawl, choices]);
  return [choices, setChoices];
}
