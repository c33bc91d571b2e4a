import type { FilterTest } from "#contract/views.ts";
import type { ColumnGroup } from "../results/column-groups.ts";
import { formatCount, formatNumberOf } from "../shell/format.ts";

const rows = (count: number): string => formatNumberOf(count, "row", "rows");

const testWords: Readonly<Record<FilterTest, string>> = {
  is: "is",
  "is-not": "is not",
  contains: "contains",
  "contains-not": "does not contain",
  "starts-with": "starts with",
  "ends-with": "ends with",
  "at-least": "≥",
  "at-most": "≤",
  "more-than": ">",
  "less-than": "<",
  matches: "matches",
  "matches-not": "does not match",
  "is-empty": "is empty",
  "is-not-empty": "is not empty",
};

/** Tests as a list of choices says them; where nothing is said, as a chip does. */
const testChoices: Readonly<Partial<Record<FilterTest, string>>> = {
  "at-least": "is at least (≥)",
  "at-most": "is at most (≤)",
  "more-than": "is more than (>)",
  "less-than": "is less than (<)",
  matches: "matches the pattern",
  "matches-not": "does not match the pattern",
};

const timeChoices: Readonly<Partial<Record<FilterTest, string>>> = {
  "at-least": "is at or after",
  "at-most": "is at or before",
  "more-than": "is after",
  "less-than": "is before",
};

const columnGroups: Readonly<Record<ColumnGroup, string>> = {
  address: "Address",
  answer: "Answer",
  content: "Content",
  listing: "Search engines",
  links: "Links",
  times: "Times",
  discovery: "How it was found",
};

