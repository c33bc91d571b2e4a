const KEEP_MS = 60_000;

/** Lets the browser save a text as a file in its folder for downloads. */
export function saveTextFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the text after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
