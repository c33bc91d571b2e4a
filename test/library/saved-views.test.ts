import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { heard, hostUnderTest, type HostUnderTest } from "#test/library/host-under-test.ts";

const view = (id: string, more: object = {}) => ({ id, name: id, view: "pages" as const, crawl: null, ...more });
const fileOf = (test: HostUnderTest) => join(test.folder, "library", "saved-views.json");
const ids = async (test: HostUnderTest) => (await test.client.call("savedViews.list", {})).map(({ id, name }) => `${id} ${name}`);

describe("Saved views", () => {
  it("are none at first, and each is kept, replaced in its place and forgotten by its id, also after a restart", async () => {
    await using test = hostUnderTest();
    expect(await ids(test)).toEqual([]);
    for (const id of ["a", "b", "c"]) await test.client.call("savedViews.save", { saved: view(id) });
    await test.client.call("savedViews.save", { saved: view("b", { name: "B again", search: "x" }) });
    expect(await ids(test)).toEqual(["a a", "b B again", "c c"]);
    await test.client.call("savedViews.forget", { id: "a" });
    await test.client.call("savedViews.forget", { id: "never was" });
    await using later = hostUnderTest({ libraryFolder: join(test.folder, "library") });
    expect(await ids(later)).toEqual(["b B again", "c c"]);
  });

  it("are told to every window", async () => {
    await using test = hostUnderTest();
    const told = heard(test.attach(), "settings", () => true);
    await test.client.call("savedViews.save", { saved: view("a") });
    await told;
  });

  it("of a newer version stay in the file, and are not shown", async () => {
    await using test = hostUnderTest();
    await test.client.call("savedViews.save", { saved: view("a") });
    const newer = { ...view("n"), view: "galaxies", crawl: null };
    const { views } = JSON.parse(readFileSync(fileOf(test), "utf8")) as { readonly views: readonly unknown[] };
    writeFileSync(fileOf(test), JSON.stringify({ version: 1, views: [newer, ...views] }));
    await test.client.call("savedViews.save", { saved: view("b") });
    expect(await ids(test)).toEqual(["a a", "b b"]);
    expect(readFileSync(fileOf(test), "utf8")).toContain("galaxies");
  });

  it("that are damaged are kept aside", async () => {
    await using test = hostUnderTest();
    await test.client.call("savedViews.save", { saved: view("a") });
    writeFileSync(fileOf(test), "[1");
    expect(await ids(test)).toEqual([]);
    expect(readFileSync(`${fileOf(test)}.damaged`, "utf8")).toBe("[1");
  });
});
