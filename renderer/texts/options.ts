/** What options are called, by their name in YAML. */
const labels: Readonly<Record<string, string>> = {
  mode: "What to crawl",
  subdomains: "Subdomains",
  include: "Only these addresses",
  exclude: "Never these addresses",
  caps: "At most so many of a kind",
  external: "Links to other sites",
  resources: "Images, scripts and styles",
  nofollow: "Links marked nofollow",
  maxPages: "Pages in all",
  maxDepth: "Clicks from the start",
  maxMinutes: "Time",
  maxBodyBytes: "Size of one answer",
  maxHeaderBytes: "Size of the headers of an answer",
  maxRedirects: "Redirects in a row",
  maxLinksPerPage: "Links of one page",
  maxQueryVariants: "Filter combinations of one path",
  maxPathRepeats: "Repeats of a part in a path",
  concurrency: "Pages at a time, all hosts",
  perHost: "Pages at a time, one host",
  delayMs: "Pause between requests",
  adaptive: "Slow down with the site",
  maxBackOffMs: "Longest wait when asked to come back later",
  robots: "robots.txt",
  maxRobotsDelayMs: "Longest Crawl-delay of robots.txt",
  retries: "Tries again after a failure",
  retryDelayMs: "Wait before the first retry",
  connectTimeoutMs: "Time to connect",
  firstByteTimeoutMs: "Time to the first byte",
  timeoutMs: "Time for a whole answer",
  stallTimeoutMs: "Pause in an answer",
  userAgent: "User agent",
  contactUrl: "Contact address",
  acceptLanguage: "Languages",
  headers: "Further request headers",
  http2: "HTTP/2",
  acceptInvalidCertificates: "Invalid certificates",
  privateAddresses: "Private and local addresses",
  workers: "Page workers",
  "normalise.dropFragment": "Ignore #fragment",
  "normalise.dropSessionIds": "Ignore session ids",
  "normalise.dropTracking": "Ignore tracking parameters",
  "normalise.sortQuery": "Ignore the order of parameters",
  "normalise.dropEmptyQuery": "Ignore an empty ?",
  "normalise.upperCaseEscapes": "Ignore the case of escapes",
  "normalise.decodeUnreserved": "Ignore needless escapes",
  "normalise.dropDefaultIndex": "Ignore index.html",
  "normalise.dropTrailingSlash": "Ignore a / at the end",
  "normalise.lowerCasePath": "Ignore the case of the path",
  maxUrlLength: "Length of an address",
  keepHtml: "Source of pages",
};

/** Words of choices, by option and value. */
const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mode: { site: "Follow links", list: "Only the listed addresses", sitemap: "Only what the sitemaps name" },
  external: { ignore: "Only record", check: "Check each" },
  resources: { ignore: "Only record", check: "Check each" },
  nofollow: { follow: "Follow", obey: "Do not follow" },
  robots: { obey: "Obey", ignore: "Ignore" },
  privateAddresses: { "when-started-there": "Only when started there", allow: "Allow" },
};

/** `maxPages` -> "Max pages", for an option that has no label yet. */
function spelledOut(name: string): string {
  const words = name.replaceAll(/([A-Z])|[.-]/g, (_all, letter?: string) => ` ${letter?.toLowerCase() ?? ""}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The words of options: labels and choices. What they mean stands with their schema in the contract. */
export const optionTexts = {
  hasLabel: (name: string): boolean => labels[name] !== undefined,
  hasChoice: (name: string, value: string): boolean => choices[name]?.[value] !== undefined,
  label: (name: string): string => labels[name] ?? spelledOut(name),
  choice: (name: string, value: string): string => choices[name]?.[value] ?? spelledOut(value),
} as const;
