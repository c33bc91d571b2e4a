/** How bad an entry of the log is. */
export type LogLevel = "info" | "warning" | "error";

/** Which entries are shown: all, or those that are at least so bad. */
export type LogFilter = "all" | "warning" | "error";

/** A line of the log in its parts. */
export interface LogEntry {
  /** The line as it stands in the file. */
  readonly line: string;
  /** Null for a line that is none of ours. */
  readonly atMs: number | null;
  readonly level: LogLevel;
  /** Name of the crawl that it is about; "" for none. */
  readonly crawl: string;
  readonly message: string;
}

/** ISO time, level, name in quotes or a dash, sentence: see `Log` in the library. */
const LINE = /^(\S+) (info|warning|error) (?:-|("(?:[^"\\]|\\.)*")) (.*)$/s;
const LEVELS: readonly LogLevel[] = ["info", "warning", "error"];

/** Reads a line of the log; one that is written otherwise is a message as a whole. */
export function readLogLine(line: string): LogEntry {
  const [, time = "", level = "info", crawl, message = ""] = LINE.exec(line) ?? [];
  const atMs = Date.parse(time);
  if (Number.isNaN(atMs)) return { line, atMs: null, level: "info", crawl: "", message: line };
  return { line, atMs, level: level as LogLevel, crawl: crawl === undefined ? "" : unquoted(crawl), message };
}

/** The entries that are at least so bad and hold what is searched for. */
export function filterLog(entries: readonly LogEntry[], filter: LogFilter, search: string): readonly LogEntry[] {
  const least = filter === "all" ? 0 : LEVELS.indexOf(filter);
  const asked = search.trim().toLowerCase();
  return entries.filter(({ level, line }) => LEVELS.indexOf(level) >= least && line.toLowerCase().includes(asked));
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
