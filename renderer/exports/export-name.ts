import type { ExportFormat } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";

/** What an exported file is called after. */
interface NameOf {
  readonly site: string;
  readonly format: ExportFormat;
  readonly view: ViewName;
  readonly gzip: boolean;
  readonly at: Date;
}

const MOST_SITE_LETTERS = 80;
const MOST_SHOWN_LETTERS = 64;

/** The name that is suggested for a file: site, what it holds and time, so that no export replaces an earlier one. */
export function exportName({ site, format, view, gzip, at }: NameOf): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  const safeSite =
    site
      .replace(/[^\p{L}\p{N}.-]+/gu, "-")
      .replace(/^[.-]+|[.-]+$/g, "")
      .slice(0, MOST_SITE_LETTERS) || "crawl";
  const content = format === "crawl" ? "" : format === "sitemap" ? "-sitemap" : `-${view}`;
  return `${safeSite}${content}-${day}-${time}${endingOf(format, gzip)}`;
}

/** The ending of a file of a format. */
export function endingOf(format: ExportFormat, gzip: boolean): string {
  return format === "sitemap" ? (gzip ? ".xml.gz" : ".xml") : `.${format}`;
}

/** A name that was typed, with an ending when it has none; null when no file can be called so. */
export function typedName(typed: string, ending: string): string | null {
  const name = typed.trim();
  // Of all systems together: Windows takes the fewest characters.
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (name === "" || /[\\/:*?"<>|\u0000-\u001F]/.test(name) || /^\.+$/.test(name)) return null;
  return /.\.[^.]+$/.test(name) ? name : `${name}${ending}`;
}

/** A path inside a folder, in the manner in which the folder is written. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** A file name that fits into a line: the middle is left out of a long one, never its end. */
export function shortName(name: string): string {
  return name.length <= MOST_SHOWN_LETTERS ? name : `${name.slice(0, MOST_SHOWN_LETTERS - 25)}…${name.slice(-24)}`;
}
