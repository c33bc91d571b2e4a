import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import type { OrbweaverError } from "#contract/failure.ts";
import { systemClock } from "#engine/system-clock.ts";
import type { VisitOutcome } from "#engine/ports.ts";
import { visitSettings } from "#service/visit-settings.ts";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { startSite } from "#test/site/site.ts";
import { entryPath } from "#workers/entries.ts";
import { launchUnderNode } from "#workers/launch-under-node.ts";
import type { LaunchWorker, WorkerProcess } from "#workers/messages.ts";
import { WorkerPool } from "#workers/pool.ts";

/**
 * A page worker that does what the address says: `/crash` and `/hang` while reading, `/crash-unread` while fetching,
 * `/crash-once` only in the first process of a folder. Anything else is a failure named `protocol` with its process id.
 */
const WORKER = `
import { existsSync, openSync, writeFileSync, writeSync } from "node:fs";
const mark = openSync(process.argv[2], "w");
const reading = (ticket) => writeSync(mark, new Uint8Array(new Float64Array([ticket]).buffer), 0, 8, 0);
process.on("disconnect", () => process.exit());
process.on("message", ({ t, ticket, task }) => {
  if (t === "ping") return void process.send({ t: "pong" });
  if (t !== "visit") return;
  const { pathname } = new URL(task.url);
  if (pathname === "/crash-unread" && !existsSync(FLAG)) { writeFileSync(FLAG, ""); process.exit(1); }
  if (pathname === "/slow") return void setTimeout(() => answer(ticket, task), 300);
  reading(ticket);
  if (pathname === "/crash") process.exit(1);
  if (pathname === "/crash-once" && !existsSync(FLAG)) { writeFileSync(FLAG, ""); process.exit(1); }
  if (pathname === "/hang") for (;;);
  reading(0);
  answer(ticket, task);
});
function answer(ticket, task) {
  const outcome = { kind: "failure", id: task.id, code: "protocol", message: String(process.pid), status: null, totalMs: 0, fetchedAtMs: Date.now() };
  process.send({ t: "outcomes", outcomes: [[ticket, outcome]] });
}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "orbweaver-workers-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Starts the worker above; `source` replaces it. */
function launcher(source = WORKER): LaunchWorker {
  const path = join(folder, "worker.mjs");
  writeFileSync(path, source.replaceAll("FLAG", JSON.stringify(join(folder, "flag"))));
  return launchUnderNode(path);
}

function openPool(launch: LaunchWorker, workers = 1, silenceMs = 5000) {
  const errors: OrbweaverError[] = [];
  const settings = visitSettings(crawlConfigSchema.parse({}), ["http://site.test/"]);
  const pool = new WorkerPool({ launch, workers, settings, clock: systemClock, silenceMs, broken: (error) => errors.push(error) });
  let id = 0;
  const visit = (path: string) => pool.visit({ id: (id += 1), url: `http://site.test${path}`, purpose: "page", once: false });
  return { visit, pool, errors, [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose]() };
}

const codeOf = (outcome: VisitOutcome | null) => (outcome?.kind === "failure" ? outcome.code : outcome);

