import { saveFile } from "./save-file.ts";

/** Lets the browser save a text as a file in its folder for downloads. */
export function saveTextFile(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: "text/plain;charset=utf-8" }));
}
