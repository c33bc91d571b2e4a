import { dialog, type BrowserWindow } from "electron";
import { extname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { ExportGate } from "#library/export-gate.ts";

/** Lets the person choose where an export is written, in the system's own dialog; the page only proposes a name. */
export function chooseExportPath(window: () => BrowserWindow | null): ExportGate {
  return async (asked) => {
    const extension = extname(asked).slice(1) || "csv";
    const options = { title: "Export", defaultPath: asked, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] };
    const parent = window();
    const chosen = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
    if (chosen.canceled || chosen.filePath === "") throw new OrbweaverError("cancelled", "No file was chosen, so nothing was exported.");
    return chosen.filePath;
  };
}
