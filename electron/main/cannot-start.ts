import { app, dialog } from "electron";
import { toOrbweaverError } from "#contract/failure.ts";

/** Tells the person in one sentence why Orbweaver cannot start, and ends it with exit code 1. */
export function tellCannotStart(thrown: unknown): void {
  dialog.showErrorBox("Orbweaver cannot start", toOrbweaverError(thrown).message);
  app.exit(1);
}
