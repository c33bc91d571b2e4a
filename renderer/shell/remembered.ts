import type { CsvFormat, SavedView } from "#contract/settings.ts";
import type { ViewName } from "#contract/views.ts";
import type { CrawlView } from "./route.ts";
import type { RowsAsked } from "./rows-asked.ts";

/** What the window remembers of one view of one crawl. */
export interface RememberedView {
  readonly firstRow?: number;
  /** Search, filter, picks, sort and selected row. */
  readonly asked?: RowsAsked;
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

/** Columns in their order with their widths, as saved views keep them; empty for those that the view shows by itself. */
export type ColumnLayout = SavedView["columns"];

/** How a panel was left: its size in pixels, the side it is at, and whether it is folded away. */
export interface RememberedPanel {
  readonly sizePx?: number;
  readonly side?: "bottom" | "right";
  readonly folded?: boolean;
}

/** How the list of crawls was left. */
export interface RememberedLibrary {
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

/** What was chosen in the export dialog last. */
export interface RememberedExport {
  readonly format?: "csv" | "jsonl";
  readonly columns?: "shown" | "all";
  /** `settings`: what the settings said then. */
  readonly csv?: { readonly chosen: CsvFormat; readonly settings: CsvFormat };
  readonly sitemap?: { readonly gzip: boolean; readonly lastmod: boolean };
}

interface Memory {
  readonly crawls: Readonly<Record<string, RememberedCrawl>>;
  /** The same for every crawl. */
  readonly layouts: Readonly<Partial<Record<ViewName, ColumnLayout>>>;
  readonly panels: Readonly<Record<string, RememberedPanel>>;
  /** Facets that are folded, per view. */
  readonly foldedFacets: Readonly<Partial<Record<ViewName, readonly string[]>>>;
  /** The part of the detail that was looked at last. */
  readonly detail: { readonly part?: string };
  readonly library: RememberedLibrary;
  readonly exports: RememberedExport;
  /** Ids of what was chosen in the command palette, the last first. */
  readonly palette: { readonly recent?: readonly string[] };
}

const KEY = "orbweaver";
const MAX_CRAWLS = 50;
const EMPTY: Memory = { crawls: {}, layouts: {}, panels: {}, foldedFacets: {}, detail: {}, library: {}, exports: {}, palette: {} };

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

  layout(view: ViewName): ColumnLayout {
    const layout = this.#read().layouts[view];
    return Array.isArray(layout) ? layout : [];
  }

  panel(name: string): RememberedPanel {
    return this.#read().panels[name] ?? {};
  }

  foldedFacets(view: ViewName): readonly string[] {
    return this.#read().foldedFacets[view] ?? [];
  }

  detailPart(): string | undefined {
    return this.#read().detail.part;
  }

  keepDetailPart(part: string): void {
    this.#write({ ...this.#read(), detail: { part } });
  }

  exports(): RememberedExport {
    return this.#read().exports;
  }

  keepExports(exports: RememberedExport): void {
    this.#write({ ...this.#read(), exports });
  }

  recentCommands(): readonly string[] {
    const { recent } = this.#read().palette;
    return Array.isArray(recent) ? recent : [];
  }

  keepRecentCommands(recent: readonly string[]): void {
    this.#write({ ...this.#read(), palette: { recent } });
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

  keepLayout(view: ViewName, layout: ColumnLayout): void {
    const memory = this.#read();
    this.#write({ ...memory, layouts: { ...memory.layouts, [view]: layout } });
  }

  keepPanel(name: string, changes: RememberedPanel): void {
    const memory = this.#read();
    this.#write({ ...memory, panels: { ...memory.panels, [name]: { ...memory.panels[name], ...changes } } });
  }

  keepFoldedFacets(view: ViewName, names: readonly string[]): void {
    const memory = this.#read();
    this.#write({ ...memory, foldedFacets: { ...memory.foldedFacets, [view]: names } });
  }

  library(): RememberedLibrary {
    return this.#read().library;
  }

  keepLibrary(library: RememberedLibrary): void {
    this.#write({ ...this.#read(), library });
  }

  /** What is remembered of a crawl stays with it when its id becomes another one. */
  carry(from: string, to: string): void {
    if (this.#read().crawls[from] !== undefined) this.#keepCrawl(to, this.crawl(from));
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
      if (!isRecord(parsed)) return EMPTY;
      const known = Object.keys(EMPTY).filter((part) => isRecord(parsed[part]));
      return { ...EMPTY, ...Object.fromEntries(known.map((part) => [part, parsed[part]])) };
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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What this window remembers, in the storage of its browser. */
export const remembered = new Remembered({
  getItem: (key) => window.localStorage.getItem(key),
  setItem: (key, value) => window.localStorage.setItem(key, value),
});
