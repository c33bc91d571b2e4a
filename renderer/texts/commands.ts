/** Names of what can be done by key, palette or menu, and what is said when it cannot be done now. */
export const commandTexts = {
  titles: {
    "new-crawl": "New crawl",
    open: "Open a crawl file…",
    library: "Go to the library",
    settings: "Settings",
    palette: "All commands",
    shortcuts: "Keyboard shortcuts",
    about: "About Orbweaver",
    log: "Log",
    "pause-resume": "Pause or resume",
    stop: "Stop",
    export: "Export…",
    verify: "Check this crawl file",
    "show-in-folder": "Show the crawl file in its folder",
    rename: "Rename this crawl…",
    duplicate: "New crawl with the same options",
    delete: "Delete this crawl",
    find: "Search",
    filter: "Add a filter",
    groups: "Show or hide the groups",
  },
  view: (title: string) => `Show ${title}`,
  groups: { go: "Go", crawl: "Crawl", table: "Table", views: "Views" },
  /** A command of a menu that the shown screen does not know. */
  notHere: (title: string) => `“${title}” cannot be done here. Open a crawl first.`,
} as const;
