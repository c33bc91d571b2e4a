import type { Sort, ViewName } from "#contract/views.ts";
import type { CrawlView } from "./route.ts";

/** What the window remembers of one view of one crawl. */
export interface RememberedView {
  readonly firstRow?: number;
  readonly sort?: Sort | null;
}

/** What the window remembers of the site map of one crawl. */
export interface RememberedSiteMap {
  /** Prefix of the section that was looked at last. */
  readonly section?: string;
  /** Prefixes of the sections that are unfolded in the outline. */
  readonly unfolded?: readonly string[];
  readonly outlineSort?: string;
  readonly treemapSize?: string;
  readonly treemapColour?: string;
  readonly graphColour?: string;
}

/** What the window remembers of one crawl, until it is forgotten in favour of newer ones. */
export interface RememberedCrawl {
  readonly view?: CrawlView;
  /** `atMs` of the last receipt that was put away. */
  readonly seenReceiptMs?: number;
  readonly views?: Readonly<Partial<Record<ViewName, RememberedView>>>;
  readonly siteMap?: RememberedSiteMap;
}

interface Memory {
  readonly crawls: Readonly<Record<string, RememberedCrawl>>;
  /** Column widths in pixels: view -> column -> width. The same for every crawl. */
  readonly widths: Readonly<Partial<Record<ViewName, Readonly<Record<string, number>>>>>;
}

const KEY = "orbweaver";
const MAX_CRAWLS = 50;
const EMPTY: Memory = { crawls: {}, widths: {} };

/** What the window remembers between two visits. `storage` that is full or forbidden only means that nothing is remembered. */
export class Remembered {
  readonly #storage: Pick<Storage, "getItem" | "setItem">;

  constructor(storage: Pick<Storage, "getItem" | "setItem">) {
    this.#storage = storage;
  }

  crawl(crawl: string): RememberedCrawl {
    return this.#read().crawls[crawl] ?? {};
  }

  view(crawl: string, view: ViewName): RememberedView {
    return this.crawl(crawl).views?.[view] ?? {};
  }

  widths(view: ViewName): Readonly<Record<string, number>> {
    return this.#read().widths[view] ?? {};
  }

  keepShownView(crawl: string, view: CrawlView): void {
    this.#keepCrawl(crawl, { ...this.crawl(crawl), view });
  }

  keepSeenReceipt(crawl: string, seenReceiptMs: number): void {
    this.#keepCrawl(crawl, { ...this.crawl(crawl), seenReceiptMs });
  }

  keepView(crawl: string, view: ViewName, changes: RememberedView): void {
    const last = this.crawl(crawl);
    this.#keepCrawl(crawl, { ...last, views: { ...last.views, [view]: { ...last.views?.[view], ...changes } } });
  }

  siteMap(crawl: string): RememberedSiteMap {
    return this.crawl(crawl).siteMap ?? {};
  }

  keepSiteMap(crawl: string, changes: RememberedSiteMap): void {
    this.#keepCrawl(crawl, { ...this.crawl(crawl), siteMap: { ...this.siteMap(crawl), ...changes } });
  }

  keepWidths(view: ViewName, widths: Readonly<Record<string, number>>): void {
    const memory = this.#read();
    this.#write({ ...memory, widths: { ...memory.widths, [view]: widths } });
  }

  #keepCrawl(crawl: string, value: RememberedCrawl): void {
    const memory = this.#read();
    const others = Object.entries(memory.crawls)
      .filter(([name]) => name !== crawl)
      .slice(-(MAX_CRAWLS - 1));
    this.#write({ ...memory, crawls: Object.fromEntries([...others, [crawl, value]]) });
  }

  #read(): Memory {
    try {
      const parsed: unknown = JSON.parse(this.#storage.getItem(KEY) ?? "null");
      return isMemory(parsed) ? parsed : EMPTY;
    } catch {
      return EMPTY;
    }
  }

  #write(memory: Memory): void {
    try {
      this.#storage.setItem(KEY, JSON.stringify(memory));
    } catch {
      // Storage is full or switched off: the window works without.
    }
  }
}

function isMemory(value: unknown): value is Memory {
  return (
    typeof value === "object" &&
    value !== null &&
    "crawls" in value &&
    "widths" in value &&
    typeof value.crawls === "object" &&
    value.crawls !== null &&
    typeof value.widths === "object" &&
    value.widths !== null
  );
}

/** What this window remembers, in the storage of its browser. */
export const remembered = new Remembered({
  getItem: (key) => window.localStorage.getItem(key),
  setItem: (key, value) => window.localStorage.setItem(key, value),
});
