import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findProblems } from "#test/architecture/check-imports.ts";
import { exportsOf } from "#test/architecture/doc-comments.ts";
import { lintOverrides } from "#test/architecture/lint-rules.ts";
import { ROOMS } from "#test/architecture/rooms.ts";
import { ROOT, sourceFile, sourcesBelow } from "#test/architecture/sources.ts";

const sources = [...sourcesBelow("electron"), ...sourcesBelow("renderer")];
const LEAST_DOCUMENTED = 0.75;

describe("The sources", () => {
  it("keep to their rooms and layers, and go round in no circle", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(findProblems(sources)).toEqual([]);
  });

  it("say what most of their exports are", () => {
    const all = sources.flatMap(exportsOf);
    const missing = all.filter((one) => !one.isDocumented).map((one) => `${one.path}: ${one.name}`);
    const share = 1 - missing.length / all.length;
    expect(
      share,
      `${Math.round(share * 100)} % of ${all.length} exports are documented. Missing:\n${missing.join("\n")}`,
    ).toBeGreaterThanOrEqual(LEAST_DOCUMENTED);
  });

  it("are linted by the same rules", () => {
    const { overrides } = JSON.parse(readFileSync(join(ROOT, ".oxlintrc.json"), "utf8")) as {
      readonly overrides: readonly { readonly rules: object }[];
    };
    const written = overrides.filter((override) => "no-restricted-imports" in override.rules);
    expect(written, "Run: node test/architecture/write-lint-rules.ts").toEqual(lintOverrides());
  });
});

describe("ARCHITECTURE.md", () => {
  const named = [...readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8").matchAll(/^\| `((?:electron\/)?\w+)\/` \|/gm)].map(
    ([, folder]) => folder,
  );

  it("names every room, and no room that is not there", () => {
    expect(named.toSorted()).toEqual(ROOMS.map((room) => room.folder).toSorted());
    const folders = readdirSync(join(ROOT, "electron"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => `electron/${entry.name}`).filter((folder) => !named.includes(folder))).toEqual([]);
    expect(named.filter((folder) => !existsSync(join(ROOT, folder!)))).toEqual([]);
  });
});

describe("The check of the rooms", () => {
  const check = (planted: Readonly<Record<string, string>>): readonly string[] =>
    findProblems(Object.entries(planted).map(([path, text]) => sourceFile(path, text)));
  const harmless = { "electron/url/a.ts": "export const a = 1;" };

  it("finds nothing in sources that keep the rules", () => {
    expect(
      check({
        ...harmless,
        "electron/page/b.ts": 'import { a } from "#url/a.ts";\nimport { Parser } from "htmlparser2";\nexport const b = [a, Parser];',
      }),
    ).toEqual([]);
  });

  it("finds a file that is in no room", () => {
    expect(check({ "electron/misc/a.ts": "" })).toEqual([expect.stringContaining("electron/misc/a.ts is in no room")]);
    expect(check({ "electron/a.ts": "" })).toHaveLength(1);
  });

  it.each([
    ["a higher layer", "electron/url/b.ts", 'import { x } from "#engine/session.ts";'],
    ["a sibling that is not on the list", "electron/url/b.ts", 'export * from "#page/read-page.ts";'],
    ["a type of a higher layer", "electron/page/b.ts", 'import type { X } from "#store/reader.ts";'],
    ["a type named in place", "electron/page/b.ts", 'export type X = import("#store/reader.ts").Reader;'],
    ["a module loaded later", "electron/page/b.ts", 'export const x = () => import("#store/reader.ts");'],
    ["Node, in a pure room", "electron/url/b.ts", 'import { join } from "node:path";'],
    ["a package that is not on the list", "electron/engine/b.ts", 'import Database from "better-sqlite3";'],
    ["the engine, from the store", "electron/store/b.ts", 'import { CrawlSession } from "#engine/session.ts";'],
    ["anything but the contract, from the window", "renderer/b.ts", 'import { a } from "#url/a.ts";'],
    ["Electron, outside its rooms", "electron/library/b.ts", 'import { app } from "electron";'],
    ["a file by a way round the alias", "electron/url/b.ts", 'import { x } from "../engine/session.ts";'],
  ])("finds an import of %s", (_what, path, text) => {
    const other = { "electron/engine/session.ts": "", "electron/page/read-page.ts": "", "electron/store/reader.ts": "" };
    expect(check({ ...harmless, ...other, [path]: text })).toEqual([expect.stringMatching(/may import|names Electron/)]);
  });

  it("lets a room beyond the engine import the engine's ports, and nothing else of it", () => {
    expect(check({ "electron/engine/ports.ts": "", "electron/store/b.ts": 'import type { Clock } from "#engine/ports.ts";' })).toEqual([]);
  });

  it("finds Electron's global types outside its rooms", () => {
    expect(check({ "electron/library/b.ts": "export const x: Electron.App | null = null;" })).toEqual([
      expect.stringContaining("names Electron"),
    ]);
  });

  it("finds a circle of files and an import of a file that is not there", () => {
    expect(check({ "electron/url/a.ts": 'import "#url/b.ts";', "electron/url/b.ts": 'import "#url/a.ts";' })).toEqual([
      expect.stringContaining("A cycle of files"),
    ]);
    expect(check({ "electron/url/a.ts": 'import "#url/gone.ts";' })).toEqual([expect.stringContaining("no such file")]);
  });

  it("finds a circle of rooms", () => {
    const planted = {
      "electron/url/a.ts": 'import "#page/b.ts";',
      "electron/page/b.ts": "",
      "electron/page/c.ts": 'import "#url/d.ts";',
      "electron/url/d.ts": "",
    };
    expect(check(planted)).toContainEqual(expect.stringContaining("A cycle of rooms"));
  });
});

describe("The lint rules of the rooms", () => {
  /** What lint says about one planted file, under the rules of this project. */
  function lint(path: string, text: string): string {
    const folder = mkdtempSync(join(tmpdir(), "orbweaver-lint-"));
    try {
      writeFileSync(join(folder, ".oxlintrc.json"), JSON.stringify({ categories: { correctness: "off" }, overrides: lintOverrides() }));
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      const { stdout } = spawnSync(process.execPath, [join(ROOT, "node_modules/oxlint/bin/oxlint")], { cwd: folder, encoding: "utf8" });
      return stdout;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it.each([
    ["electron/url/b.ts", 'import "#engine/session.ts";'],
    ["electron/engine/b.ts", 'import "node:fs";'],
    ["electron/store/b.ts", 'import "#engine/session.ts";'],
    ["renderer/b.ts", 'import "#url/site.ts";'],
    ["electron/library/b.ts", 'import "electron";'],
  ])("say in %s what may be imported instead of %s", (path, text) => {
    expect(lint(path, text).replaceAll(/\s+/g, " ")).toMatch(/may import .*(?:Move the code|Ask the host)/);
  });

  it("have nothing against what is allowed", () => {
    expect(lint("electron/store/b.ts", 'import "#engine/ports.ts";\nimport "#store/reader.ts";\nimport "node:fs";')).not.toContain(
      "may import",
    );
  });
});
