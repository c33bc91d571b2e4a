/** The browser needs the address of a download for a moment after the click. */
const KEEP_MS = 60_000;

/** Gives the person a file to keep, by the download of the browser. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}

/** The name of a picture: site, kind and section without what file systems do not like. */
export function pictureName(prefix: string, kind: string, ending: "png" | "svg"): string {
  const section = prefix
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/[^\p{L}\p{N}.-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, 100);
  return `${section === "" ? "site" : section}-${kind}.${ending}`;
}
