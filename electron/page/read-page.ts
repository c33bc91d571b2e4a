import { Tokenizer } from "htmlparser2";
import type { CrawlConfig } from "#contract/config.ts";
import type { PageFacts } from "#page/facts.ts";
import { addHeaderLinks } from "#page/header-links.ts";
import { robotsTag } from "#page/headers.ts";
import { type LinkBatch, LinkCollector } from "#page/links.ts";
import { PageReader } from "#page/page-reader.ts";
import { MAX_TEXT_LENGTH } from "#page/page-text.ts";
import { collapse, cutText } from "#page/text-capture.ts";
import { graphemeLength, pixelWidth } from "#page/text-measure.ts";
import { Resolver } from "#url/resolve.ts";

/** The name that robots directives for this crawler alone are given under. */
const ROBOTS_TOKEN = "orbweaver";

/** What `readPage` needs to know of a page and of the configuration. */
export interface PageInput {
  readonly html: string;
  /** Where the page was found, after no redirect: each hop is a page of its own. */
  readonly url: string;
  readonly kind: "html" | "xhtml";
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly normalise: CrawlConfig["normalise"];
  readonly maxUrlLength: number;
  readonly maxLinks: number;
}

/** What a page holds. */
export interface PageReading {
  readonly facts: PageFacts;
  /** Links of the headers first, then those of the page in document order. */
  readonly links: LinkBatch;
  /** Whether a robots meta element or X-Robots-Tag asks not to follow the links of the page. */
  readonly nofollow: boolean;
}

/** Reads the facts and links of an HTML or XHTML page in one pass. Never fails, whatever the page is. */
export function readPage(input: PageInput): PageReading {
  const { html, url, headers } = input;
  const links = new LinkCollector(input.maxLinks);
  const noted = addHeaderLinks(links, headers, 200);
  const ofHeaders = new Resolver(url, input.normalise, input.maxUrlLength);
  links.resolve(ofHeaders, false);

  const reader = new PageReader(html, input.kind === "xhtml", links);
  tokenize(html, input.kind === "xhtml", reader);
  const { notes } = reader;
  const base = baseOf(notes.base, url);
  const resolver = base === null ? ofHeaders : new Resolver(base, input.normalise, input.maxUrlLength);
  const metaRobots = directivesOf(notes.robots);
  const nofollow = saysNofollow(metaRobots) || saysNofollow(robotsTag(valuesOf(headers, "x-robots-tag"), ROBOTS_TOKEN));
  links.resolve(resolver, nofollow);

  const facts: PageFacts = {
    ...textFactsOf(reader),
    canonical: resolved(resolver, notes.canonical) ?? resolved(ofHeaders, noted.canonical),
    metaRobots,
    language: languageOf(notes.language ?? valuesOf(headers, "content-language")[0] ?? ""),
    hreflangs: [...pairs(resolver, notes.hreflangs), ...pairs(ofHeaders, noted.hreflangs)],
    metaRefresh: resolved(resolver, notes.metaRefresh),
    base,
  };
  return { facts, links: links.batch(), nofollow };
}

/**
 * XHTML is read by the same rules as HTML, except that `<br/>` closes any element and that CDATA is text: what is served as
 * XHTML often is not well-formed, and means the same in both.
 */
function tokenize(html: string, isXhtml: boolean, reader: PageReader): void {
  const tokenizer = new Tokenizer({ recognizeSelfClosing: isXhtml }, reader);
  tokenizer.write(isXhtml ? html : withoutCdata(html));
  tokenizer.end();
}

/** In HTML a CDATA section is a comment that ends at the next `>`; the tokenizer would look for `]]>`. The length stays the same. */
function withoutCdata(html: string): string {
  return html.includes("<![CDATA[") ? html.replaceAll("<![CDATA[", "<!_CDATA_") : html;
}

function textFactsOf({ text, notes }: PageReader) {
  const title = text.title === null ? null : collapse(text.title);
  const { description } = notes;
  return {
    title: title === null ? null : cutText(title, MAX_TEXT_LENGTH),
    titleLength: graphemeLength(title ?? ""),
    titlePixels: pixelWidth(title ?? ""),
    description: description === null ? null : cutText(description, MAX_TEXT_LENGTH),
    descriptionLength: graphemeLength(description ?? ""),
    h1s: text.h1s.texts,
    h1Count: text.h1s.count,
    h2s: text.h2s.texts,
    h2Count: text.h2s.count,
    wordCount: text.visible.wordCount,
    textHash: text.visible.hash(),
  };
}

/** HTML standard, "set the frozen base URL": addresses that cannot be a base are as if they were not there. */
function baseOf(href: string | null, url: string): string | null {
  if (href === null) return null;
  const base = URL.parse(href, url);
  return base === null || base.protocol === "data:" || base.protocol === "javascript:" ? null : base.href;
}

/** Language tags are short (RFC 5646 section 4.4.1). */
function languageOf(text: string): string {
  return cutText(collapse(text), 100);
}

function directivesOf(contents: readonly string[]): string {
  const directives = new Set(contents.flatMap((content) => content.toLowerCase().split(",").map(collapse)));
  directives.delete("");
  return cutText([...directives].join(", "), MAX_TEXT_LENGTH);
}

function saysNofollow(directives: string): boolean {
  return /(?:^|, )(?:nofollow|none)(?:,|$)/.test(directives);
}

function valuesOf(headers: PageInput["headers"], name: string): readonly string[] {
  return headers.filter(([header]) => header === name).map(([, value]) => value);
}

function resolved(resolver: Resolver, href: string | null): string | null {
  if (href === null) return null;
  const target = resolver.resolve(href);
  return target.kind === "url" ? target.url : null;
}

function pairs(resolver: Resolver, hreflangs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return hreflangs.flatMap(([language, href]) => {
    const url = resolved(resolver, href);
    return url === null ? [] : [[languageOf(language), url] as const];
  });
}
