import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openReader } from "#store/reader.ts";
import { startCommand, type CommandEnd, type RunningCommand } from "#test/crawl/command-line.ts";
import { committedIn, contentsOf, type Committed, type CrawlContents } from "#test/crawl/crawl-contents.ts";
import { descendantsOf, killAll } from "#test/crawl/process-tree.ts";
import { seededRandom } from "#test/crawl/seeded-random.ts";
import { temporaryFolder } from "#test/crawl/temporary-folder.ts";
import { MIXED_ROBOTS, mixedAddress } from "#test/site/generated.ts";
import { startSite, type Site } from "#test/site/site.ts";

const KILLS = Number(process.env["ORBWEAVER_KILLS"] ?? 100);
const SEED = Number(process.env["ORBWEAVER_SEED"] ?? Date.now() % 2 ** 31);
/** Crawls that are killed side by side. */
const LANES = 2;
const PAGES = 1000;
const LINKS = 5;
/** Answers take this long, so that a crawl outlives several kills. */
const LATENCY_MS = 25;
const MOST_REQUESTS_BEFORE_KILL = 25;
/** A kill comes up to this much later: before, in and after the commit that the requests belong to. */
const LONGEST_PAUSE_MS = 250;
const CRAWL = ["--json", "--concurrency", "6", "--per-host", "6", "--set", "retryDelayMs=10", "--set", "maxBackOffMs=10"];

/** An engine that died too often, or before it had answered that the crawl runs: the person is told, and nothing more is done. */
const GIVEN_UP = /ended unexpectedly.*What was stored is safe/s;

const VICTIMS = ["engine", "page worker", "everything"] as const;
type Victim = (typeof VICTIMS)[number];

const mixedSite = () => startSite({ robots: { text: MIXED_ROBOTS }, latencyMs: LATENCY_MS });
const startOf = (site: Site) => site.origin + mixedAddress(PAGES, LINKS, 0);

/** Kills what belongs to one crawl at random moments, starts it again, and looks at the file in between. */
class Killer {
  readonly site: Site;
  readonly file: string;
  readonly kills: Record<Victim, number> = { engine: 0, "page worker": 0, everything: 0 };
  readonly #folder: string;
  readonly #random: () => number;
  /** Requests for each address whose settlement was committed, as of the first look that found it so. */
  readonly #final = new Map<string, number>();
  #command: RunningCommand;
  resumed = 0;

  constructor(site: Site, folder: string, name: string, random: () => number) {
    this.site = site;
    this.#folder = folder;
    this.file = join(folder, name);
    this.#random = random;
    this.#command = startCommand(folder, ["crawl", startOf(site), "--to", this.file, ...CRAWL]);
  }

  get killed(): number {
    return VICTIMS.reduce((sum, victim) => sum + this.kills[victim], 0);
  }