/** The words of tables: columns, filters, groups, saved views, what can be done to rows. */
export const resultsTexts = {
  toolbar: "What is shown",

  columns: {
    button: "Columns",
    buttonHint: "Choose, order and pin columns",
    title: "Columns",
    search: "Find a column",
    none: (search: string) => `No column is called “${search}”.`,
    groups: columnGroups,
    reset: "Back to the columns of this view",
    showAll: "Show all",
    pin: (label: string) => `Keep ${label} at the left`,
    resize: (label: string) => `Width of ${label}. Drag, or double-click to fit`,
    help: "Drag a header to move a column. With the keyboard: Alt and an arrow moves, Shift and an arrow widens.",
    moved: (label: string, place: number, of: number) => `${label} is column ${place} of ${of} now.`,
  },

  headerMenu: {
    label: (column: string) => `Column ${column}`,
    rising: "Sort rising",
    falling: "Sort falling",
    unsorted: "In the order of discovery",
    filter: "Filter by this column…",
    pin: "Keep at the left",
    unpin: "Let go from the left",
    left: "Move left",
    right: "Move right",
    fit: "Fit the width",
    ownWidth: "Reset the width",
    hide: "Hide this column",
    copy: "Copy this column",
    choose: "Choose columns…",
  },

  rowMenu: {
    label: "Row",
    detail: "Show the detail",
    copyCell: "Copy the cell",
    copyRows: (count: number) => (count === 1 ? "Copy the row" : `Copy ${rows(count)}`),
    copyWithHeader: "Copy with the names of the columns",
    copyColumn: (column: string) => `Copy the column ${column}`,
    open: "Open in the browser",
    only: (value: string) => `Only rows where this is ${value}`,
    without: (value: string) => `Only rows where this is not ${value}`,
    folder: (folder: string) => `Only addresses in ${folder}`,
    linksTo: "Show the links to this address",
    linksFrom: "Show the links from this page",
    siteMap: "Show in the site map",
    requeue: (count: number) => (count === 1 ? "Crawl this address again…" : `Crawl ${rows(count)} again…`),
    export: (count: number) => (count === 1 ? "Export this row…" : `Export ${rows(count)}…`),
    empty: "empty",
  },

  requeue: {
    title: "Crawl again",
    ask: (count: number) =>
      `${count === 1 ? "This address waits" : `${formatNumberOf(count, "address", "addresses")} wait`} to be asked for again, ` +
      "whatever came of it before and whatever rule left it out. What is known of it now is replaced when it answers.",
    rests: "The crawl does not run: press Resume afterwards.",
    confirm: "Crawl again",
    cancel: "Cancel",
    done: (requeued: number, leftOut: number) =>
      `${formatNumberOf(requeued, "address waits", "addresses wait")} to be asked for again.` +
      (leftOut === 0 ? "" : ` ${formatNumberOf(leftOut, "was", "were")} left out: they wait already, or cannot be asked for.`),
  },

  copied: {
    cell: "Copied the cell.",
    rows: (count: number, harmless: number) => `Copied ${rows(count)}.${madeHarmless(harmless)}`,
    column: (label: string, count: number, harmless: number) => `Copied ${label} of ${rows(count)}.${madeHarmless(harmless)}`,
    copying: (count: number) => `Copying ${rows(count)}…`,
    tooMany: (most: number) => `More than ${rows(most)} are too many for the clipboard. Export them to a file instead.`,
    refused: "The text is ready, but the browser did not let it be copied. Press Ctrl+C once more.",
  },

  selection: {
    selected: (count: number) => `${formatCount(count)} selected`,
    tooManyToTakeOut: (most: number) =>
      `All rows are selected, and they are more than ${formatCount(most)}: single rows cannot be taken out. Narrow them with a filter first.`,
    rangeTooLong: (most: number) => `At most ${rows(most)} can be selected one by one. Ctrl+A selects all.`,
  },

  filter: {
    bar: "Filters",
    add: "Filter",
    addHint: "Show only some rows (F)",
    edit: (words: string) => `Change the filter: ${words}`,
    remove: (words: string) => `Remove the filter: ${words}`,
    clearAll: "Clear all",
    title: "Show only rows where",
    column: "Column",
    test: "Test",
    value: "Value",
    yes: "yes",
    no: "no",
    apply: "Apply",
    cancel: "Cancel",
    orElse: "Or…",
    addTest: "Add a test",
    addGroup: "Add a group",
    removeTest: "Remove this test",
    any: "any of these holds",
    all: "all of these hold",
    group: "Group",
    pattern: "A pattern: for addresses as in the options of a crawl (* stands for anything), for other text a regular expression.",
    words: testWords,
    choices: (test: FilterTest, isTime: boolean) => (isTime ? timeChoices[test] : undefined) ?? testChoices[test] ?? testWords[test],
    and: "and",
    or: "or",
    empty: "empty",
    search: (search: string) => `search “${search}”`,
  },

  /** Why a search engine may not list a page, by the code in the column. */
  notIndexable: {
    status: "Its status is not 2xx.",
    redirect: "It redirects to another address.",
    noindex: "The page or its headers ask search engines not to list it.",
    canonical: "It names another address as the one to be listed.",
    "not-html": "It is no HTML page.",
    failed: "It gave no answer.",
    blocked: "It answered with a check for humans.",
  },

  facets: {
    title: "Groups",
    show: "Groups",
    /** While the groups are folded away: how many of them narrow the rows. */
    showPicked: (count: number) => `Groups (${formatCount(count)} picked)`,
    showHint: "Groups of rows with counts (Shift+F)",
    hide: "Hide the groups",
    clearOne: (name: string) => `Clear what is picked in ${name}`,
    clear: "Clear",
    clearAll: "Clear all",
    picked: (count: number) => `${formatCount(count)} picked`,
    more: (count: number) => `${formatCount(count)} more`,
    fewer: "Fewer",
    all: "Show all",
    search: (name: string) => `Find in ${name}`,
    leftOut: (count: number) => `${formatNumberOf(count, "smaller group is", "smaller groups are")} not listed. Use a filter to find them.`,
    nothing: "none",
    loading: "Counting…",
    noGroups: "No rows, so no groups.",
    noneFound: "Nothing found.",
    wholeSite: "All sections",
    path: "Section",
    range: (from: string, to: string | null) => (to === null ? `${from} or more` : from === to ? from : `${from} – ${to}`),
    values: (label: string, count: number) => `${label}, ${rows(count)}`,
    names: {
      media_kind: "Type",
      section: "Section",
      content_type: "Content type",
      indexability_reason: "Why not indexable",
      target_status: "Status of the target",
    } as Readonly<Record<string, string>>,
  },

  saved: {
    button: "Saved views",
    buttonHint: "Keep what is shown under a name, and come back to it",
    title: "Saved views",
    none: "Nothing is saved for this table yet. Set up search, filters, sort and columns, then save them under a name.",
    thisCrawl: "This crawl",
    allCrawls: "All crawls",
    name: "Name of the view",
    namePlaceholder: "Name, for example Broken pages",
    forAll: "In all crawls",
    save: "Save what is shown",
    apply: (name: string) => `Show ${name}`,
    shown: "shown now",
    overwrite: "Save what is shown in its place",
    overwriteLabel: (name: string) => `Save what is shown in place of ${name}`,
    rename: "Rename",
    renameLabel: (name: string) => `Rename ${name}`,
    forget: "Delete",
    forgetLabel: (name: string) => `Delete ${name}`,
    forgotten: (name: string) => `The view ${name} is deleted.`,
    undo: "Undo",
    done: "Done",
    saved: (name: string) => `Saved as ${name}.`,
    needName: "Type a name first.",
  },

  detail: {
    title: "Detail",
    resize: "Height of the detail",
    resizeWidth: "Width of the detail",
    next: "Next row (Alt+↓)",
    previous: "Previous row (Alt+↑)",
    close: "Close the detail (Esc)",
    toRight: "Put the detail to the right",
    toBottom: "Put the detail below the rows",
  },

  facetsResize: "Width of the groups",

  empty: {
    noMatch: (all: number, words: string) => `None of ${rows(all)} passes: ${words}.`,
    clear: "Clear search and filters",
  },
} as const;

function madeHarmless(count: number): string {
  return count === 0 ? "" : ` ${formatNumberOf(count, "cell that began", "cells that began")} like a formula got a ' in front.`;
}
