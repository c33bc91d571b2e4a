import type { CrawlConfig } from "#contract/config.ts";
import type { Notice, Remedy } from "#contract/questions.ts";
import { assertNever, FAILURES, type CrawlState } from "#contract/words.ts";
import type { SitemapTrouble } from "#engine/sitemap-troubles.ts";
import type { HostTrouble, Refusal } from "#engine/host-troubles.ts";

/** An origin of which nothing is crawled because of its robots.txt. */
export interface RobotsTrouble {
  readonly origin: string;
  /** `unreachable`: it could not be read. `refused`: it answered with an error. `forbidden`: it disallows whatever was wanted. */
  readonly kind: "unreachable" | "refused" | "forbidden";
  /** What was the matter, for the first two; "" otherwise. */
  readonly message: string;
  readonly atMs: number;
}

/** What notices are made from: how the crawl stands right now. */
export interface Situation {
  readonly nowMs: number;
  readonly state: CrawlState;
  readonly stoppedBecause: string | null;
  readonly config: CrawlConfig;
  /** Whether nothing is asked for until what is there was counted for options that changed. */
  readonly isCounting: boolean;
  /** A counter of the file as of the last commit. */
  readonly count: (name: string) => number;
  readonly hostName: (host: number) => string;
  readonly isOurs: (host: number) => boolean;
  readonly refusals: readonly Refusal[];
  readonly troubles: readonly HostTrouble[];
  readonly robots: readonly RobotsTrouble[];
  readonly sitemaps: readonly SitemapTrouble[];
}

/** Nobody reads more than a handful. */
const MOST_NOTICES = 6;
const MOST_OF_A_KIND = 2;
const RANK = { error: 0, warning: 1, info: 2 } as const;

/** What the person should know now, the gravest first. A notice is there as long as what it says holds. */
export function noticesOf(situation: Situation): readonly Notice[] {
  const notices = [
    ...errorNotice(situation),
    ...limitNotice(situation),
    ...countingNotice(situation),
    ...situation.robots.slice(-MOST_OF_A_KIND).map(robotsNotice),
    ...situation.sitemaps.slice(0, MOST_OF_A_KIND).map(sitemapNotice),
    ...noSitemapNotice(situation),
    ...situation.troubles.slice(-MOST_OF_A_KIND).map((trouble) => troubleNotice(trouble, situation)),
    ...situation.refusals.slice(0, MOST_OF_A_KIND).map((refusal) => refusalNotice(refusal, situation)),
    ...trapNotice(situation),
    ...lonelyNotice(situation),
  ];
  return notices.toSorted((a, b) => RANK[a.level] - RANK[b.level]).slice(0, MOST_NOTICES);
}

function errorNotice({ state, stoppedBecause, nowMs }: Situation): Notice[] {
  if (state !== "error" || stoppedBecause === null) return [];
  return [{ id: "error", level: "error", message: stoppedBecause, atMs: nowMs, remedies: [] }];
}

function limitNotice({ state, stoppedBecause, config, nowMs }: Situation): Notice[] {
  if (state !== "limit" || stoppedBecause === null) return [];
  const isPages = stoppedBecause.includes("maxPages");
  const name = isPages ? "maxPages" : "maxMinutes";
  const more = config[name] * 2;
  const remedies: Remedy[] = [
    { label: isPages ? `Allow ${count(more)} pages` : `Allow ${count(more)} minutes`, changes: { [name]: more } },
    { label: "Go on without this limit", changes: { [name]: 0 } },
  ];
  return [{ id: "limit", level: "info", message: stoppedBecause, atMs: nowMs, remedies }];
}

function countingNotice({ isCounting, state, nowMs }: Situation): Notice[] {
  if (!isCounting || state !== "running") return [];
  const message = "The addresses found so far are counted for the changed options; asking goes on in a moment.";
  return [{ id: "counting", level: "info", message, atMs: nowMs, remedies: [] }];
}

const WITHOUT_ROBOTS: Remedy = { label: "Ignore robots.txt (for a site of your own)", changes: { robots: "ignore" } };

function robotsNotice({ origin, kind, message, atMs }: RobotsTrouble): Notice {
  const notice = (sentence: string): Notice => ({
    id: `robots:${origin}`,
    level: "warning",
    message: sentence,
    atMs,
    remedies: [WITHOUT_ROBOTS],
  });
  switch (kind) {
    case "unreachable":
      return notice(`robots.txt of ${origin} could not be read, so nothing of it is crawled: ${message} Resume later to ask again.`);
    case "refused":
      return notice(`${message}. Nothing of ${origin} is crawled for now; resume later to ask again.`);
    case "forbidden":
      return notice(`robots.txt of ${origin} asks crawlers to stay away from everything that was wanted, so nothing of it is crawled.`);
    default:
      return assertNever(kind);
  }
}

function sitemapNotice({ url, message, entries, atMs }: SitemapTrouble): Notice {
  const sentence =
    entries === 0
      ? `${url} could not be read as a sitemap, so pages that only it names are not crawled. ${message}`
      : `${url} could be read in part only (${count(entries)} addresses). ${message}`;
  return { id: `sitemap:${url}`, level: "warning", message: sentence, atMs, remedies: [] };
}

