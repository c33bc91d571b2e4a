import { app, dialog, type BrowserWindow, type OpenDialogOptions } from "electron";
import type { ChoicePurpose, HostOptions } from "#library/host-options.ts";

/** How the dialog of the system asks for each thing that is chosen there. */
export const CHOICES: Readonly<Record<ChoicePurpose, OpenDialogOptions>> = {
  "open-crawl": {
    title: "Open a crawl",
    properties: ["openFile"],
    filters: [
      { name: "Crawls", extensions: ["crawl"] },
      { name: "All files", extensions: ["*"] },
    ],
  },
  "library-folder": { title: "Folder for crawls", properties: ["openDirectory", "createDirectory"] },
  "export-folder": { title: "Folder for exports", properties: ["openDirectory", "createDirectory"] },
};

/**
 * Lets the person choose a file or a folder in the dialog of the system, which belongs to the window when there is one. A chosen crawl
 * is remembered among the recent files of the system.
 */
export function chooseFile(window: () => BrowserWindow | null): NonNullable<HostOptions["chooseFile"]> {
  return async (purpose) => {
    const parent = window();
    const options = CHOICES[purpose];
    const { canceled, filePaths } = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
    const chosen = canceled ? undefined : filePaths[0];
    if (chosen !== undefined && purpose === "open-crawl") app.addRecentDocument(chosen);
    return chosen ?? null;
  };
}
