import { z } from "zod";

/** What is said of an option beside its type: shown in the window, in `config --print` and in the docs. */
export interface OptionNotes {
  /** Heading that the option stands under. */
  readonly group: "Start" | "Scope" | "Limits" | "Politeness" | "Fetching" | "Addresses" | "Keeping";
  /** Unit of the value, or "" when it has none. */
  readonly unit: string;
  /** One or two sentences in plain words. */
  readonly meaning: string;
  /** A value as a person would write it in YAML. */
  readonly example: string;
}

const option = <S extends z.ZodType>(schema: S, notes: OptionNotes): S => schema.meta({ ...notes });
const whole = (min: number, max: number) => z.int().min(min).max(max);

/** A glob (`https://example.com/shop/**`, `/blog/*`) or a regular expression between slashes (`/[?&]sort=/`). */
const pattern = z.string().min(1).max(1000);

/** Headers that belong to the connection and are not the person's to set. */
const CONNECTION_HEADERS =
  /^(?:host|connection|keep-alive|proxy-connection|transfer-encoding|content-length|upgrade|expect|te|trailer)\s*:/i;

/** A request header, `Name: value`. Sent only to the hosts of the start addresses. */
const header = z
  .string()
  .max(8192)
  .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[ \t]*[^\r\n\0]*$/, "must look like 'Name: value'")
  .refine((line) => !CONNECTION_HEADERS.test(line), "is a header that the connection itself needs and sets");

/**
 * Every option of a crawl: one schema, three faces (YAML file, command line, window). Unknown keys are errors.
 * Defaults are part of the schema; `CrawlConfig` is the complete, checked value.
 */
