import { arch, freemem, homedir, platform, release, totalmem, userInfo } from "node:os";
import { basename } from "node:path";
import type { About, LibraryEntry } from "#contract/questions.ts";
import type { Settings } from "#contract/settings.ts";
import { asLogText, type Log } from "#library/log.ts";

const MIB = 1024 * 1024;

/** What the diagnostics are made of. */
export interface DiagnosticsSource {
  readonly about: About;
  readonly settings: Settings;
  readonly crawls: readonly LibraryEntry[];
  readonly log: Log;
}

/**
 * What a bug report needs, as text that may be published: versions, computer, settings, how many crawls are in which state, the last
 * errors. No names of folders, files or crawls, no queries, headers or options of crawls.
 */
export function diagnosticsText({ about, settings, crawls, log }: DiagnosticsSource): string {
  const errors = log.lastErrors().map((line) => `  ${withoutNames(line, crawls)}`);
  const lines = [
    `Orbweaver ${about.version} (${about.host})`,
    `Node ${about.node}${about.electron === "" ? "" : `, Electron ${about.electron}`}, SQLite ${about.sqlite}`,
    `System: ${platform()} ${release()} ${arch()}`,
    `Memory: ${mib(totalmem())} MiB, free ${mib(freemem())} MiB; this process ${mib(process.memoryUsage().rss)} MiB`,
    `Running for: ${Math.round(process.uptime())} s`,
    "Settings:",
    ...settingLines(settings),
    `Crawls: ${crawls.length}`,
    ...crawlLines(crawls),
    errors.length === 0 ? "Errors since the start: none" : "Last errors since the start:",
    ...errors,
  ];
  return `${lines.join("\n")}\n`;
}

function settingLines({ libraryFolder, exportFolder, newCrawl, ...plain }: Settings): readonly string[] {
  const folder = (path: string) => (path === "" ? "the usual one" : "another one");
  const options = Object.keys(newCrawl);
  return [
    ...Object.entries(plain).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    `  newCrawl: ${options.length === 0 ? "nothing" : options.join(", ")}`,
    `  libraryFolder: ${folder(libraryFolder)}`,
    `  exportFolder: ${folder(exportFolder)}`,
  ];
}

function crawlLines(crawls: readonly LibraryEntry[]): readonly string[] {
  const states = new Map<string, number>();
  for (const { state, problem } of crawls) {
    const name = problem === null ? state : "unreadable";
    states.set(name, (states.get(name) ?? 0) + 1);
  }
  const largest = Math.max(0, ...crawls.map((crawl) => crawl.pages));
  const counts = [...states].map(([state, count]) => `  ${state}: ${count}`);
  return crawls.length === 0 ? [] : [...counts, `  most pages in one: ${largest}`];
}

/** A sentence without the names of crawls, of files, of folders and of the person. */
function withoutNames(text: string, crawls: readonly LibraryEntry[]): string {
  const names = crawls.flatMap(({ name, path }) => [path, basename(path), `"${name}"`]);
  const known = [...names, homedir(), userName()].filter((name) => name.length > 2).toSorted((a, b) => b.length - a.length);
  let plain = asLogText(text);
  for (const name of known) plain = plain.replaceAll(name, "…");
  return plain
    .replaceAll(/"[^"]*\.[a-z]{2,6}"/gi, "…")
    .replaceAll(/[^\s"/\\:]+\.crawl\b/gi, "…")
    .replaceAll(/(?<![:/\w])(?:[A-Za-z]:)?[/\\][^\s"]*/g, "…");
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}

const mib = (bytes: number): number => Math.round(bytes / MIB);
