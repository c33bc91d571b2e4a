import type { CrawlState } from "#contract/words.ts";
import type { ViewName } from "#contract/views.ts";
import { formatCount, formatNumberOf } from "./shell/format.ts";
import type { CrawlPlace } from "./shell/route.ts";

const views: Readonly<Record<ViewName, string>> = {
  pages: "Pages",
  links: "Links",
  resources: "Resources",
  images: "Images",
  redirects: "Redirects",
  excluded: "Excluded",
  failed: "Failed",
  blocked: "Blocked",
  addresses: "All addresses",
};

const states: Readonly<Record<CrawlState, string>> = {
  idle: "Not running",
  running: "Crawling",
  pausing: "Pausing",
  paused: "Paused",
  stopping: "Stopping",
  limit: "Stopped at a limit",
  error: "Stopped by a problem",
  finished: "Finished",
};

const columns: Readonly<Record<string, string>> = {
  url: "Address",
  final_url: "Ends at",
  source_url: "On page",
  target_url: "Links to",
  redirect_url: "Redirects to",
  content_type: "Type",
  word_count: "Words",
  size_bytes: "Size",
  transferred_bytes: "Transferred",
  total_ms: "Time",
  first_byte_ms: "First byte",
  inlinks: "Links in",
  outlinks: "Links out",
  settled_as: "Outcome",
  fetched_at: "Fetched",
  first_seen_on: "First seen on",
  first_seen_as: "Named as",
  target_status: "Status",
  final_status: "End status",
  kind: "Kind",
  internal: "On site",
  code: "What failed",
  message: "What happened",
  nofollow: "Nofollow",
};

const units: Readonly<Record<string, string>> = { bytes: "bytes", clicks: "", words: "", graphemes: "letters", ms: "ms", px: "px" };

const outcomes: Readonly<Record<string, string>> = { kept: "kept", failed: "failed", excluded: "excluded", blocked: "blocked" };

const empty: Readonly<Record<ViewName, string>> = {
  pages: "No pages.",
  links: "No links.",
  resources: "No page embeds anything so far.",
  images: "No page shows an image so far.",
  redirects: "No address redirects.",
  excluded: "Nothing was left out.",
  failed: "Every address that was asked for has answered.",
  blocked: "No address answered with a check for humans.",
  addresses: "Nothing is discovered yet.",
};

const places: Readonly<Record<CrawlPlace, string>> = {
  overview: "Overview",
  outline: "Outline",
  treemap: "Treemap",
  graph: "Link graph",
  coverage: "Coverage",
  options: "Options",
};

/** Every word that the window says, in one place, so that another language is another catalogue. */
export const texts = {
  product: "Orbweaver",
  yes: "yes",
  no: "no",
  tryAgain: "Try again",
  dismiss: "Dismiss",
  cancel: "Cancel",
  close: "Close",
  views,
  places,
  states,
  columns,
  units,
  outcomes,

  connection: {
    connecting: "Connecting to Orbweaver…",
    reconnecting: "Reconnecting… Orbweaver does not answer. A crawl that was running is safe in its file.",
    reconnected: "Connected again. Everything shown is up to date.",
    retry: "Try now",
  },

  library: {
    back: "Library",
  },

  crawl: {
    start: "Start",
    pause: "Pause",
    resume: "Resume",
    stop: "Stop",
    export: "Export",
    controls: "Crawl controls",
    loading: "Opening the crawl…",
    starting: "Starting the crawl…",
    pauseHint: "No new requests; what is being fetched is still taken in (Space)",
    resumeHint: "Go on where the crawl ended (Space)",
    stopHint: "End at once; what is being fetched waits again",
    nothingLeft: "Nothing is left to fetch.",
    notRunning: "The crawl is not running.",
    exportHint: "Save rows as CSV, JSON Lines or a sitemap, or copy the crawl file (Ctrl+E)",
    state: "State of the crawl",
    perSecond: (rate: string) => `${rate}/s`,
    left: (range: string) => `about ${range} left`,
    waiting: (count: number) => `${formatCount(count)} waiting`,
    inFlight: (count: number) => `${formatNumberOf(count, "request is", "requests are")} being finished`,
    pages: (count: number) => formatNumberOf(count, "page", "pages"),
    took: (duration: string) => `in ${duration}`,
    after: (duration: string) => `after ${duration}`,
    fetching: "Fetching",
    /** `kept` counts every settled address, so it is not called by the word for pages that answered. */
    receipt: (kept: number, requeued: number, lost: number, twice: number) =>
      `${formatNumberOf(kept, "settled address", "settled addresses")} kept, ${formatCount(requeued)} re-queued, ` +
      `${formatCount(lost)} lost, ${formatCount(twice)} fetched twice.`,
    receiptResumed: "Resumed:",
    receiptAfterCrash: "Resumed after the crawl had been cut off:",
  },

  coverage: {
    title: "Coverage",
    discovered: "discovered",
    parts: { kept: "kept", failed: "failed", blocked: "blocked", excluded: "excluded", fetching: "being fetched", waiting: "waiting" },
    show: (count: number, part: string) => `Show ${formatCount(count)} ${part}`,
    describe: (discovered: number, parts: string) => `${formatCount(discovered)} discovered: ${parts}`,
  },

  results: {
    views: "Views",
    tables: "Tables",
    siteMap: "Site map",
    search: "Search",
    searchPlaceholder: (view: string) => `Search ${view.toLowerCase()}`,
    clearSearch: "Clear the search",
    rows: (count: number) => formatNumberOf(count, "row", "rows"),
    rowsOf: (count: number, all: number) => `${formatCount(count)} of ${formatNumberOf(all, "row", "rows")}`,
    loading: "Loading…",
    unreadable: "The rows could not be read.",
    empty,
    emptyRunning: "Nothing yet. Rows appear here as they come.",
    emptyNeverRun: "This crawl has not fetched anything yet. Press Start.",
    sortedBy: (label: string, descending: boolean) => `Sorted by ${label}, ${descending ? "falling" : "rising"}`,
    noAnswer: "no answer",
  },
} as const;