  /** Kills a victim at a random moment. False: the crawl has finished before. */
  async strike(victim: Victim): Promise<boolean> {
    const requests = this.site.requests.length + Math.floor(this.#random() * (MOST_REQUESTS_BEFORE_KILL + 1));
    const pauseMs = this.#random() * LONGEST_PAUSE_MS;
    if (!(await this.#until(() => this.site.requests.length >= requests && this.#pidsOf(victim).length > 0))) return false;
    await after(pauseMs);
    const pids = this.#pidsOf(victim);
    const pid = pids[Math.floor(this.#random() * pids.length)];
    if (pid === undefined) return true;
    this.kills[victim] += 1;
    await killAll(victim === "everything" ? pids : [pid]);
    const committed = this.look();
    if (victim !== "everything") return true;
    await this.#command.ended;
    await this.#resume(committed);
    return true;
  }

  /** Kills one engine process after the other until none is started any more; resolves with how the command ended. */
  async killEveryEngine(): Promise<CommandEnd> {
    await this.#command.event("started");
    const end = this.#command.ended;
    while (!(await Promise.race([end.then(() => true), after(20, false)]))) {
      const engines = this.#pidsOf("engine");
      this.kills.engine += engines.length;
      await killAll(engines);
    }
    return await end;
  }

  /** Lets the crawl run to its end. */
  async finish(): Promise<void> {
    while (await this.#until(() => false));
    this.look();
  }

  /** Checks the file as it is now, and notes what must not be asked for again. */
  look(): Committed {
    const committed = committedIn(this.file);
    expect(committed.integrity).toBe("ok");
    expectRightNumbers(this.file);
    for (const url of committed.answered)
      if (!this.#final.has(url)) this.#final.set(url, this.site.hits(url.slice(this.site.origin.length)));
    return committed;
  }

  /** Addresses that were asked for although their settlement was committed. */
  askedAgain(): readonly string[] {
    return [...this.#final].filter(([url, hits]) => this.site.hits(url.slice(this.site.origin.length)) !== hits).map(([url]) => url);
  }

  /** Waits for something while the crawl runs, and resumes it when the host has given up. False: the crawl has finished. */
  async #until(holds: () => boolean): Promise<boolean> {
    let code: number | null | undefined;
    const command = this.#command;
    void command.ended.then((end) => (code = end.code));
    while (code === undefined && !(existsSync(this.file) && holds())) await after(5);
    if (code === undefined) return true;
    if (code === 0) return false;
    expect(code, command.words()).toBe(1);
    expect(command.words()).toMatch(GIVEN_UP);
    await this.#resume(this.look());
    return true;
  }

  async #resume(committed: Committed): Promise<void> {
    this.#command = startCommand(this.#folder, ["resume", this.file, "--json"]);
    this.resumed += 1;
    if (committed.settled + committed.leased === 0) return;
    const receipt = await this.#command.event("receipt");
    expect(receipt).toMatchObject({ kept: committed.settled, requeued: committed.leased, lost: 0, fetched_twice: 0 });
  }

  #pidsOf(victim: Victim): readonly number[] {
    const below = descendantsOf(this.#command.pid);
    if (victim === "everything") return [this.#command.pid, ...below.map(({ pid }) => pid)];
    const program = victim === "engine" ? "engine-process" : "page-worker";
    return below.filter(({ commandLine }) => commandLine.includes(program)).map(({ pid }) => pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await killAll(this.#pidsOf("everything"));
  }
}

/** Every number that the file keeps is what its rows say, at whatever commit it was left. */
function expectRightNumbers(file: string): void {
  using reader = openReader(file);
  expect(reader.verify().differences).toEqual([]);
}

async function crawlUndisturbed(folder: string) {
  await using site = await mixedSite();
  const file = join(folder, "undisturbed.crawl");
  await using command = startCommand(folder, ["crawl", startOf(site), "--to", file, ...CRAWL]);
  expect(await command.ended).toMatchObject({ code: 0 });
  return contentsOf(file, site.origin);
}

describe.skipIf(!existsSync("/proc/self/stat"))(
  "A crawl of 1,000 pages with redirects, failures and robots (finds its victims in /proc: Linux only)",
  () => {
    it(
      `ends like one that was left alone after ${KILLS} kills of engine, page workers and everything (seed ${SEED})`,
      { timeout: 300_000 },
      async () => {
        using folder = temporaryFolder();
        const undisturbed = crawlUndisturbed(folder.path);
        undisturbed.catch(() => undefined);
        const startedAtMs = performance.now();
        const lanes = Array.from({ length: LANES }, (_, lane) => killInLane(lane, folder.path, undisturbed));
        const told = (await Promise.all(lanes)).flat();
        expect((await undisturbed).pages.length).toBeGreaterThan(900);
        const seconds = Math.round((performance.now() - startedAtMs) / 1000);
        process.stdout.write(`${KILLS} kills in ${seconds} s, ${(KILLS / seconds).toFixed(2)} a second: ${told.join("; ")}\n`);
      },
    );

    it(
      "is given up with a clear sentence when its engine dies four times in a minute, and resumed without a loss",
      { timeout: 120_000 },
      async () => {
        using folder = temporaryFolder();
        await using site = await mixedSite();
        await using killer = new Killer(site, folder.path, "given-up.crawl", seededRandom(SEED));
        const { code, stderr } = await killer.killEveryEngine();
        expect(stderr).toContain("ended unexpectedly 4 times within a minute, so it is not started again. What was stored is safe");
        expect(code).toBe(1);
        expect(killer.kills.engine).toBe(4);
        await killer.finish();
        expect(killer.resumed).toBe(1);
        expect(killer.askedAgain()).toEqual([]);
      },
    );
  },
);

/** Kills one crawl after the other until the lane has had its share, and compares each with one that was left alone. */
async function killInLane(lane: number, folder: string, undisturbed: Promise<CrawlContents>): Promise<readonly string[]> {
  const random = seededRandom(SEED + lane);
  const share = Math.ceil((KILLS - lane) / LANES);
  const told: string[] = [];
  for (let killed = 0, round = 1; killed < share; round += 1) {
    await using site = await mixedSite();
    await using killer = new Killer(site, folder, `lane-${lane}-round-${round}.crawl`, random);
    while (killed + killer.killed < share && (await killer.strike(VICTIMS[(killed + killer.killed) % VICTIMS.length]!))) continue;
    await killer.finish();
    killed += killer.killed;
    expect(contentsOf(killer.file, site.origin)).toEqual(await undisturbed);
    expect(killer.askedAgain()).toEqual([]);
    told.push(`${JSON.stringify(killer.kills)}, ${site.requests.length} requests, ${killer.resumed} resumed`);
  }
  return told;
}
