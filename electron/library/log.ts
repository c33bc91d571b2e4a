import { appendFileSync, chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makePrivateFolder } from "#library/create-crawl.ts";

const MAX_BYTES = 5 * 1024 * 1024;
/** Full files that are kept beside the one that is written. */
const KEPT_FILES = 3;
/** Errors that are remembered for the diagnostics. */
const KEPT_ERRORS = 20;
const MAX_SENTENCE = 2000;

/** Characters that would break a line, move a cursor or turn the direction of writing; addresses of a hostile site may hold them. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;
const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>\\^`{|}]+/gi;

export type LogLevel = "info" | "warning" | "error";

/**
 * What happened, for the person and for who helps them. One line an event: ISO time, level, name of the crawl in quotes or `-`, one
 * sentence. It never holds header values, cookies, and of addresses neither passwords nor queries. No method ever throws.
 */
export interface Log {
  /** The text file; null when nothing is written. */
  readonly path: string | null;
  /** `crawl`: path of the crawl file that it is about. */
  info(sentence: string, crawl?: string): void;
  warning(sentence: string, crawl?: string): void;
  error(sentence: string, crawl?: string): void;
  /** The last lines, oldest first. */
  lastLines(count: number): readonly string[];
  /** The last errors since the start, without names of crawls, oldest first. */
  lastErrors(): readonly string[];
}

/** A log in `logs/orbweaver.log` of a folder. The file is changed for a new one when it is full. A null folder: nothing is written. */
export function openLog(folder: string | null): Log {
  return new TextLog(folder === null ? null : join(folder, "logs", "orbweaver.log"));
}

class TextLog implements Log {
  readonly path: string | null;
  #errors: readonly string[] = [];

  constructor(path: string | null) {
    this.path = path;
  }

  info(sentence: string, crawl?: string): void {
    this.#write("info", sentence, crawl);
  }

  warning(sentence: string, crawl?: string): void {
    this.#write("warning", sentence, crawl);
  }

  error(sentence: string, crawl?: string): void {
    this.#write("error", sentence, crawl);
    this.#errors = [...this.#errors, `${new Date().toISOString()} ${asLogText(sentence)}`].slice(-KEPT_ERRORS);
  }

  lastLines(count: number): readonly string[] {
    if (this.path === null) return [];
    const lines: string[] = [];
    for (let number = 0; number <= KEPT_FILES && lines.length < count; number += 1) lines.unshift(...linesOf(fileName(this.path, number)));
    return lines.slice(-count);
  }

  lastErrors(): readonly string[] {
    return this.#errors;
  }

  /** A log that cannot be written is no reason to fail: what it would say is lost. */
  #write(level: LogLevel, sentence: string, crawl?: string): void {
    if (this.path === null) return;
    const about = crawl === undefined ? "-" : JSON.stringify(basename(crawl, ".crawl"));
    const line = `${new Date().toISOString()} ${level} ${asLogText(about)} ${asLogText(sentence)}\n`;
    try {
      makePrivateFolder(dirname(this.path));
      const bytes = statSync(this.path, { throwIfNoEntry: false })?.size ?? null;
      if (bytes !== null && bytes + Buffer.byteLength(line) > MAX_BYTES) moveOn(this.path);
      appendFileSync(this.path, line, { mode: 0o600 });
      if (bytes === null) chmodSync(this.path, 0o600);
    } catch {
      // Nobody is left to be told.
    }
  }
}

/** A text as it may stand in a log: on one line, harmless for a terminal, of addresses only what is not secret. */
export function asLogText(text: string): string {
  const open = text.replaceAll(ADDRESS, withoutSecrets).replaceAll(CONTROL, escaped);
  return open.length > MAX_SENTENCE ? `${open.slice(0, MAX_SENTENCE)}…` : open;
}

/** An address without user name, password and query (RFC 3986 §3.2.1, §3.4). */
function withoutSecrets(address: string): string {
  const [, start = "", rest = ""] = /^([^:]+:\/\/)(.*)$/s.exec(address) ?? [];
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const path = end < 0 ? "" : rest.slice(end);
  const query = path.search(/[?#]/);
  return `${start}${authority.slice(authority.lastIndexOf("@") + 1)}${query < 0 ? path : `${path.slice(0, query)}?…`}`;
}

const escaped = (letter: string): string => `\\u{${letter.codePointAt(0)!.toString(16)}}`;

/** 0: the file that is written; the higher, the older. */
function fileName(path: string, number: number): string {
  return number === 0 ? path : path.replace(/\.log$/, `.${number}.log`);
}

function moveOn(path: string): void {
  rmSync(fileName(path, KEPT_FILES), { force: true });
  for (let number = KEPT_FILES - 1; number >= 0; number -= 1) {
    if (existsSync(fileName(path, number))) renameSync(fileName(path, number), fileName(path, number + 1));
  }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  }
}
