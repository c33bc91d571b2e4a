import { describe, expect, it } from "vitest";
import { ColumnSet } from "#store/columns/column-set.ts";
import { Gate } from "#store/columns/gate.ts";
import { storedColumn } from "#store/columns/stored-columns.ts";
import { openReadonly } from "#store/open-readonly.ts";
import { TestFolder } from "#test/store/fixture.ts";

const one = (key: string) => new Set([storedColumn(key)]);

describe("the memory that columns take", () => {
  it("stays within the budget: those that were not used for longest are let go of", async () => {
    using folder = new TestFolder();
    using connection = openReadonly(folder.sample());
    const sizes = new ColumnSet(connection, () => 0);
    for (const key of ["url.inlinks", "page.word_count"]) expect(await sizes.ensure(one(key))).toBe(true);
    const columns = new ColumnSet(connection, () => 0, sizes.bytes);
    for (const key of ["url.inlinks", "page.word_count", "page.size_bytes", "page.title_length"]) {
      expect(await columns.ensure(one(key))).toBe(true);
      expect(columns.bytes).toBeLessThanOrEqual(sizes.bytes);
    }
    expect(columns.has(one("page.title_length"))).toBe(true);
    expect(columns.has(one("url.inlinks"))).toBe(false);
    expect(await columns.ensure(one("url.inlinks"))).toBe(true);
  });

  it("is not taken for a question that alone needs more", async () => {
    using folder = new TestFolder();
    using connection = openReadonly(folder.sample());
    const columns = new ColumnSet(connection, () => 0, 1000);
    expect(await columns.ensure(one("url.text"))).toBe(false);
    expect(columns.bytes).toBe(0);
  });
});

describe("the gate between questions and what is written", () => {
  it("lets nobody read while it is written, and writes while nobody reads", async () => {
    const gate = new Gate();
    const seen: string[] = [];
    let letGo!: () => void;
    const long = gate.read(async () => {
      await new Promise<void>((resolve) => (letGo = resolve));
      seen.push("long read");
    });
    const write = gate.write(() => void seen.push(gate.isRead ? "write among readers" : "write"));
    await gate.read(() => void seen.push("short read"));
    letGo();
    await Promise.all([long, write]);
    await gate.read(() => void seen.push("next read"));
    expect(seen).toEqual(["short read", "long read", "write", "next read"]);
  });
});
