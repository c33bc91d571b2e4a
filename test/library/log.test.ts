import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { asLogText, openLog } from "#library/log.ts";
import { heard, hostUnderTest, type HostUnderTest } from "#test/library/host-under-test.ts";

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "orbweaver-log-"));
  folders.push(made);
  return made;
}
afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

/** What the log says beside the time, from the second line on. */
const said = async (test: HostUnderTest) => (await test.client.call("app.log", {})).lines.slice(1).map((line) => line.replace(/^\S+ /, ""));

describe("The log", () => {
  it("has one line an event: time, level, crawl, sentence; for its owner only", () => {
    const log = openLog(folder());
    log.info("Begun.");
    log.warning("Slow.", '/x/My "shop".crawl');
    const lines = readFileSync(log.path ?? "", "utf8").split("\n");
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info - Begun\.$/);
    expect(lines[1]).toMatch(/Z warning "My \\"shop\\"" Slow\.$/);
    expect(statSync(log.path ?? "").mode & 0o777).toBe(0o600);
  });

  it.each([
    ["a\r\nb\u0000\u001B[2J\u202Ec\u2028d", String.raw`a\u{d}\u{a}b\u{0}\u{1b}[2J\u{202e}c\u{2028}d`],
    ["at https://me:secret@example.com/a?token=secret#secret now", "at https://example.com/a?… now"],
    ["http://user@host:80", "http://host:80"],
    ["<https://a:b:c@h/x?y=z>", "<https://h/x?…>"],
    ["https://example.com/a@b/c", "https://example.com/a@b/c"],
  ])("writes %j as %j", (text, written) => expect(asLogText(text)).toBe(written));

  it("keeps three full files beside the one it writes, and reads over their borders", () => {
    const log = openLog(folder());
    const path = log.path ?? "";
    const full = "x".repeat(5 * 1024 * 1024);
    log.info("first");
    for (const name of ["second", "third", "fourth", "fifth"]) {
      writeFileSync(path, `${readFileSync(path, "utf8")}${full}\n`);
      log.info(name);
    }
    expect(readdirSync(join(path, "..")).toSorted()).toEqual(["orbweaver.1.log", "orbweaver.2.log", "orbweaver.3.log", "orbweaver.log"]);
    const ends = log.lastLines(100).map((line) => line.slice(-6));
    expect(ends).toEqual([" second", "xxxxxx", " third", "xxxxxx", "fourth", "xxxxxx", " fifth"].map((line) => line.slice(-6)));
    expect(log.lastLines(1)).toHaveLength(1);
  });

  it("never fails: not when it cannot be written, and not when there is none", () => {
    const file = join(folder(), "a-file");
    writeFileSync(file, "");
    const log = openLog(file);
    log.error("lost");
    expect([log.lastLines(5), log.lastErrors().length]).toEqual([[], 1]);
    const none = openLog(null);
    none.error("nowhere");
    expect([none.path, none.lastLines(5)]).toEqual([null, []]);
  });

  it.runIf(existsSync("/dev/full"))("goes on when the disk is full", () => {
    const home = folder();
    mkdirSync(join(home, "logs"));
    symlinkSync("/dev/full", join(home, "logs", "orbweaver.log"));
    expect(() => openLog(home).info("x")).not.toThrow();
  });
});

describe("What the host writes into the log", () => {
  it("is its beginning, with versions, and its end", async () => {
    const test = hostUnderTest();
    const log = join(test.folder, "library", "logs", "orbweaver.log");
    await test.host.close();
    expect(readFileSync(log, "utf8")).toMatch(/info - Orbweaver 1\.2\.3 begins \(browser, Node \d+\..*\)\.\n.* info - Ending\.\n$/);
    rmSync(test.folder, { recursive: true });
  });

  it("is nothing for a single command", async () => {
    await using test = hostUnderTest({ kind: "cli" });
    await test.client.call("app.log", {});
    expect(readdirSync(test.folder)).toEqual([]);
  });

  it("is how crawls begin and end with their figures, what they warn of, and each death of an engine", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    const warned = heard(test.client, `crawl:${crawl}`, (status) => status.notices.length > 0);
    for (let count = 0; count < 3; count += 1) await test.client.call("crawl.why", { crawl, url: `warn https://x/?p=${count} is slow` });
    await warned;
    const back = heard(test.client, `crawl:${crawl}`, (status) => status.generation === 2);
    await test.client.call("crawl.why", { crawl, url: "die" }).catch(() => {});
    await back;
    await test.client.call("crawl.pause", { crawl });
    expect(await said(test)).toEqual([
      'info "a" Started (run 1).',
      'warning "a" https://x/?… is slow',
      'error "a" The process of the crawl ended unexpectedly; it is started again.',
      'info "a" Started (run 2).',
      'info "a" Paused: 0 discovered = 0 waiting + 0 leased + 0 kept + 0 failed + 0 excluded + 0 blocked, after 0 s.',
    ]);
  });

  it("is each export, each change of the library, and names of settings but not what they were set to", async () => {
    await using test = hostUnderTest();
    const { crawl } = await test.client.call("library.create", { config: { seeds: ["example.com"], headers: ["X-Key: secret-1"] } });
    const path = join(test.folder, "out.csv");
    await test.client.call("export.start", { crawl, view: "pages", format: "csv", path });
    await test.client.call("settings.change", { changes: { newCrawl: { headers: ["Authorization: secret-2"] }, theme: "dark" } });
    const lines = await said(test);
    expect(lines).toEqual([
      'info "example.com" Made.',
      `info "example.com" Export of pages as csv done: 1 rows, 0 bytes, ${path}`,
      "info - Settings changed: newCrawl, theme.",
    ]);
    expect(lines.join()).not.toContain("secret");
  });
});
