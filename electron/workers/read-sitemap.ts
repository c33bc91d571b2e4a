import { constants, gunzipSync } from "node:zlib";
import type { FetchAnswer } from "#fetch/outcome.ts";
import { addHeaderLinks, type HeaderLinksInput } from "#page/header-links.ts";
import { type LinkBatch, LinkCollector } from "#page/links.ts";
import { parseRobots } from "#robots/parse.ts";
import { MOST_SITEMAP_BYTES, SitemapReader } from "#sitemap/sitemap-reader.ts";
import { isRobotsTxt } from "#sitemap/sitemap-start.ts";
import { Resolver } from "#url/resolve.ts";

/** What a sitemap, or a robots.txt in its place, names. */
export interface SitemapReading {
  readonly links: LinkBatch;
  /** What is wrong with it, in one sentence; null when nothing is. */
  readonly problem: string | null;
}

/** Bytes that are read between two looks at the limits. */
const CHUNK_BYTES = 65_536;

/**
 * Reads the addresses that an answer names as a sitemap. A robots.txt names sitemaps, and /sitemap.xml when it names none. A
 * redirect names where it leads.
 */
export function readSitemap(
  url: string,
  fetched: FetchAnswer,
  options: Pick<HeaderLinksInput, "normalise" | "maxUrlLength" | "maxLinks">,
): SitemapReading {
  const links = new LinkCollector(options.maxLinks);
  addHeaderLinks(links, fetched.headers, fetched.status);
  const leadsOn = fetched.status >= 300 && fetched.status < 400;
  const problem = leadsOn ? null : isRobotsTxt(url) ? addFromRobots(links, fetched) : addEntries(links, fetched, options.maxLinks);
  links.resolve(new Resolver(url, options.normalise, options.maxUrlLength), false);
  return { links: links.batch(), problem };
}

function addFromRobots(links: LinkCollector, { status, body }: FetchAnswer): null {
  const named = isSuccess(status) ? parseRobots(new TextDecoder().decode(body)).sitemaps.filter((address) => address !== "") : [];
  for (const href of named.length > 0 ? named : ["/sitemap.xml"]) addLink(links, href, "", true);
  return null;
}

function addEntries(links: LinkCollector, { status, body }: FetchAnswer, maxEntries: number): string | null {
  if (!isSuccess(status)) return `It answered ${status}.`;
  const reader = new SitemapReader(maxEntries, ({ loc, lastmod, isSitemap }) => addLink(links, loc, lastmod, isSitemap));
  const { bytes, problem } = inflated(body);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) reader.write(bytes.subarray(at, at + CHUNK_BYTES));
  const end = reader.end();
  if (problem !== null || end.problem !== null) return problem ?? end.problem;
  return end.entries === 0 ? "It names no address." : null;
}

function addLink(links: LinkCollector, href: string, lastmod: string, isSitemap: boolean): void {
  links.add({ kind: isSitemap ? "sitemap-index" : "sitemap", href, anchor: lastmod, rel: "", position: "content" });
}

/** A file that is compressed itself (`.xml.gz`), beside what the transfer compresses. Of a damaged one what can be read. */
function inflated(body: Uint8Array): { readonly bytes: Uint8Array; readonly problem: string | null } {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return { bytes: body, problem: null };
  try {
    const limits = { maxOutputLength: MOST_SITEMAP_BYTES + 1, finishFlush: constants.Z_SYNC_FLUSH };
    return { bytes: gunzipSync(body, limits), problem: null };
  } catch (thrown) {
    const isTooLarge = (thrown as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    const limit = `${MOST_SITEMAP_BYTES / 1_048_576} MiB`;
    return {
      bytes: new Uint8Array(),
      problem: isTooLarge ? `It is larger than ${limit} when it is unpacked.` : "It is compressed, and damaged.",
    };
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
