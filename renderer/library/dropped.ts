/** What was dropped on the window. */
export interface Dropped {
  readonly crawls: readonly File[];
  /** Files that may be lists of addresses. */
  readonly lists: readonly File[];
  /** Names of folders, with which nothing can be done. */
  readonly folders: readonly string[];
  /** Dragged text or an address; "" when there are files or nothing. */
  readonly text: string;
}

/** Sorts out what a drag brings. */
export function readDropped(transfer: DataTransfer): Dropped {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const folders = items.flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory === true ? [entry.name] : [];
  });
  const files = [...transfer.files].filter(({ name }) => !folders.includes(name));
  const crawls = files.filter(isCrawlFile);
  const text = items.length > 0 ? "" : transfer.getData("text/uri-list") || transfer.getData("text/plain");
  return { crawls, lists: files.filter((file) => !isCrawlFile(file)), folders, text };
}

/** Whether a file is called like a crawl. */
export function isCrawlFile({ name }: Pick<File, "name">): boolean {
  return name.toLowerCase().endsWith(".crawl");
}

/** The addresses of a dragged list (RFC 2483 §5: lines that begin with # are comments), one a line. */
export function withoutComments(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .join("\n");
}
