import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openerFor, showInFolder } from "#serve/show-in-folder.ts";

let folder: string;
const path = process.env["PATH"];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "orbweaver-show-"));
});
afterEach(() => {
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true, force: true });
});

describe("The file manager", () => {
  it.each([
    ["linux", "/a b/c;d.csv", false, ["xdg-open", "/a b"]],
    ["linux", "/a b", true, ["xdg-open", "/a b"]],
    ["darwin", "/a b/-c.csv", false, ["open", "-R", "/a b/-c.csv"]],
    ["darwin", "/a b", true, ["open", "--", "/a b"]],
    ["win32", String.raw`C:\a b\c.csv`, false, ["explorer.exe", String.raw`/select,"C:\a b\c.csv"`]],
    ["win32", String.raw`C:\a b`, true, ["explorer.exe", String.raw`"C:\a b"`]],
  ] as const)("of %s is asked to show %s", (platform, file, isFolder, wanted) => {
    const { program, argv } = openerFor(platform, file, isFolder);
    expect([program, ...argv]).toEqual(wanted);
  });

  it.runIf(process.platform === "linux")("gets the folder as one argument, and no shell reads it", async () => {
    const strange = join(folder, "a $(touch x) ; b");
    mkdirSync(strange);
    plant('printf "%s\\n" "$#" "$1" > "$(dirname "$0")/called"');
    await showInFolder(join(strange, "c.csv"));
    expect(readFileSync(join(folder, "bin", "called"), "utf8")).toBe(`1\n${strange}\n`);
    expect(existsSync("x")).toBe(false);
  });

  it.runIf(process.platform === "linux")("that is missing or refuses is one sentence that says where the file is", async () => {
    process.env["PATH"] = folder;
    await expect(showInFolder("/x/a.csv")).rejects.toMatchObject({ message: expect.stringMatching(/ENOENT.*\/x\/a\.csv$/) });
    process.env["PATH"] = path;
    plant("exit 3");
    await expect(showInFolder("/x/a.csv")).rejects.toMatchObject({ message: expect.stringMatching(/answered 3.*\/x\/a\.csv$/) });
  });
});

/** Puts a script before everything that would be found as `xdg-open`. */
function plant(script: string): void {
  const file = join(folder, "bin", "xdg-open");
  mkdirSync(join(folder, "bin"), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env["PATH"] = `${join(folder, "bin")}${delimiter}${path}`;
}
