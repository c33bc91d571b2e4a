import { describe, expect, it } from "vitest";
import { VIEWS } from "#contract/views.ts";
import { filterLog, readLogLine } from "../../renderer/help/log-entry.ts";
import { findItems, MOST_RECENT, withRecent, type PaletteItem } from "../../renderer/help/palette-search.ts";
import { paletteItems } from "../../renderer/help/palette-items.ts";
import { shortcutGroups } from "../../renderer/help/shortcut-list.ts";
import { codeMeaning } from "../../renderer/results/code-meaning.ts";
import { COMMANDS } from "../../renderer/shell/commands.ts";

const item = (title: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  id: title,
  title,
  group: "Go",
  alsoFoundBy: "",
  hint: "",
  refused: null,
  run: () => undefined,
  ...more,
});
const found = (items: readonly PaletteItem[], query: string, recent: readonly string[] = []) =>
  findItems(items, query, recent).map(({ title }) => title);

describe("the command palette", () => {
  const items = [
    item("Show Exports"),
    item("Settings"),
    item("Export…"),
    item("Reexport"),
    item("Open shop", { alsoFoundBy: "/home/a/shop.crawl" }),
  ];

  it("finds what has every word, with titles that begin so first", () => {
    expect(found(items, "export")).toEqual(["Export…", "Show Exports", "Reexport"]);
    expect(found(items, "  exports SHOW ")).toEqual(["Show Exports"]);
    expect(found(items, "nothing")).toEqual([]);
  });

  it("finds a crawl by the path of its file too, which it does not show", () => {
    expect(found(items, "home/a")).toEqual(["Open shop"]);
  });

  it("puts what was chosen lately in front, of everything or of its equals", () => {
    expect(found(items, "", ["Reexport", "Settings"]).slice(0, 3)).toEqual(["Reexport", "Settings", "Show Exports"]);
    expect(found(items, "export", ["Reexport"])[0]).toBe("Export…");
  });

  it("remembers the last few choices, each once", () => {
    const recent = ["a", "b", "c", "b", "d", "e", "f", "g"].reduce<readonly string[]>((last, id) => withRecent(last, id), []);
    expect(recent).toEqual(["g", "f", "e", "d", "b", "c"]);
    expect(recent.length).toBe(MOST_RECENT);
  });

  it("lists commands with their keys and why they cannot be done, crawls and settings, each under a name of its own", () => {
    const commands = COMMANDS.map((command) => ({ ...command, refused: command.name === "stop" ? "It does not run." : null }));
    const crawl = {
      crawl: "/a/shop.crawl",
      name: "shop",
      path: "/a/shop.crawl",
      site: "shop.example",
    } as Parameters<typeof paletteItems>[1][number];
    const all = paletteItems(commands, [crawl]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.find(({ id }) => id === "stop")?.refused).toBe("It does not run.");
    expect(all.some(({ id }) => id === "palette")).toBe(false);
    expect(all.some(({ title }) => title === "Open shop.example")).toBe(true);
    expect(all.some(({ id }) => id === "setting-theme")).toBe(true);
  });
});

describe("the list of keys", () => {
  it("has every key of every command, as the keyboard of the system names it", () => {
    const listed = shortcutGroups(false).flatMap(({ shortcuts }) =>
      shortcuts.flatMap(({ title, keys }) => keys.map((key) => `${title} ${key}`)),
    );
    expect(new Set(listed).size).toBe(listed.length);
    for (const { title, keys } of COMMANDS)
      expect(listed.filter((line) => line.startsWith(`${title} `)).length).toBeGreaterThanOrEqual(keys.length);
    expect(listed).toContain("Export… Ctrl+E");
    const onMac = shortcutGroups(true).flatMap(({ shortcuts }) => shortcuts.flatMap(({ keys }) => keys));
    expect(onMac).toContain("⌘E");
    expect(onMac.some((key) => key.includes("Ctrl"))).toBe(false);
  });
});

describe("a line of the log", () => {
  const AT = "2026-11-21T16:00:00.000Z";

  it("is read in its parts", () => {
    expect(readLogLine(`${AT} warning "my \\"shop\\"" The disk is full.`)).toMatchObject({
      atMs: Date.parse(AT),
      level: "warning",
      crawl: 'my "shop"',
      message: "The disk is full.",
    });
    expect(readLogLine(`${AT} info - Orbweaver begins.`)).toMatchObject({ crawl: "", message: "Orbweaver begins." });
  });

  it("is a message as a whole when somebody else wrote it", () => {
    expect(readLogLine("what is this")).toMatchObject({ atMs: null, level: "info", message: "what is this" });
  });

  it("is shown when it is bad enough and holds what is searched for", () => {
    const entries = [`${AT} info - Begins.`, `${AT} warning "shop" Slow.`, `${AT} error "shop" Broken.`].map(readLogLine);
    expect(filterLog(entries, "all", "")).toHaveLength(3);
    expect(filterLog(entries, "warning", "").map(({ level }) => level)).toEqual(["warning", "error"]);
    expect(filterLog(entries, "error", "")).toHaveLength(1);
    expect(filterLog(entries, "all", "SHOP")).toHaveLength(2);
  });
});

describe("what a code in a cell means", () => {
  it("is said for reasons, failures and what keeps a page from being listed, also with more behind it", () => {
    expect(codeMeaning("reason", "robots")).toMatch(/robots\.txt/);
    expect(codeMeaning("code", "dns")).toMatch(/host/);
    expect(codeMeaning("indexability_reason", "status 404")).toMatch(/2xx/);
    expect(codeMeaning("indexability_reason", "failed: dns")).toMatch(/no answer/);
    expect(codeMeaning("title", "robots")).toBeUndefined();
    expect(codeMeaning("reason", null)).toBeUndefined();
  });

  it("stands beside a meaning of every column", () => {
    for (const columns of Object.values(VIEWS)) for (const { meaning } of columns) expect(meaning).toMatch(/\.$/);
  });
});