describe("page workers that break", () => {
  it("a page that ends the worker twice is failed as parser-crashed, and all others are read", { timeout: 20_000 }, async () => {
    await using test = openPool(launcher());
    const [crash, ...others] = await Promise.all(["/crash", "/a", "/b", "/slow", "/c"].map(test.visit));
    expect(crash).toMatchObject({
      kind: "failure",
      code: "parser-crashed",
      id: 1,
      message: "Reading this page ended the page worker twice.",
    });
    expect(others.map(codeOf)).toEqual(["protocol", "protocol", "protocol", "protocol"]);
    expect(test.errors).toEqual([]);
  });

  it("a page that was being read when a worker died by chance is read again", { timeout: 20_000 }, async () => {
    await using test = openPool(launcher());
    expect(codeOf(await test.visit("/crash-once"))).toBe("protocol");
  });

  it("a worker that dies while it only fetches costs no page", { timeout: 20_000 }, async () => {
    await using test = openPool(launcher());
    expect((await Promise.all(["/slow", "/crash-unread", "/a"].map(test.visit))).map(codeOf)).toEqual(["protocol", "protocol", "protocol"]);
  });

  it(
    "a page that takes too long to read is failed as parser-timeout, and the other worker goes on meanwhile",
    { timeout: 20_000 },
    async () => {
      await using test = openPool(launcher(), 2, 1200);
      await Promise.all([test.visit("/a"), test.visit("/b")]);
      const hang = test.visit("/hang");
      let isHanging = true;
      void hang.then(() => (isHanging = false));
      expect(codeOf(await test.visit("/c"))).toBe("protocol");
      expect(isHanging).toBe(true);
      expect(await hang).toMatchObject({ code: "parser-timeout", message: "Reading this page took longer than 1 s." });
      expect((await Promise.all(["/d", "/e", "/f"].map(test.visit))).map(codeOf)).toEqual(["protocol", "protocol", "protocol"]);
    },
  );

  it("a worker that is only slow to fetch is left alone", { timeout: 20_000 }, async () => {
    await using test = openPool(launcher(), 1, 200);
    const first = await test.visit("/a");
    const slow = await test.visit("/slow");
    expect(slow).toMatchObject({ code: "protocol", message: first?.kind === "failure" ? first.message : "" });
  });

  it("workers that cannot be started at all are an error that says so, and no visit is left hanging", { timeout: 20_000 }, async () => {
    await using test = openPool(launcher("process.exit(1)"), 2);
    expect(await Promise.all([test.visit("/a"), test.visit("/b"), test.visit("/c")])).toContain(null);
    expect(test.errors.map(({ code }) => code)).toEqual(["engine-died"]);
    expect(test.errors[0]?.message).toMatch(/cannot be started on this computer/);
    expect(await test.visit("/d")).toBe(null);
  });

  it("abandon gives all running visits up at once", { timeout: 20_000 }, async () => {
    await using test = openPool(launcher());
    await test.visit("/a");
    const running = [test.visit("/slow"), test.visit("/slow")];
    test.pool.abandon();
    expect(await Promise.all(running)).toEqual([null, null]);
    expect(codeOf(await test.visit("/b"))).toBe("protocol");
  });
});

describe("a crawl whose page workers are killed", () => {
  it("keeps every page all the same, and asks for none that was settled again", { timeout: 40_000 }, async () => {
    await using site = await startSite({ latencyMs: 20 });
    const pages = Array.from({ length: 80 }, (_, index) => `/page/${index}`);
    const started: WorkerProcess[] = [];
    const launch = launchUnderNode(entryPath("page-worker"));
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, pages)], workers: 2, perHost: 4 }, (markPath) => {
      const worker = launch(markPath);
      started.push(worker);
      return worker;
    });
    const run = crawl.start();
    for (const hits of [10, 30, 50]) {
      while (site.requests.length < hits) await new Promise((resolve) => setTimeout(resolve, 5));
      started.at(-1)?.kill();
    }
    await run.closed;
    expect(run.session.state).toBe("finished");
    expect(started.length).toBe(5);
    expect(crawl.coverage).toMatchObject({ discovered: 81, kept: 81, failed: 0 });
    expect(crawl.contradictions()).toEqual([]);
    // At most what a killed worker had under way is asked for once more.
    expect(site.requests.length).toBeLessThanOrEqual(82 + 3 * 4);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`orbweaver-${process.pid}-`))).toEqual([]);
  });

  it("ends with an error that says what is wrong when no page worker can be started", { timeout: 40_000 }, async () => {
    await using site = await startSite();
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, ["/page/a"])] }, launcher("process.exit(1)"));
    const run = crawl.start();
    await run.closed;
    expect(run.session.state).toBe("error");
    expect(run.session.stoppedBecause).toMatch(/cannot be started on this computer/);
    expect(crawl.coverage).toMatchObject({ discovered: 1, failed: 0 });
  });
});
