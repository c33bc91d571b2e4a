import type { CrawlStatus, Notice, Receipt } from "#contract/questions.ts";
import { jsonLine } from "#cli/json-text.ts";
import { progressText, receiptText, summaryText } from "#cli/progress-text.ts";
import { harmless, type Terminal } from "#cli/terminal.ts";

/** Tells of a crawl while it runs. */
export interface Reporter {
  /** How often `progress` is to be called; 0: never. */
  readonly everyMs: number;
  started(status: CrawlStatus, file: string): void;
  receipt(receipt: Receipt): void;
  progress(status: CrawlStatus): void;
  notice(notice: Notice): void;
  summary(status: CrawlStatus, file: string): void;
  /** Words for people that belong to none of the above. */
  say(text: string): void;
}

/** What of it a person wants to see. */
export interface ReportWishes {
  readonly quiet: boolean;
  readonly json: boolean;
}

/** The reporter for a person's wishes. */
export function createReporter(terminal: Terminal, { quiet, json }: ReportWishes): Reporter {
  const words = quiet ? silent : wordsTo(terminal, json);
  return json ? withJson(words, terminal) : words;
}

const silent: Reporter = {
  everyMs: 0,
  started: () => undefined,
  receipt: () => undefined,
  progress: () => undefined,
  notice: () => undefined,
  summary: () => undefined,
  say: () => undefined,
};

/** Words for people; results go to standard output unless that is taken by JSON. */
function wordsTo(terminal: Terminal, json: boolean): Reporter {
  const result = (text: string) => (json ? terminal.say(text.trimEnd()) : terminal.result(harmless(text)));
  return {
    everyMs: terminal.isInteractive ? 200 : 5000,
    started: (_status, file) => terminal.say(`Crawling into ${file}. Press Ctrl-C to pause.`),
    receipt: (receipt) => result(`${receiptText(receipt)}\n`),
    progress: (status) => (terminal.isInteractive ? terminal.rewrite(progressText(status)) : terminal.say(progressText(status))),
    notice: (notice) => terminal.say(`${notice.level}: ${notice.message}`),
    summary: (status, file) => result(summaryText(status, file)),
    say: (text) => terminal.say(text),
  };
}

const JSON_EVERY_MS = 1000;

/** Also writes every event as one line of JSON. */
function withJson(words: Reporter, terminal: Terminal): Reporter {
  const write = (event: string, facts: object) => terminal.result(jsonLine({ event, ...facts }));
  let wordsAtMs = 0;
  return {
    everyMs: JSON_EVERY_MS,
    say: (text) => words.say(text),
    started(status, file) {
      words.started(status, file);
      write("started", { file, generation: status.generation, state: status.state });
    },
    receipt(receipt) {
      words.receipt(receipt);
      write("receipt", receipt);
    },
    progress(status) {
      const nowMs = performance.now();
      if (nowMs - wordsAtMs >= words.everyMs) {
        wordsAtMs = nowMs;
        words.progress(status);
      }
      write("progress", { ...figures(status), ...speed(status) });
    },
    notice(notice) {
      words.notice(notice);
      write("notice", notice);
    },
    summary(status, file) {
      words.summary(status, file);
      write("progress", { ...figures(status), ...speed(status) });
      write("summary", { ...figures(status), links: status.rows.links, file, stoppedBecause: status.stoppedBecause });
    },
  };
}

/** The numbers of a crawl: `discovered` is the sum of `waiting`, `leased`, `kept`, `failed`, `excluded` and `blocked`. */
function figures(status: CrawlStatus): object {
  return { state: status.state, pages: status.rows.pages, ...status.coverage, seconds: rounded(status.seconds) };
}

function speed(status: CrawlStatus): object {
  return {
    pagesPerSecond: rounded(status.pagesPerSecond),
    bytesPerSecond: Math.round(status.bytesPerSecond),
    secondsLeft: status.secondsLeft?.map(rounded) ?? null,
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
