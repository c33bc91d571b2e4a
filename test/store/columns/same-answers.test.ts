import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILTER_TESTS, VIEW_NAMES, VIEWS, type Cell, type Filter, type ViewName } from "#contract/views.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { planOf } from "#store/columns/select-rows.ts";
import { TestFolder } from "#test/store/fixture.ts";

const folder = new TestFolder();
let reader: CrawlReader;

beforeAll(() => {
  const path = folder.sample();
  const database = new Database(path);
  database.exec(`
    UPDATE page SET title = replace(title, char(0), ' ');
    UPDATE page SET language = CASE id % 6 WHEN 0 THEN 'en' WHEN 1 THEN 'EN' WHEN 2 THEN 'É' WHEN 3 THEN '' WHEN 4 THEN 'de-AT' END,
      description = CASE id % 7 WHEN 0 THEN '' WHEN 1 THEN 'E' || char(769) || 'tude ' || id WHEN 2 THEN 'étude' WHEN 3 THEN 'Σίσυφος ΣΊΣΥΦΟΣ' WHEN 4 THEN '漢字 ' || id WHEN 5 THEN 'PLAIN ' || id % 3 END,
      canonical = CASE WHEN id % 3 = 0 THEN 'https://EXAMPLE.com/' || id % 5 END,
      location = CASE id % 4 WHEN 0 THEN 'a' WHEN 1 THEN 'ab' WHEN 2 THEN 'aB' ELSE 'ä' END,
      meta_robots = CASE id % 4 WHEN 0 THEN 'NoIndex' WHEN 1 THEN 'noindex, nofollow' END,
      dns_ms = CASE WHEN id % 2 = 0 THEN id * 1.5 - 20 END, size_bytes = CASE WHEN id % 5 = 0 THEN 5000000000 + id ELSE size_bytes END;
    UPDATE url SET ready_at = 1767600000000 + id WHERE state = 0`);
  database.exec("UPDATE url SET text = replace(text, '/section-3/', '/SECTION-3/') WHERE id % 2 = 0");
  database.exec("UPDATE url SET text = 'mailto:someone@example.com' WHERE id = 300");
  database.close();
  reader = openReader(path);
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

/** Numbers from a seed, so that a failure can be made again (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const STRANGE: readonly Cell[] = [
  "",
  " ",
  "é",
  "É",
  "ss",
  "ß",
  "Σ",
  "ς",
  "K",
  "%",
  "_",
  "page-1",
  "PAGE",
  "section-3",
  "0",
  "1",
  200,
  0,
  -1,
  4.5,
  true,
  "true",
  "e\u0301",
  "2026-01",
  "\u0000",
  "http",
  "a",
  null,
];

function makeQuestion(random: () => number, view: ViewName) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const rows = reader.viewRows({ view, first: 0, count: 1000 }).rows;
  const test = (): Filter => {
    const index = Math.floor(random() * VIEWS[view].length);
    const cell = pick(rows)[index] ?? null;
    const part = typeof cell === "string" && random() < 0.5 ? cell.slice(Math.floor(random() * 5), 3 + Math.floor(random() * 30)) : cell;
    const kind = pick(FILTER_TESTS);
    const value = random() < 0.3 ? pick(STRANGE) : typeof part === "string" && random() < 0.3 ? part.toUpperCase() : part;
    return { column: VIEWS[view][index]!.name, test: kind, value };
  };
  const tree = (depth: number): Filter =>
    depth === 0 || random() < 0.5
      ? test()
      : { op: pick(["and", "or"]), of: Array.from({ length: Math.floor(random() * 4) }, () => tree(depth - 1)) };
  return {
    view,
    filter: random() < 0.8 ? tree(2) : undefined,
    search: random() < 0.2 ? pick(["page-1", "TITLE 1", "é", "to 3", "  ", "ection-3"]) : undefined,
    sort: random() < 0.6 ? { column: pick(VIEWS[view]).name, descending: random() < 0.5 } : undefined,
    only: random() < 0.1 ? Array.from({ length: 40 }, () => Math.floor(random() * 400)) : undefined,
  };
}

/** What was answered, or how it was refused. */
async function outcome<T>(work: () => T | Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof OrbweaverError) return `${thrown.code}: ${thrown.message}`;
    throw thrown;
  }
}

const never = () => false;

describe("columns in memory", () => {
  it.each(VIEW_NAMES)("give the ids of %s that the file gives, for any filter, search and order", async (view) => {
    let fromColumns = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const question = makeQuestion(randomFrom(seed * 7919), view);
      const asked = { ...question, first: 0, count: 1000 };
      const expected = await outcome(() => reader.viewIds(asked));
      expect(await outcome(() => reader.live.ids(asked, never)), JSON.stringify(question)).toEqual(expected);
      if (typeof expected !== "string" && planOf(question) !== null) fromColumns++;
    }
    expect(fromColumns).toBeGreaterThan(100);
  });

  it.each(VIEW_NAMES)("give every order of %s that the file gives", async (view) => {
    for (const column of VIEWS[view]) {
      for (const descending of [false, true]) {
        const asked = { view, sort: { column: column.name, descending }, first: 0, count: 1000 };
        expect(await reader.live.ids(asked, never), `${column.name} ${descending}`).toEqual(reader.viewIds(asked));
      }
    }
  });

  it.each(VIEW_NAMES)("give the facets of %s that the file gives, with any picks", async (view) => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed * 104_729);
      const { filter, search, only } = makeQuestion(random, view);
      const all = reader.viewFacets({ view, most: 1000 }).facets;
      const picks = Object.fromEntries(
        all
          .filter(() => random() < 0.3)
          .map(({ name, values }) => [name, values.filter(() => random() < 0.4).map(({ value }) => value)] as const),
      );
      const asked = { view, filter, search, only, picks, most: random() < 0.5 ? 3 : 1000 };
      const expected = await outcome(() => reader.viewFacets(asked));
      expect(await outcome(() => reader.live.facets(asked, never)), JSON.stringify(asked)).toEqual(expected);
    }
  });
});
