import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { fateOf, linkedFrom, MIXED_ROBOTS, mixedAddress } from "#test/site/generated.ts";
import { startSite, type Site } from "#test/site/site.ts";

async function openSite(...options: Parameters<typeof startSite>): Promise<Site> {
  const site = await startSite(...options);
  onTestFinished(() => site.close());
  return site;
}

describe("the site", () => {
  it("counts what was asked for, with and without the query", async () => {
    const site = await openSite();
    for (const path of ["/page/a?x=1", "/page/a?x=1", "/page/a?x=2"]) await fetch(`${site.origin}${path}`).then((answer) => answer.text());
    expect([site.hits("/page/a"), site.hits("/page/a?x=1"), site.hits("/page/b"), site.requests.length]).toEqual([3, 2, 0, 3]);
    site.forget();
    expect(site.hits("/page/a")).toBe(0);
  });

  it("says how many requests it was answering at the same time", async () => {
    const site = await openSite({ latencyMs: 50 });
    await Promise.all([1, 2, 3].map((n) => fetch(`${site.origin}/page/${n}`).then((answer) => answer.text())));
    expect(Math.max(...site.requests.map(({ concurrent }) => concurrent))).toBe(3);
  });

  it("answers with a status a given number of times, then with a page", async () => {
    const site = await openSite();
    const ask = async (): Promise<readonly [number, string | null]> => {
      const answer = await fetch(`${site.origin}/status/503?times=2&retry-after=1`);
      return [answer.status, answer.headers.get("retry-after")];
    };
    expect([await ask(), await ask(), await ask()]).toEqual([
      [503, "1"],
      [503, "1"],
      [200, null],
    ]);
  });

  it("has the robots.txt it is told to have", async () => {
    const site = await openSite();
    const ask = async (): Promise<string> => {
      const answer = await fetch(`${site.origin}/robots.txt`, { redirect: "manual" });
      return `${answer.status} ${(await answer.text()).length}`;
    };
    expect(await ask()).toBe("404 0");
    site.setRobots({ text: "Disallow: /" });
    expect(await ask()).toBe("200 11");
    site.setRobots({ location: "/elsewhere" });
    expect(await ask()).toBe("301 0");
    site.setRobots({ text: "x", bytes: 1000 });
    expect(await ask()).toBe("200 1001");
  });

  it("runs as a program that prints its address", async () => {
    const child = spawn(process.execPath, ["test/site/main.ts", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill());
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    expect(line.toString()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
    expect((await fetch(`${line.toString().trim()}/page/x`)).status).toBe(200);
  });
});

describe("a generated site", () => {
  it("can be walked from its first page to every other", () => {
    for (const [pages, links] of [
      [1, 1],
      [10, 3],
      [1000, 10],
      [5000, 2],
    ] as const) {
      const seen = new Set([0]);
      for (const index of seen) for (const target of linkedFrom(pages, links, index)) seen.add(target);
      expect(seen.size).toBe(pages);
    }
  });

  it("is the same every time", async () => {
    const site = await openSite();
    const ask = async (): Promise<string> => (await fetch(`${site.origin}/g/100/5/7`)).text();
    expect(await ask()).toBe(await ask());
    expect(await ask()).toContain('href="/g/100/5/36"');
    expect((await fetch(`${site.origin}/g/100/5/100`)).status).toBe(404);
  });

  it("may be mixed: pages that redirect, are missing, fail once or are disallowed", async () => {
    const site = await openSite({ robots: { text: MIXED_ROBOTS } });
    const ask = async (index: number): Promise<string> => {
      const answered = await fetch(`${site.origin}${mixedAddress(1000, 10, index)}`, { redirect: "manual" }).catch(() => null);
      return answered === null ? "broken" : `${answered.status}`;
    };
    expect([17, 23, 29, 31, 37, 1].map(fateOf)).toEqual(["redirect", "missing", "busy-once", "disallowed", "reset-once", "page"]);
    expect([await ask(17), await ask(23), await ask(31), await ask(1)]).toEqual(["301", "404", "200", "200"]);
    expect([await ask(29), await ask(29)]).toEqual(["503", "200"]);
    expect([await ask(37), await ask(37)]).toEqual(["broken", "200"]);
    expect(mixedAddress(1000, 10, 31)).toBe("/m-private/1000/10/31");
  });
});
