import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withDocumentation } from "#cli/docs.ts";
import { VIEW_NAMES, VIEWS } from "#contract/views.ts";
import { VERSION } from "#contract/version.ts";

const ROOT = join(import.meta.dirname, "../..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");

describe("The README", () => {
  it("says what the sources say", () => {
    expect(readme, "Run: npm run docs").toBe(withDocumentation(readme));
  });

  it("names every column of every view", () => {
    for (const view of VIEW_NAMES) for (const column of VIEWS[view]) expect(readme).toContain(`| \`${column.name}\` | ${column.type} |`);
  });

  it("cannot lose a part, or keep one that nothing generates", () => {
    expect(() => withDocumentation("# Empty")).toThrow("no place for");
    expect(() => withDocumentation(`${readme}\n<!-- generated: else -->\n<!-- end of generated -->`)).toThrow('a place for "else"');
  });
});

describe("The version", () => {
  it("is that of the package", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { readonly version: string };
    expect(VERSION).toBe(version);
    expect(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8")).toContain(`## ${version}`);
  });
});
