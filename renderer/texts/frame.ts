import { formatNumberOf } from "../shell/format.ts";

/** Words of the frame: what stands around the views of a crawl, and what is said when something breaks. */
export const frameTexts = {
  viewsMenu: (view: string) => `Views; ${view} is shown`,
  crawlMenu: "More that can be done with this crawl",
  notices: (count: number) => formatNumberOf(count, "notice", "notices"),
  noticesHint: "Show what you should know about this crawl",
  onWindowClose: {
    "go-on": "Close the window and it goes on; the settings can have it pause instead.",
    pause: "Close the window and it pauses; the settings can have it go on instead.",
  },
  toLibrary: "Back to the library",
  unavailable: {
    title: "This crawl cannot be shown",
    gone: "The file may have been moved, renamed or deleted. If it was deleted here, “Deleted” in the library brings it back for a week.",
  },

  brokenView: {
    title: "This view broke off",
    meaning: "The mistake is Orbweaver's. Your crawl is not affected, and the rest of the window works.",
    reload: "Reload this view",
    copy: "Copy details",
    copied: "The details were copied. They name no address of your crawl.",
    notCopied: "Copying is not allowed right now. Try again.",
  },
  unexpected: (message: string) => `Something in the window went wrong: ${message} Your crawls are not affected.`,
} as const;
