import { describe, expect, it } from "vitest";
import { startEngineUnderNode } from "#library/start-engine-under-node.ts";
import { hostUnderTest } from "#test/library/host-under-test.ts";
import { firstVersion } from "#test/store/first-version.ts";
import { TestFolder } from "#test/store/fixture.ts";
import { entryPath } from "#workers/entries.ts";

describe("A crawl of an older Orbweaver", () => {
  it("opens like any other, with what the older one did not keep", async () => {
    using folder = new TestFolder();
    const crawl = firstVersion(folder);
    await using test = hostUnderTest({ startEngine: startEngineUnderNode(entryPath("engine")) });
    expect(await test.client.call("library.open", { path: crawl })).toMatchObject({ problem: null, pages: 238 });
    const [status, images, report] = await Promise.all([
      test.client.call("crawl.status", { crawl }),
      test.client.call("view.rows", { crawl, view: "images", first: 0, count: 10 }),
      test.client.call("crawl.verify", { crawl }),
    ]);
    expect(status.rows.images).toBeGreaterThan(0);
    const pagesWithErrors = (status.statuses["4xx"] ?? 0) + (status.statuses["5xx"] ?? 0);
    const badAnswers = pagesWithErrors + status.coverage.failed + status.coverage.blocked;
    expect(badAnswers).toBeGreaterThan(0);
    expect((await test.client.call("library.list", {}))[0]).toMatchObject({ badAnswers, problemCode: null });
    expect(images.total).toBe(status.rows.images);
    expect(report.differences).toEqual([]);
    expect((await test.client.call("map.sections", { crawl })).sections).toBeGreaterThan(0);
    expect((await test.client.call("map.graph", { crawl })).kind).toBe("pages");
    expect((await test.client.call("page.detail", { crawl, url: "example.com" })).why.known).toBe(true);
    expect(await test.client.call("page.source", { crawl, url: "example.com" })).toEqual({ text: null, isCut: false });
  });
});
