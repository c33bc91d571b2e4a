import { zstdCompressSync } from "node:zlib";
import type { BlockReason } from "#contract/words.ts";
import type { Answer, VisitOutcome, VisitSettings, VisitTask } from "#engine/ports.ts";
import type { FetchAnswer, Fetcher } from "#fetch/outcome.ts";
import { decodeText } from "#page/charset.ts";
import { headerLinks } from "#page/header-links.ts";
import { contentTypeOf, headerText, retryAfterMs, robotsTag } from "#page/headers.ts";
import { readSitemap } from "#workers/read-sitemap.ts";
import { type PageReading, readPage } from "#page/read-page.ts";

/** What a visit works with. */
export interface VisitParts {
  readonly fetcher: Fetcher;
  readonly settings: VisitSettings;
  /** Told before and after a page is read, which is what may end the process. */
  readonly mark: (isReading: boolean) => void;
}

type AnswerOutcome = Extract<VisitOutcome, { kind: "answer" }>;

/** Name that robots directives for this crawler alone are given under. */
const ROBOTS_TOKEN = "orbweaver";

/** Fetches, decodes and reads one URL. Everything the engine learns of it is in the outcome; the body stays here. */
export async function visit(task: VisitTask, parts: VisitParts): Promise<VisitOutcome> {
  const fetched = await parts.fetcher.fetch({ url: task.url, purpose: task.purpose, once: task.once });
  const fetchedAtMs = Date.now();
  if (fetched.kind === "failure") {
    const { code, message, status, times } = fetched;
    return { kind: "failure", id: task.id, code, message, status, totalMs: times.totalMs, fetchedAtMs };
  }
  parts.mark(true);
  try {
    return read(task, fetched, parts.settings, fetchedAtMs);
  } finally {
    parts.mark(false);
  }
}

function read(task: VisitTask, fetched: FetchAnswer, settings: VisitSettings, fetchedAtMs: number): AnswerOutcome {
  const blocked = blockOf(fetched);
  const isPage =
    task.purpose === "page" && blocked === null && isSuccess(fetched) && (fetched.mediaKind === "html" || fetched.mediaKind === "xhtml");
  const text = isPage ? decodeText(fetched.body, fetched.contentType, fetched.mediaKind) : null;
  const page = text === null ? null : readHtml(task.url, fetched, text.text, settings);
  const sitemap = task.purpose === "sitemap" && blocked === null ? readSitemap(task.url, fetched, linkOptions(settings)) : null;
  return {
    kind: "answer",
    id: task.id,
    answer: answerOf(fetched, text?.charset ?? "", fetchedAtMs),
    facts: page?.facts ?? null,
    links:
      page?.links ??
      sitemap?.links ??
      headerLinks({ ...linkOptions(settings), headers: fetched.headers, url: task.url, status: fetched.status }),
    blocked,
    html: isPage && settings.config.keepHtml ? zstdCompressSync(fetched.body) : null,
    sitemapProblem: sitemap?.problem ?? null,
    robotsText: task.purpose === "robots" && isSuccess(fetched) ? new TextDecoder().decode(fetched.body) : null,
  };
}

function readHtml(url: string, fetched: FetchAnswer, html: string, settings: VisitSettings): PageReading {
  const kind = fetched.mediaKind === "xhtml" ? "xhtml" : "html";
  return readPage({ ...linkOptions(settings), html, url, kind, headers: fetched.headers });
}

const linkOptions = ({ config }: VisitSettings) => ({
  normalise: config.normalise,
  maxUrlLength: config.maxUrlLength,
  maxLinks: config.maxLinksPerPage,
});

const isSuccess = ({ status }: FetchAnswer): boolean => status >= 200 && status < 300;

function answerOf(fetched: FetchAnswer, charset: string, fetchedAtMs: number): Answer {
  const { status, headers, httpVersion, mediaKind, bodyBytes, wireBytes, times } = fetched;
  const valuesOf = (wanted: string) => headers.filter(([name]) => name === wanted).map(([, value]) => value);
  const location = valuesOf("location")[0];
  const retryAfter = valuesOf("retry-after")[0];
  return {
    status,
    httpVersion,
    mediaKind,
    bodyBytes,
    wireBytes,
    times,
    charset,
    fetchedAtMs,
    headers: headers.map(([name, value]) => [name, headerText(value)]),
    contentType: contentTypeOf(fetched.contentType).type,
    location: location !== undefined && status >= 300 && status < 400 ? headerText(location) : null,
    lastModified: valuesOf("last-modified")[0] ?? "",
    xRobotsTag: robotsTag(valuesOf("x-robots-tag"), ROBOTS_TOKEN),
    retryAfterMs: retryAfter === undefined ? null : retryAfterMs(retryAfter, fetchedAtMs),
  };
}

/**
 * Recognises answers that are a check for humans instead of the page, by the headers with which their senders mark them:
 * Cloudflare's `cf-mitigated: challenge` and AWS WAF's `x-amzn-waf-action`.
 */
function blockOf({ headers }: FetchAnswer): BlockReason | null {
  for (const [name, value] of headers) {
    if (name === "cf-mitigated" && value === "challenge") return "challenge";
    if (name === "x-amzn-waf-action" && (value === "challenge" || value === "captcha")) return "challenge";
  }
  return null;
}
