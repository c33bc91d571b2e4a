import { request as httpRequest } from "node:http";
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import type { LibraryEntry } from "#contract/questions.ts";
import { heard, hostUnderTest } from "#test/library/host-under-test.ts";
import { webServerUnderTest, type Answered, type WebServerUnderTest } from "#test/serve/web-server-under-test.ts";

let served: WebServerUnderTest;
let crawlFile: Buffer;

beforeAll(async () => {
  await using maker = hostUnderTest();
  const { path } = await maker.client.call("library.create", { config: { seeds: ["https://example.com/"] } });
  crawlFile = readFileSync(path);
  served = await webServerUnderTest();
});
afterAll(() => served[Symbol.asyncDispose]());

const library = () => join(served.test.folder, "library");
const crawlFiles = () => readdirSync(library()).filter((name) => name !== "logs" && !name.endsWith(".json"));
const upload = (name: string, body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}) =>
  served.ask({ path: `/upload/${name}`, method: "PUT", body, headers });
const json = (answer: Answered): unknown => JSON.parse(answer.body);

describe("A crawl file that is dropped on the window", () => {
  it("comes into the library folder under its own name, or one with a number, and every window hears of it", async () => {
    const told = heard(served.test.client, "library", () => true);
    const first = await upload(encodeURIComponent("Größe 1.crawl"), crawlFile);
    expect(first.status).toBe(201);
    const entry = json(first) as LibraryEntry;
    expect(entry).toMatchObject({ name: "Größe-1", site: "example.com", problem: null, path: join(library(), "Größe-1.crawl") });
    await told;
    expect(json(await upload(encodeURIComponent("Größe 1.crawl"), crawlFile))).toMatchObject({ name: "Größe-1-2" });
    expect(readFileSync(entry.path).equals(crawlFile)).toBe(true);
    expect((await served.test.client.call("library.list", {})).map(({ name }) => name).toSorted()).toEqual(["Größe-1", "Größe-1-2"]);
  });

  it.each(["..%2F..%2Fetc%2Fx.crawl", "../x.crawl", "%00", "con.crawl", "%E0%A4%A", ".crawl", "a.exe"])(
    "named %s comes under a harmless name into that folder only",
    async (name) => {
      const before = new Set(crawlFiles());
      const answer = await upload(name, crawlFile);
      if (answer.status !== 405) expect(answer.status).toBe(201);
      for (const made of crawlFiles().filter((file) => !before.has(file))) expect(made).toMatch(/^[\w][\w.-]*\.crawl$/);
    },
  );

  it.each([
    ["text", "not a crawl, ".repeat(50), "not-a-crawl"],
    ["nothing", "", "not-a-crawl"],
    ["half a crawl", () => crawlFile.subarray(0, 5000), "damaged"],
  ])("that is %s is refused with what is wrong, and nothing is left of it", async (_what, body, code) => {
    const before = crawlFiles();
    const answer = await upload("mine.crawl", typeof body === "function" ? body() : body);
    expect(answer.status).toBe(422);
    expect(json(answer)).toMatchObject({ code, message: expect.stringMatching(/^"mine\.crawl" is /) });
    expect(crawlFiles()).toEqual(before);
  });

  it("that breaks off is gone", async () => {
    const before = crawlFiles();
    const headers = { cookie: served.cookie, origin: `http://127.0.0.1:${served.server.port}`, "content-length": "1000000" };
    const request = httpRequest({ host: "127.0.0.1", port: served.server.port, path: "/upload/x.crawl", method: "PUT", headers });
    request.on("error", () => {});
    request.write(crawlFile);
    await expect.poll(() => crawlFiles()).toContain(".arriving");
    request.destroy();
    await expect.poll(() => crawlFiles()).toEqual(before);
  });

  it("that cannot fit on the disk is refused before it is sent", async () => {
    const answer = await new Promise<number>((resolve, reject) => {
      const headers = { cookie: served.cookie, origin: `http://127.0.0.1:${served.server.port}`, "content-length": String(2 ** 52) };
      const request = httpRequest(
        { host: "127.0.0.1", port: served.server.port, path: "/upload/x.crawl", method: "PUT", headers },
        (response) => {
          resolve(response.statusCode ?? 0);
          request.destroy();
        },
      );
      request.on("error", reject);
      request.flushHeaders();
    });
    expect(answer).toBe(507);
  });

  it.each([
    ["without a cookie", { cookie: "" }, 401],
    ["from another site", { origin: "https://evil.test" }, 403],
    ["from another port", { origin: "http://127.0.0.1:1" }, 403],
    ["under a foreign name", { host: "evil.test", origin: "http://evil.test" }, 403],
  ])("is refused %s", async (_what, headers, status) => {
    const before = crawlFiles();
    expect((await upload("mine.crawl", crawlFile, headers)).status).toBe(status);
    expect(crawlFiles()).toEqual(before);
    expect(served.test.host.log.lastLines(100).join("\n")).toMatch(/warning - Refused a upload: /);
  });

  it("is refused without an origin, which every browser sends, and with any other method", async () => {
    const { port } = served.server;
    const status = await new Promise<number>((resolve) => {
      const headers = { cookie: served.cookie, host: `127.0.0.1:${port}` };
      httpRequest({ host: "127.0.0.1", port, path: "/upload/x.crawl", method: "PUT", headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).end(crawlFile);
    });
    expect(status).toBe(403);
    expect((await served.ask({ path: "/upload/x.crawl", method: "POST", body: crawlFile })).status).toBe(405);
  });
});

describe("The files of an export", () => {
  it("can each be fetched by their number, and no longer when something else is in their place", async () => {
    const path = join(served.test.folder, "exports", "map.xml");
    const { client } = served.test;
    await client.call("export.start", { crawl: served.test.file("a.crawl"), view: "pages", format: "sitemap", columns: ["split"], path });
    const [first, second] = served.test.host.exportedFiles("job-1");
    expect([first, second]).toEqual([path, path.replace(".xml", "-2.xml.gz")]);
    expect(await served.ask({ path: "/download/job-1" })).toMatchObject({
      status: 200,
      headers: { "content-type": "application/xml; charset=utf-8" },
    });
    expect(await served.ask({ path: "/download/job-1/1" })).toMatchObject({ status: 200, headers: { "content-type": "application/gzip" } });
    for (const other of ["/download/job-1/2", "/download/job-1/-1", "/download/job-1/x", "/download/job-1/0/0", "/download/constructor/0"])
      expect((await served.ask({ path: other })).status).toBe(404);
    writeFileSync(join(served.test.folder, "secret"), "secret");
    rmSync(path);
    symlinkSync(join(served.test.folder, "secret"), path);
    expect((await served.ask({ path: "/download/job-1" })).status).toBe(404);
  });
});
