import { httpDateMs } from "#page/headers.ts";

/** What stands before and after the addresses of a sitemap (sitemaps.org protocol 0.9). */
export const SITEMAP_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n';
export const SITEMAP_TAIL = "</urlset>\n";

/** The protocol: a location has less than 2,048 characters. */
export const LONGEST_LOCATION = 2047;

/** One address of a sitemap, on a line of its own; `lastmod` "" when it is not known. */
export function sitemapEntry(url: string, lastmod: string): string {
  return `<url><loc>${escaped(url)}</loc>${lastmod === "" ? "" : `<lastmod>${lastmod}</lastmod>`}</url>\n`;
}

/** An index of the sitemaps at the given addresses. */
export function sitemapIndex(addresses: readonly string[]): string {
  const entries = addresses.map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries}</sitemapindex>\n`;
}

/**
 * A Last-Modified header as a W3C date and time in UTC (`2026-03-01T12:00:00Z`); "" when it is no date, lies in the future, or is
 * the beginning of time that servers send for want of a date.
 */
export function lastmodOf(lastModified: string | null, nowMs: number): string {
  const atMs = lastModified === null ? null : httpDateMs(lastModified.trim(), nowMs);
  if (atMs === null || !(atMs > 0 && atMs <= nowMs)) return "";
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** The five letters that the protocol wants escaped; and no characters that XML cannot hold. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
      .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
      .replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] as string)
  );
}
