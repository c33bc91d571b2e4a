/**
 * A stand-in for the engine, as a real process over the real wire: it answers every question of a crawl by rote, and does by request
 * what an engine must never do (die, hang). What it remembers between its lives stands beside the crawl in `<path>.memory`.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { EventHub, serve } from "#contract/protocol.ts";
import { crawlQuestions, type CrawlStatus, type Handlers } from "#contract/questions.ts";
import type { CrawlState } from "#contract/words.ts";
import { openParentWire } from "#workers/wires/parent-port.ts";

const path = process.argv[2] ?? "";
const memoryPath = `${path}.memory`;
/** While this file is there, a start ends the process. */
const deadlyPath = `${path}.deadly`;
/** While this file is there, a pause is never answered. */
const deafPath = `${path}.deaf`;
/** Every start of a process and every asked start of the crawl is a line here. */
const logPath = `${path}.log`;

const note = (line: string) => appendFileSync(logPath, `${line}\n`);
const events = new EventHub();
let generation = existsSync(memoryPath) ? Number(readFileSync(memoryPath, "utf8")) : 0;
let state: CrawlState = "idle";

function status(): CrawlStatus {
  const zero = { discovered: 0, waiting: 0, leased: 0, kept: 0, failed: 0, excluded: 0, blocked: 0 };
  const rows = { addresses: 0, pages: 7, links: 0, resources: 0, redirects: 0, images: 0, excluded: 0, failed: 0, blocked: 0 };
  return {
    crawl: path,
    generation,
    state,
    coverage: zero,
    rows,
    statuses: {},
    failures: {},
    exclusions: {},
    pagesPerSecond: state === "running" ? 9 : 0,
    bytesPerSecond: 0,
    seconds: 0,
    secondsLeft: null,
    hosts: [],
    responseMs: null,
    fetching: state === "running" ? ["https://example.com/now"] : [],
    notices: [],
    receipt: null,
    stoppedBecause: null,
  };
}

function become(next: CrawlState): CrawlStatus {
  state = next;
  const now = status();
  events.publish(`crawl:${path}`, now);
  return now;
}

function warn(message: string): void {
  const notice = { id: "warned", level: "warning", message, atMs: Date.now(), remedies: [] } as const;
  events.publish(`crawl:${path}`, { ...status(), notices: [notice] });
}

const answered: Partial<Handlers<typeof crawlQuestions>> = {
  "crawl.start"() {
    note("start");
    if (existsSync(deadlyPath)) process.kill(process.pid, "SIGKILL");
    generation += 1;
    writeFileSync(memoryPath, String(generation));
    return become("running");
  },
  "crawl.pause"() {
    note("pause");
    if (existsSync(deafPath)) return new Promise(() => {});
    become("pausing");
    return become("paused");
  },
  "crawl.stop"() {
    note("stop");
    return become("paused");
  },
  "crawl.status": status,
  "crawl.config": () => ({}) as never,
  "crawl.coverage": () => ({ state, coverage: status().coverage, exclusions: [], failures: [] }),
  /** The address is what the stand-in is told to do. */
  "crawl.why"({ url }) {
    if (url === "die") process.kill(process.pid, "SIGKILL");
    if (url === "finish") become("finished");
    if (url.startsWith("warn ")) warn(url.slice("warn ".length));
    if (url === "wait") return new Promise(() => {});
    return { url, explanation: String(process.pid) } as never;
  },
  "crawl.change"({ changes }) {
    note(`change ${Object.keys(changes).join(" ")}`);
    return changes as never;
  },
  "view.rows": (input) => ({ total: 0, columns: input.columns, first: input.first, rows: [], ids: [] }),
  "export.start"(input) {
    const { format, view } = input;
    const names = { job: "job-1", crawl: path, format, view, files: [] };
    const progress = { ...names, rowsDone: 0, rowsTotal: 1, bytes: 0, path: input.path, cellsEscaped: 0, error: null } as const;
    events.publish("job", { ...progress, state: "running" });
    if (input.columns[0] === "slow") return { job: "job-1" };
    writeFileSync(input.path, "url\nhttps://example.com/\n");
    const second = input.path.replace(/\.xml$/, "-2.xml.gz");
    const files = input.columns[0] === "split" ? [input.path, second] : [input.path];
    if (files.length > 1) writeFileSync(second, "");
    events.publish("job", { ...progress, state: "done", rowsDone: 1, files });
    return { job: "job-1" };
  },
  "export.cancel": () => undefined,
};

/** Nobody asks the stand-in anything else. */
const unanswered = Object.fromEntries(
  Object.keys(crawlQuestions).map((name) => [name, () => Promise.reject(new Error(`The stand-in knows no ${name}.`))]),
);
const handlers = { ...unanswered, ...answered } as unknown as Handlers<typeof crawlQuestions>;

note("process");
events.publish(`crawl:${path}`, status());
const wire = await openParentWire();
wire.onClose(() => process.exit(0));
serve(wire, crawlQuestions, handlers, events);