export const crawlConfigSchema = z.strictObject({
  seeds: option(z.array(z.string().min(1)).max(1_000_000).default([]), {
    group: "Start",
    unit: "",
    example: "[https://example.com/]",
    meaning: "Addresses to start from. In list mode, the addresses to fetch; in sitemap mode, sitemaps or sites that have some.",
  }),
  mode: option(z.enum(["site", "list", "sitemap"]).default("site"), {
    group: "Start",
    unit: "",
    example: "list",
    meaning:
      "site: follow links from the start addresses. list: fetch the given addresses (and where they redirect to) and follow no links. sitemap: fetch what the sitemaps of the site name and follow no links; they are looked for in robots.txt, else at /sitemap.xml, or are the start addresses themselves (XML, text, RSS, Atom, also compressed).",
  }),
  subdomains: option(z.boolean().default(false), {
    group: "Scope",
    unit: "",
    example: "true",
    meaning: "Count subdomains of the start hosts as the same site. A leading www. never makes a difference.",
  }),
  include: option(z.array(pattern).default([]), {
    group: "Scope",
    unit: "",
    example: "[/blog/**]",
    meaning:
      "Crawl only addresses that match one of these patterns. A pattern is a glob over the path when it begins with /, else over host, address or file name; or a regular expression between slashes. Start addresses are always fetched.",
  }),
  exclude: option(z.array(pattern).default([]), {
    group: "Scope",
    unit: "",
    example: "['/[?&]sort=/', /private/**]",
    meaning: "Never crawl addresses that match one of these patterns. Wins over include.",
  }),
  caps: option(z.record(pattern, whole(0, 1_000_000_000)).default({}), {
    group: "Scope",
    unit: "pages",
    example: "{/shop/*: 100}",
    meaning: "Crawl at most this many of the addresses that match a pattern; 0 crawls none of them.",
  }),
  external: option(z.enum(["ignore", "check"]).default("ignore"), {
    group: "Scope",
    unit: "",
    example: "check",
    meaning: "ignore: only record links to other sites. check: ask each one whether it still answers, without following its links.",
  }),
  resources: option(z.enum(["ignore", "check"]).default("ignore"), {
    group: "Scope",
    unit: "",
    example: "check",
    meaning: "ignore: only record images, scripts and styles. check: fetch each one to see whether it answers and how large it is.",
  }),
  nofollow: option(z.enum(["follow", "obey"]).default("follow"), {
    group: "Scope",
    unit: "",
    example: "obey",
    meaning: "obey: do not crawl addresses that are linked only with rel=nofollow or from pages that say nofollow.",
  }),
  maxPages: option(whole(0, 1_000_000_000).default(0), {
    group: "Limits",
    unit: "pages",
    example: "500",
    meaning: "Stop after asking for this many pages; 0 is no limit. What is left stays waiting and can be resumed with a higher limit.",
  }),
  maxDepth: option(whole(0, 10_000).default(200), {
    group: "Limits",
    unit: "clicks",
    example: "5",
    meaning: "Do not crawl pages that are more than this many clicks away from a start address. The start address itself is 0.",
  }),
  maxMinutes: option(z.number().min(0).max(525_600).default(0), {
    group: "Limits",
    unit: "minutes",
    example: "30",
    meaning: "Stop after this much time, counted from each start or resume; 0 is no limit.",
  }),
  maxBodyBytes: option(whole(1024, 1_073_741_824).default(16_777_216), {
    group: "Limits",
    unit: "bytes",
    example: "16777216",
    meaning: "Give up on an answer that is larger than this after decompression. Sitemaps may always have 64 MiB.",
  }),
  maxHeaderBytes: option(whole(1024, 16_777_216).default(65_536), {
    group: "Limits",
    unit: "bytes",
    example: "65536",
    meaning: "Give up on an answer whose headers are larger than this.",
  }),
  maxRedirects: option(whole(0, 100).default(10), {
    group: "Limits",
    unit: "redirects",
    example: "10",
    meaning: "Follow a chain of redirects at most this far.",
  }),
  maxLinksPerPage: option(whole(1, 10_000_000).default(250_000), {
    group: "Limits",
    unit: "links",
    example: "250000",
    meaning: "Record at most this many links of one page; the page says how many were left out.",
  }),
  maxQueryVariants: option(whole(0, 1_000_000_000).default(1000), {
    group: "Limits",
    unit: "addresses",
    example: "1000",
    meaning: "Crawl at most this many combinations of three or more query parameters of one path (the filters of a shop); 0 is no limit.",
  }),
  maxPathRepeats: option(whole(0, 100).default(4), {
    group: "Limits",
    unit: "times",
    example: "4",
    meaning: "Do not crawl addresses in whose path the same part stands more often than this (/a/a/a/a/a/); 0 is no limit.",
  }),
  concurrency: option(whole(1, 512).default(10), {
    group: "Politeness",
    unit: "requests",
    example: "10",
    meaning: "Ask for at most this many addresses at the same time, over all hosts.",
  }),
  perHost: option(whole(1, 512).default(5), {
    group: "Politeness",
    unit: "requests",
    example: "2",
    meaning: "Ask one host for at most this many addresses at the same time.",
  }),
  delayMs: option(whole(0, 3_600_000).default(0), {
    group: "Politeness",
    unit: "milliseconds",
    example: "500",
    meaning:
      "Wait at least this long between two requests to the same host, which then go one after the other. A longer Crawl-delay in robots.txt wins.",
  }),
  adaptive: option(z.boolean().default(true), {
    group: "Politeness",
    unit: "",
    example: "false",
    meaning:
      "Ask a host for less at the same time while it answers more slowly than before. Requests to slow down (429, 503) are honoured in any case.",
  }),
  maxBackOffMs: option(whole(0, 86_400_000).default(300_000), {
    group: "Politeness",
    unit: "milliseconds",
    example: "300000",
    meaning: "When a host asks to come back later (Retry-After), wait at most this long.",
  }),
  robots: option(z.enum(["obey", "ignore"]).default("obey"), {
    group: "Politeness",
    unit: "",
    example: "ignore",
    meaning: "obey: do not fetch what robots.txt disallows. ignore: fetch it anyway; only for sites that are yours.",
  }),
  maxRobotsDelayMs: option(whole(0, 3_600_000).default(60_000), {
    group: "Politeness",
    unit: "milliseconds",
    example: "60000",
    meaning: "Honour a Crawl-delay of robots.txt up to this much.",
  }),
  retries: option(whole(0, 10).default(2), {
    group: "Fetching",
    unit: "times",
    example: "2",
    meaning: "Ask again this often after a failure that may pass (timeout, reset, 429, 5xx).",
  }),
  retryDelayMs: option(whole(0, 3_600_000).default(1000), {
    group: "Fetching",
    unit: "milliseconds",
    example: "1000",
    meaning: "Wait this long before the first retry, twice as long before each further one.",
  }),
  connectTimeoutMs: option(whole(1, 600_000).default(10_000), {
    group: "Fetching",
    unit: "milliseconds",
    example: "10000",
    meaning: "Give up when a host does not accept a connection within this time.",
  }),
  firstByteTimeoutMs: option(whole(1, 600_000).default(20_000), {
    group: "Fetching",
    unit: "milliseconds",
    example: "20000",
    meaning: "Give up when the headers of an answer are not complete within this time after the request.",
  }),
  timeoutMs: option(whole(1, 3_600_000).default(60_000), {
    group: "Fetching",
    unit: "milliseconds",
    example: "60000",
    meaning: "Give up when an answer is not complete within this time after the request, however steadily it comes.",
  }),
  stallTimeoutMs: option(whole(1, 600_000).default(15_000), {
    group: "Fetching",
    unit: "milliseconds",
    example: "15000",
    meaning: "Give up when an answer pauses for this long.",
  }),
  userAgent: option(
    z
      .string()
      .max(500)
      .regex(/^[^\r\n\0]*$/, "must be one line")
      .default(""),
    {
      group: "Fetching",
      unit: "",
      example: "Orbweaver/0.1 (+https://example.com/about-our-crawler)",
      meaning: "How the crawler introduces itself. Empty: Orbweaver and its version, with the contact address.",
    },
  ),
  contactUrl: option(
    z
      .string()
      .max(500)
      .regex(/^[\x21-\x7e]*$/, "must be an address without spaces")
      .default(""),
    {
      group: "Fetching",
      unit: "",
      example: "https://example.com/contact",
      meaning: "Where the owner of a site can reach you; added to the default user agent.",
    },
  ),
  acceptLanguage: option(
    z
      .string()
      .max(500)
      .regex(/^[^\r\n\0]*$/, "must be one line")
      .default("en,*;q=0.5"),
    {
      group: "Fetching",
      unit: "",
      example: "de,en;q=0.5",
      meaning: "Languages to ask for, most wanted first.",
    },
  ),
  headers: option(z.array(header).max(100).default([]), {
    group: "Fetching",
    unit: "",
    example: "['X-Preview: yes']",
    meaning: "Further request headers. They are sent to the hosts of the start addresses only, never in an export or a log.",
  }),
  http2: option(z.boolean().default(true), {
    group: "Fetching",
    unit: "",
    example: "false",
    meaning: "Use HTTP/2 with hosts that offer it.",
  }),
  acceptInvalidCertificates: option(z.boolean().default(false), {
    group: "Fetching",
    unit: "",
    example: "true",
    meaning: "Crawl hosts of the start addresses even when their certificate is not valid. Only for servers of your own.",
  }),
  privateAddresses: option(z.enum(["when-started-there", "allow"]).default("when-started-there"), {
    group: "Fetching",
    unit: "",
    example: "allow",
    meaning:
      "when-started-there: connect to private and local network addresses only for hosts that are start addresses. allow: connect to any.",
  }),
  workers: option(whole(0, 64).default(0), {
    group: "Fetching",
    unit: "processes",
    example: "2",
    meaning: "How many page workers read pages side by side; 0 is one for each processor core, at most 4.",
  }),
  normalise: option(
    z
      .strictObject({
        dropFragment: z.boolean().default(true).describe("Remove #fragment."),
        dropSessionIds: z
          .boolean()
          .default(true)
          .describe("Remove session ids (;jsessionid=, PHPSESSID=, ASPSESSIONID...=, CFID=, CFTOKEN=)."),
        dropTracking: z.boolean().default(false).describe("Remove utm_*, gclid, fbclid, msclkid."),
        sortQuery: z.boolean().default(false).describe("Sort query parameters by name."),
        dropEmptyQuery: z.boolean().default(true).describe("Remove a ? with nothing behind it."),
        upperCaseEscapes: z.boolean().default(true).describe("Write %2f as %2F."),
        decodeUnreserved: z.boolean().default(true).describe("Write %41 as A where RFC 3986 says both are the same."),
        dropDefaultIndex: z
          .boolean()
          .default(false)
          .describe("Remove index.html, index.htm, index.php and default.aspx at the end of a path."),
        dropTrailingSlash: z.boolean().default(false).describe("Remove a / at the end of a path."),
        lowerCasePath: z.boolean().default(false).describe("Write the path in lower case."),
      })
      .prefault({}),
    {
      group: "Addresses",
      unit: "",
      example: "{sortQuery: true}",
      meaning:
        "Which differences between two addresses do not count. What the URL standard itself makes equal (case of the host, default port, /../) is always equal.",
    },
  ),
  maxUrlLength: option(whole(100, 65_536).default(4096), {
    group: "Addresses",
    unit: "characters",
    example: "4096",
    meaning: "Do not crawl longer addresses.",
  }),
  keepHtml: option(z.boolean().default(false), {
    group: "Keeping",
    unit: "",
    example: "true",
    meaning: "Keep the source of every HTML page in the crawl file, compressed.",
  }),
});

/** A complete, checked configuration: what the engine works with. */
export type CrawlConfig = z.output<typeof crawlConfigSchema>;
/** What a person may give: every option can be left out. */
export type CrawlConfigInput = z.input<typeof crawlConfigSchema>;
export type OptionName = keyof CrawlConfig;

/** The notes of one option. */
export function optionNotes(name: OptionName): OptionNotes {
  return crawlConfigSchema.shape[name].meta() as unknown as OptionNotes;
}
