import { crawlQuestions, type Handlers, type hostQuestions, type InputOf } from "#contract/questions.ts";
import { applicationHandlers } from "#library/application-handlers.ts";
import { sitemapPath } from "#export/sitemap-names.ts";
import type { HostOptions } from "#library/host-options.ts";
import type { HostParts } from "#library/host-parts.ts";
import { libraryHandlers } from "#library/library-handlers.ts";
import type { CrawlQuestion } from "#library/open-crawl.ts";
import { settingsHandlers } from "#library/settings-handlers.ts";
import { typedTextHandlers } from "#library/typed-text-handlers.ts";

type CrawlQuestions = typeof crawlQuestions;

/** Answers about one crawl: its engine gives them, the host adds what several crawls have to agree on. */
export function crawlHandlers({ crawls, exportGate }: HostParts): Handlers<CrawlQuestions> {
  const passOn = <N extends CrawlQuestion>(name: N) =>
    [name, (input: InputOf<CrawlQuestions, N>, signal: AbortSignal) => crawls.open(input.crawl).ask(name, input as never, signal)] as const;
  const passedOn = Object.fromEntries((Object.keys(crawlQuestions) as CrawlQuestion[]).map(passOn));
  return {
    ...(passedOn as unknown as Handlers<CrawlQuestions>),
    "crawl.start": (input) => crawls.open(input.crawl).start(input),
    "crawl.pause": (input, signal) => crawls.open(input.crawl).end("crawl.pause", signal),
    "crawl.stop": (input, signal) => crawls.open(input.crawl).end("crawl.stop", signal),
    async "export.start"(input, signal) {
      const crawl = crawls.open(input.crawl);
      const path = await exportGate(input.format === "sitemap" ? sitemapPath(input.path, input.sitemap.gzip) : input.path);
      return crawl.ask("export.start", { ...input, path }, signal);
    },
  };
}

/** Answers about everything but single crawls. */
export function hostHandlers(parts: HostParts, options: HostOptions): Handlers<typeof hostQuestions> {
  return { ...libraryHandlers(parts), ...settingsHandlers(parts), ...typedTextHandlers, ...applicationHandlers(parts, options) };
}