function noSitemapNotice({ state, config, count: counted, nowMs }: Situation): Notice[] {
  if (state !== "finished" || config.mode !== "sitemap" || counted("rows:pages") > 0) return [];
  const message =
    "No sitemap names a page of this site, so no page was crawled. Give the address of a sitemap as start address, or crawl the whole site by its links.";
  return [{ id: "no-sitemap", level: "warning", message, atMs: nowMs, remedies: [] }];
}

function troubleNotice(trouble: HostTrouble, situation: Situation): Notice {
  const name = situation.hostName(trouble.host);
  const { message, remedies } = troubleWords(name, trouble, situation);
  return { id: `${trouble.kind}:${name}`, level: "warning", message, atMs: trouble.atMs, remedies };
}

function troubleWords(name: string, trouble: HostTrouble, { config, isOurs }: Situation): Pick<Notice, "message" | "remedies"> {
  const often = trouble.always ? "" : ` (${trouble.failures} of its last answers)`;
  const gentler: Remedy[] = config.perHost > 1 ? [{ label: "Ask for one page at a time", changes: { perHost: 1 } }] : [];
  switch (trouble.kind) {
    case "slow": {
      const longer = { timeoutMs: config.timeoutMs * 2, firstByteTimeoutMs: Math.min(config.firstByteTimeoutMs * 2, 600_000) };
      const patience: Remedy[] = longer.timeoutMs <= 3_600_000 ? [{ label: "Wait twice as long", changes: longer }] : [];
      return {
        message: `${name} does not answer in time${often}. It may be down, or asked for too much.`,
        remedies: [...gentler, ...patience],
      };
    }
    case "certificate": {
      const message = `${name} cannot prove who it is${often}: ${FAILURES[trouble.code]} Its pages are not fetched.`;
      if (!isOurs(trouble.host) || config.acceptInvalidCertificates) return { message, remedies: [] };
      return {
        message: `${message} Accepting that lets anybody in between read and change what is sent: do so only for a server of your own.`,
        remedies: [{ label: "Accept its certificate (a server of your own)", changes: { acceptInvalidCertificates: true } }],
      };
    }
    case "refused":
      return {
        message: `${name} accepts no connections${often}. Check the address and its port, and whether the server runs.`,
        remedies: [],
      };
    case "unknown-name":
      return {
        message: `The name ${name} cannot be found${often}. Check its spelling, and whether this computer is online.`,
        remedies: [],
      };
    case "broken-off":
      return { message: `${name} breaks connections off${often}. It may be asked for too much at the same time.`, remedies: gentler };
    default:
      return assertNever(trouble.kind);
  }
}

function refusalNotice({ host, status, pauseSeconds, mostAtATime, atMs }: Refusal, { config, hostName }: Situation): Notice {
  const name = hostName(host);
  const then = mostAtATime === 1 ? "one at a time" : `at most ${mostAtATime} at a time`;
  const message = `${name} asks us to slow down (${status}). Pausing it for ${pauseSeconds} s, then ${then}.`;
  const slower: Remedy =
    config.delayMs < 1000
      ? { label: "Ask once a second", changes: { delayMs: 1000 } }
      : { label: `Ask every ${count((config.delayMs * 2) / 1000)} seconds`, changes: { delayMs: Math.min(config.delayMs * 2, 3_600_000) } };
  return { id: `refusal:${name}`, level: "info", message, atMs, remedies: [slower] };
}

function trapNotice({ count: counted, config, nowMs }: Situation): Notice[] {
  const trapped = counted("reason:trap");
  if (trapped === 0) return [];
  const message =
    `${count(trapped)} addresses are left out because they look like some of endlessly many: combinations of query parameters, or paths ` +
    "that repeat themselves. Coverage shows which; allow more if they are real pages.";
  const more = Math.min(config.maxQueryVariants * 10, 1_000_000_000);
  const remedies: Remedy[] =
    config.maxQueryVariants === 0 ? [] : [{ label: `Allow ${count(more)} combinations a path`, changes: { maxQueryVariants: more } }];
  return [{ id: "trap", level: "info", message, atMs: nowMs, remedies }];
}

/** Exclusions by rules of the person or the site: with these, it is no wonder when few pages are found. */
const BY_RULE = ["robots", "pattern", "not-included", "depth", "nofollow", "trap", "cap"].map((reason) => `reason:${reason}`);

function lonelyNotice({ state, config, count: counted, nowMs }: Situation): Notice[] {
  const isLonely = state === "finished" && config.mode === "site" && counted("rows:pages") === 1 && counted("status:2xx") === 1;
  if (!isLonely || BY_RULE.some((name) => counted(name) > 0)) return [];
  const notice = (message: string, remedies: readonly Remedy[]): Notice[] => [
    { id: "one-page", level: "warning", message, atMs: nowMs, remedies },
  ];
  if (counted("reason:scope") > 0) {
    const remedies = config.subdomains ? [] : [{ label: "Take in subdomains", changes: { subdomains: true } }];
    return notice(
      "Only one page was found: all its links lead to other sites. Add their addresses as start addresses if they belong to it.",
      remedies,
    );
  }
  return notice(
    "Only one page was found: it has no links to other pages of the site. It probably puts them together in the browser, with scripts, " +
      "which this version does not run. Give the addresses of its sitemap or of single pages as a list instead.",
    [],
  );
}

const count = (value: number): string => value.toLocaleString("en-US");
