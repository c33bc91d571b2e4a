import { formatCount, formatDuration, formatNumberOf } from "../shell/format.ts";

/** The words of everything that helps: the palette, keys, about, the log, the self-check. */
export const helpTexts = {
  menu: { button: "Help", label: "Help and commands" },

  palette: {
    title: "All commands",
    placeholder: "Find a command, a view, a crawl or a setting",
    found: "Found",
    crawl: "Crawl",
    setting: "Setting",
    openCrawl: (name: string) => `Open ${name}`,
    recent: (group: string) => `${group} · used lately`,
    count: (count: number) => `${formatNumberOf(count, "entry", "entries")}. ↑ and ↓ move, Enter does it, Esc closes.`,
    nothing: (query: string) => `Nothing is called “${query}”. Try fewer or other words.`,
  },

  shortcuts: {
    title: "Keyboard shortcuts",
    or: "or",
    inFields: "While you type into a field, only keys with Ctrl or ⌘ are commands.",
    inTablesLabel: "In a table",
    inTables: {
      move: "Other row",
      cells: "Other cell",
      ends: "First row, last row",
      page: "A page of rows",
      open: "Show the detail of the row",
      neighbours: "Detail of the row before or after",
      back: "Close the detail, clear the selection",
      select: "Select the row",
      range: "Select rows one after the other",
      all: "Select all rows",
      copy: "Copy the cell or the selected rows",
      menu: "Menu of the row or the column",
      moveColumn: "Move the column, in the header",
      widen: "Widen the column, in the header",
    },
  },

  verify: {
    title: "Check this crawl file",
    running:
      "Every number that the file keeps is compared with its rows. A large crawl takes a minute or more. Cancel ends it; nothing in the file is changed either way.",
    soFar: (seconds: number) => `${formatDuration(seconds)} so far`,
    progress: "Comparing",
    compared: "What is compared",
    parts: [
      "The counts of states, answers, failures and reasons with the addresses.",
      "The groups beside each table with the rows that they lead to.",
      "Links in with the links there are, and each page with its address.",
      "The file itself, page by page.",
    ],
    fine: (checked: number) => `All right: ${formatNumberOf(checked, "number was", "numbers were")} compared, and all agree with the rows.`,
    differ: (differences: number, checked: number) =>
      `${formatCount(differences)} of ${formatNumberOf(checked, "number does", "numbers do")} not agree with the rows. ` +
      "That is a fault of Orbweaver. Tables and exports show the rows; the counts beside them may be wrong. Copy this and report it with the diagnostics.",
    columns: { what: "What", stored: "Kept", counted: "Counted" },
    asText: (name: string, checked: number) => `Check of ${name}: ${formatNumberOf(checked, "number", "numbers")} compared with the rows`,
    again: "Check again",
    cancel: "Cancel",
    close: "Close",
    copy: "Copy the result",
  },

  about: {
    title: "About Orbweaver",
    loading: "Asking for versions…",
    versions: "Versions",
    host: { electron: "desktop application", browser: "in the browser", cli: "command line" },
    program: "Orbweaver",
    parts: { node: "Node", electron: "Electron", sqlite: "SQLite" },
    runs: "Runs as",
    places: "Where files are",
    place: { libraryFolder: "Crawls", exportFolder: "Exports", settingsFile: "Settings", logFile: "Log" },
    none: "not kept",
    openLog: "Read the log",
    diagnostics: "Diagnostics",
    diagnosticsMeaning:
      "What a report of a fault needs: exactly this text is copied. It holds no addresses, no names of files or folders, no headers and no cookies.",
    diagnosticsLoading: "Collecting…",
    copyDiagnostics: "Copy diagnostics",
    refresh: "Collect again",
    licence: "Licence",
    licenceMeaning: "Orbweaver is free software under the MIT licence.",
    licenceText: "Read the licence",
  },

  log: {
    title: "Log",
    loading: "Reading the log…",
    empty: "Nothing is logged yet. Starts, problems and what became of crawls are written here.",
    noMatch: "No entry passes. Choose all levels, or clear the search.",
    notKept: "This Orbweaver keeps no log.",
    level: "Level",
    levels: { all: "All", warning: "Warnings and errors", error: "Errors" },
    words: { info: "info", warning: "warning", error: "error" },
    search: "Search the log",
    follow: "Follow",
    followHint: "Read new entries by itself, and stay at the end",
    copy: "Copy what is shown",
    entries: (shown: number, all: number) =>
      shown === all ? formatNumberOf(all, "entry", "entries") : `${formatCount(shown)} of ${formatNumberOf(all, "entry", "entries")}`,
    columns: { time: "Time", level: "Level", crawl: "Crawl", message: "What happened" },
  },

  copy: "Copy",
  copyLabel: (what: string) => `Copy the path of ${what}`,
  copied: "Copied.",
  copyFailed: "The browser did not let it be copied. Select the text and press Ctrl+C.",
  show: "Show in folder",
  showLabel: (what: string) => `Show in folder: ${what}`,
} as const;
