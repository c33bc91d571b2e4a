import { existsSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { StartEngine } from "#library/engine-process.ts";
import { heard, hostUnderTest, standInEngine } from "#test/library/host-under-test.ts";

/** The process id of the engine that answers for a crawl. */
const pidOf = async (client: ReturnType<typeof hostUnderTest>["client"], crawl: string) =>
  Number((await client.call("crawl.why", { crawl, url: "pid" })).explanation);

describe("The host and its engines", () => {
  it("starts no process before something is asked about a crawl, and one process for each open crawl", async () => {
    await using test = hostUnderTest();
    const [a, b] = [test.file("a.crawl"), test.file("b.crawl")];
    expect(existsSync(`${a}.log`)).toBe(false);
    expect(await pidOf(test.client, a)).not.toBe(await pidOf(test.client, b));
    expect(await pidOf(test.client, a)).toBe(await pidOf(test.attach(), a));
    expect(test.log(a)).toEqual(["process"]);
  });

  it("passes questions on with their defaults and answers on", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    const rows = await test.client.call("view.rows", { crawl, view: "pages", first: 5, count: 1 });
    expect(rows).toEqual({ total: 0, columns: [], first: 5, rows: [], ids: [] });
  });

  it("publishes the status of a crawl to every window", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    const others = test.attach();
    const running = heard(others, `crawl:${crawl}`, (status) => status.state === "running");
    const library = heard(others, "library", () => true);
    await test.client.call("crawl.start", { crawl });
    expect((await running).generation).toBe(1);
    expect((await library).changedAtMs).toBeGreaterThan(0);
  });

  it("answers not-found for a file that is not there, and bad-input for a path that is not complete", async () => {
    await using test = hostUnderTest();
    await expect(test.client.call("crawl.status", { crawl: `${test.folder}/none.crawl` })).rejects.toMatchObject({ code: "not-found" });
    await expect(test.client.call("crawl.status", { crawl: "a.crawl" })).rejects.toMatchObject({ code: "bad-input" });
    await expect(test.client.call("crawl.status", { crawl: `${test.folder}/x/../a.crawl` })).rejects.toMatchObject({ code: "bad-input" });
  });

  it("rejects what was asked of an engine that dies with engine-died, and starts another one at the next question", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    const first = await pidOf(test.client, crawl);
    const waiting = test.client.call("crawl.why", { crawl, url: "wait" }).catch((error) => error.code);
    await expect(test.client.call("crawl.why", { crawl, url: "die" })).rejects.toMatchObject({
      code: "engine-died",
      message: expect.stringContaining("a.crawl"),
    });
    expect(await waiting).toBe("engine-died");
    expect(await pidOf(test.client, crawl)).not.toBe(first);
    expect(test.log(crawl)).toEqual(["process", "process"]);
  });

  it("starts another engine only when the one that died has let go of the file", async () => {
    const died = Promise.withResolvers<void>();
    let started = 0;
    const lingering: StartEngine = (path) => {
      const engine = standInEngine(path);
      started += 1;
      // The first is gone for those who talk to it a while before its process is.
      return started > 1 ? engine : { ...engine, onExit: (tell) => engine.onExit((...how) => void died.promise.then(() => tell(...how))) };
    };
    await using test = hostUnderTest({ startEngine: lingering, endLimits: { pauseMs: 2000, stopMs: 2000, exitMs: 60_000 } });
    const crawl = test.file("a.crawl");
    const first = await pidOf(test.client, crawl);
    await expect(test.client.call("crawl.why", { crawl, url: "die" })).rejects.toMatchObject({ code: "engine-died" });
    const second = pidOf(test.client, crawl);
    await test.client.call("library.list", {});
    expect(started).toBe(1);
    died.resolve();
    expect(await second).not.toBe(first);
  });

  it("resumes a running crawl whose engine dies, three times a minute, and then says so", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    const states: string[] = [];
    test.client.subscribe(`crawl:${crawl}`, (status) => states.push(`${status.state} ${status.generation}`));
    for (let life = 2; life <= 4; life += 1) {
      const back = heard(test.client, `crawl:${crawl}`, (status) => status.state === "running" && status.generation === life);
      await test.client.call("crawl.why", { crawl, url: "die" }).catch(() => {});
      await back;
    }
    const end = heard(test.client, `crawl:${crawl}`, (status) => status.state === "error");
    await test.client.call("crawl.why", { crawl, url: "die" }).catch(() => {});
    expect(await end).toMatchObject({
      generation: 4,
      fetching: [],
      pagesPerSecond: 0,
      stoppedBecause: expect.stringMatching(/4 times within a minute/),
    });
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual([
      "running 1",
      "running 2",
      "running 3",
      "running 4",
      "error 4",
    ]);
    expect(test.log(crawl)).toEqual(["process", "start", "process", "start", "process", "start", "process", "start"]);
    await expect(test.client.call("crawl.status", { crawl })).rejects.toMatchObject({ code: "engine-died" });
    // The person may try again at once.
    expect(await test.client.call("crawl.start", { crawl })).toMatchObject({ state: "running", generation: 5 });
  });

  it("ends with an error when the engine dies at every resume", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    writeFileSync(`${crawl}.deadly`, "");
    const end = heard(test.client, `crawl:${crawl}`, (status) => status.state === "error");
    await test.client.call("crawl.why", { crawl, url: "die" }).catch(() => {});
    expect((await end).stoppedBecause).toMatch(/4 times within a minute/);
    expect(test.log(crawl).filter((line) => line === "process")).toHaveLength(4);
  });

  it("does not resume a paused crawl whose engine dies", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    await test.client.call("crawl.pause", { crawl });
    await test.client.call("crawl.why", { crawl, url: "die" }).catch(() => {});
    await pidOf(test.client, crawl);
    expect(test.log(crawl)).toEqual(["process", "start", "pause", "process"]);
  });

  it("tells that an export failed when its engine dies", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("export.start", { crawl, view: "pages", format: "csv", columns: ["slow"], path: `${test.folder}/out.csv` });
    const failed = heard(test.client, "job", (job) => job.state === "failed");
    await test.client.call("crawl.why", { crawl, url: "die" }).catch(() => {});
    expect(await failed).toMatchObject({ job: "job-1", error: expect.stringContaining("ended unexpectedly") });
  });

  it("closes an engine that nobody needs, and keeps it while it crawls, is listened to or exports", async () => {
    await using test = hostUnderTest({ idleAfterMs: 30 });
    const [needed, unneeded] = [test.file("a.crawl"), test.file("b.crawl")];
    const stop = test.client.subscribe(`crawl:${needed}`, () => {});
    const first = await pidOf(test.client, needed);
    const other = await pidOf(test.client, unneeded);
    await ended(other);
    expect(await pidOf(test.client, needed)).toBe(first);
    stop();
    await ended(first);
    await test.client.call("crawl.start", { crawl: needed });
    const running = await pidOf(test.client, needed);
    const exporting = await pidOf(test.client, unneeded);
    await test.client.call("export.start", {
      crawl: unneeded,
      view: "pages",
      format: "csv",
      columns: ["slow"],
      path: `${test.folder}/out.csv`,
    });
    const third = test.file("c.crawl");
    await ended(await pidOf(test.client, third));
    expect([await pidOf(test.client, needed), await pidOf(test.client, unneeded)]).toEqual([running, exporting]);
  });

  it("lets one crawl too many wait until another one ends, and says so", async () => {
    await using test = hostUnderTest({ maxRunning: 2 });
    const [a, b, c] = [test.file("a.crawl"), test.file("b.crawl"), test.file("c.crawl")];
    await test.client.call("crawl.start", { crawl: a });
    await test.client.call("crawl.start", { crawl: b });
    const inLine = heard(test.client, `crawl:${c}`, (status) => status.notices.length > 0);
    const started = test.client.call("crawl.start", { crawl: c });
    expect((await inLine).notices[0]?.message).toMatch(/begins when another one ends/);
    expect(test.log(c)).toEqual(["process"]);
    await test.client.call("crawl.why", { crawl: a, url: "finish" });
    expect(await started).toMatchObject({ state: "running" });
    expect(test.log(c)).toEqual(["process", "start"]);
  });

  it("takes a crawl out of the line when it is paused before its turn", async () => {
    await using test = hostUnderTest({ maxRunning: 1 });
    const [a, b] = [test.file("a.crawl"), test.file("b.crawl")];
    await test.client.call("crawl.start", { crawl: a });
    const inLine = heard(test.client, `crawl:${b}`, (status) => status.notices.length > 0);
    const started = test.client.call("crawl.start", { crawl: b });
    // Heard from now on, so that it is no unhandled rejection when it comes.
    started.catch(() => undefined);
    await inLine;
    await test.client.call("crawl.pause", { crawl: b });
    await expect(started).rejects.toMatchObject({ code: "cancelled" });
    expect(test.log(b)).not.toContain("start");
  });

  it("pauses what runs and ends every process when it closes", async () => {
    const test = hostUnderTest();
    const [a, b] = [test.file("a.crawl"), test.file("b.crawl")];
    await test.client.call("crawl.start", { crawl: a });
    const pids = [await pidOf(test.client, a), await pidOf(test.client, b)];
    const closed = new Promise<void>((resolve) => test.client.onClose(resolve));
    await test.host.close();
    await closed;
    expect(pids.map(isAlive)).toEqual([false, false]);
    expect([test.log(a), test.log(b)]).toEqual([["process", "start", "pause"], ["process"]]);
    rmSync(test.folder, { recursive: true });
  });

  it("stops a crawl that does not pause in time, and then ends its process", async () => {
    const test = hostUnderTest({ endLimits: { pauseMs: 50, stopMs: 2000, exitMs: 2000 } });
    const crawl = test.file("a.crawl");
    writeFileSync(`${crawl}.deaf`, "");
    await test.client.call("crawl.start", { crawl });
    const pid = await pidOf(test.client, crawl);
    await test.host.close();
    expect(isAlive(pid)).toBe(false);
    expect(test.log(crawl)).toEqual(["process", "start", "pause", "stop"]);
    rmSync(test.folder, { recursive: true });
  });

  it("pauses all crawls and goes on answering", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    await test.host.pauseAll();
    expect(await test.client.call("crawl.status", { crawl })).toMatchObject({ state: "paused" });
  });

  it("pauses a crawl that is let go of and ends its process", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    const pid = await pidOf(test.client, crawl);
    await test.client.call("library.close", { crawl });
    expect(isAlive(pid)).toBe(false);
    expect(test.log(crawl)).toEqual(["process", "start", "pause"]);
  });

  it("answers engine-died when the engine's program cannot be started", async () => {
    await using test = hostUnderTest({ startEngine: (path) => standInEngine(`${path}\0`) });
    await expect(test.client.call("crawl.status", { crawl: test.file("a.crawl") })).rejects.toBeDefined();
  });
});

/** Resolves when a process is gone. */
async function ended(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
