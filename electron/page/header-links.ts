import type { CrawlConfig } from "#contract/config.ts";
import { headerText, linkHeader, refreshTarget } from "#page/headers.ts";
import { type LinkBatch, LinkCollector } from "#page/links.ts";
import { kindOfRel } from "#page/rel.ts";
import { Resolver } from "#url/resolve.ts";

/** What `headerLinks` needs to know of an answer and of the configuration. */
export interface HeaderLinksInput {
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly url: string;
  readonly status: number;
  readonly normalise: CrawlConfig["normalise"];
  readonly maxUrlLength: number;
  readonly maxLinks: number;
}

/** Facts that stand in headers, as written. */
export interface HeaderNotes {
  readonly canonical: string | null;
  readonly hreflangs: readonly (readonly [language: string, href: string])[];
}

/** Statuses whose Location is where the resource is now (RFC 9110 section 15.4). */
const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The links that the headers of an answer name: Location, Refresh and Link. For answers that are not read as a page. */
export function headerLinks(input: HeaderLinksInput): LinkBatch {
  const links = new LinkCollector(input.maxLinks);
  addHeaderLinks(links, input.headers, input.status);
  links.resolve(new Resolver(input.url, input.normalise, input.maxUrlLength), false);
  return links.batch();
}

/** Adds the links of headers to `links`. A Location that is no redirect (300, 304 ...) is recorded but not followed. */
export function addHeaderLinks(links: LinkCollector, headers: HeaderLinksInput["headers"], status: number): HeaderNotes {
  let canonical: string | null = null;
  const hreflangs: [string, string][] = [];
  const add = (kind: Parameters<LinkCollector["add"]>[0]["kind"], href: string, rel: string): void => {
    links.add({ kind, href, rel, anchor: "", position: "http-header" });
  };
  for (const [name, value] of headers) {
    if (name === "location" && status >= 300 && status < 400) {
      const href = headerText(value);
      if (href.trim() !== "") add(REDIRECT_STATUSES.has(status) ? "redirect" : "header", href, "");
    } else if (name === "refresh") {
      const target = refreshTarget(headerText(value));
      if (target !== null) add("header-refresh", target, "");
    } else if (name === "link") {
      for (const { url, params } of linkHeader(headerText(value))) {
        if (url === "") continue;
        const rel = params.rel ?? "";
        // With an anchor parameter the link is one of another page.
        const kind = params.anchor === undefined ? kindOfRel(rel, "header") : "header";
        add(kind, url, rel);
        if (kind === "canonical") canonical ??= url;
        if (kind === "alternate" && params.hreflang) hreflangs.push([params.hreflang, url]);
      }
    }
  }
  return { canonical, hreflangs };
}
