import type { ExportFormat } from "#contract/questions.ts";
import { formatCount, formatNumberOf } from "../shell/format.ts";

const rows = (count: number): string => formatNumberOf(count, "row", "rows");
const pages = (count: number): string => formatNumberOf(count, "page", "pages");
/** Addresses that one sitemap may hold (sitemaps.org). */
export const MOST_IN_ONE_SITEMAP = 50_000;

const formats: Readonly<Record<ExportFormat, string>> = { csv: "CSV", jsonl: "JSON Lines", sitemap: "XML sitemap", crawl: "Crawl file" };

const meanings: Readonly<Record<ExportFormat, string>> = {
  csv: "A table for a spreadsheet or a script.",
  jsonl: "One JSON object a line, with true numbers and lists, for programs.",
  sitemap: "The pages that search engines may list: status 2xx and indexable.",
  crawl: "A copy of the whole file, also while it is crawled. It opens in Orbweaver and can be gone on with.",
};

const written: Readonly<Record<ExportFormat, (count: number) => string>> = {
  csv: (count) => (count === 0 ? "No rows: only the names of the columns are written." : `${rows(count)} will be written.`),
  jsonl: (count) => (count === 0 ? "No rows: the file will be empty." : `${rows(count)} will be written.`),
  sitemap: (count) => (count === 0 ? "Search engines may list none of these pages." : `${pages(count)} will be listed.`),
  crawl: (count) => `Everything known of ${formatNumberOf(count, "address", "addresses")} will be copied.`,
};

const units: Readonly<Record<ExportFormat, (count: number) => string>> = {
  csv: rows,
  jsonl: rows,
  sitemap: pages,
  crawl: (count) => formatNumberOf(count, "address", "addresses"),
};

/** The words of exports: the dialog, and how they go. */
export const exportTexts = {
  title: "Export",
  of: (name: string) => `Export of ${name}`,
  format: "Format",
  formats,
  meanings,

  rows: {
    label: "Rows",
    shown: (view: string) => `As shown in ${view}`,
    selected: (count: number) => `Selected ${count === 1 ? "row" : "rows"}`,
    table: "A whole table",
    allPages: "All pages",
    tableLabel: "Which table",
    tableCount: (view: string, count: number) => `${view} (${formatCount(count)})`,
    onlyPages: "A sitemap is made of pages, so it is made of all of them here.",
    discovery: "in the order of discovery",
    everything: "all rows",
  },
  columns: {
    label: "Columns",
    values: { shown: "As shown", all: "All" },
    shown: (count: number) => formatNumberOf(count, "column, in its order", "columns, in their order"),
    all: (count: number) => `all ${formatNumberOf(count, "column", "columns")} of the table`,
  },
  csv: {
    label: "CSV",
    harmless:
      "Cells that a spreadsheet would run as a formula get a ' in front, so that text of a strange site does no harm. Their number is said at the end.",
  },
  sitemap: {
    label: "Sitemap",
    gzip: "Compress with gzip",
    lastmod: "Say when each page was last changed, where its server says so",
    split: "More than 50,000 pages or 50 MB become several files with an index beside them, which names them at the top of the site.",
  },
  crawl: { label: "Copy", meaning: "In the copy the crawl is paused. Request headers are left out, as they may hold passwords." },
  file: {
    label: "File name",
    wrong: 'Type a name without / \\ : * ? " < > |.',
    browser: (folder: string) => `Written to ${folder}, then downloaded by your browser.`,
    browserSeveral: (folder: string) => `Written to ${folder}. Download them one by one afterwards, or show them in the folder.`,
    folder: "Change the folder",
    dialog: "You choose the folder next.",
  },
  written,
  files: (count: number) =>
    count > MOST_IN_ONE_SITEMAP ? ` At least ${formatCount(Math.ceil(count / MOST_IN_ONE_SITEMAP))} files and an index.` : "",
  counting: "Counting…",
  runs: "The crawl runs: what comes until the export begins is written too.",
  start: "Export",
  starting: "Starting…",
  cancel: "Cancel",

  tray: {
    region: "Exports",
    starting: (name: string) => `Exporting to ${name}`,
    running: (name: string) => `Exporting to ${name}`,
    progress: (format: ExportFormat, done: number, total: number) => `${formatCount(done)} of ${units[format](total)}`,
    counting: "counting rows…",
    left: (duration: string) => `about ${duration} left`,
    cancel: "Cancel",
    cancelLabel: (name: string) => `Cancel: export to ${name}`,
    done: (name: string, files: number) =>
      files > 1 ? `${name} and ${formatNumberOf(files - 1, "file", "files")} beside it:` : `${name}:`,
    size: (format: ExportFormat, count: number, size: string) => `${units[format](count)}, ${size}.`,
    escaped: (count: number) =>
      `${formatNumberOf(count, "cell that began", "cells that began")} like a formula ${count === 1 ? "was" : "were"} made harmless.`,
    leftOut: (count: number) =>
      `${formatNumberOf(count, "address", "addresses")} of 2,048 letters or more ${count === 1 ? "was" : "were"} left out.`,
    show: "Show in folder",
    showLabel: (name: string) => `Show in folder: ${name}`,
    save: "Save again",
    saveLabel: (name: string) => `Save again: ${name}`,
    saveFile: (name: string) => `Download ${name}`,
    files: (count: number) => `Download ${formatNumberOf(count, "file", "files")}`,
    cancelled: (name: string) => `The export to ${name} was cancelled. No file was left behind.`,
    failed: (name: string) => `The export to ${name} did not work.`,
    again: "Export again…",
    dismiss: (name: string) => `Put away the export to ${name}`,
    cutOff: "The connection was lost while it was written. When it is back, look in the folder or export again.",
    reloaded: "This window was loaded again while it was written. Look in the folder, or export again.",
  },
} as const;
