import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { makeDistribution, readArchive, readFuses, type ArchivedFile } from "#test/main/electron-distribution.ts";
import { startSite } from "#test/site/site.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const PAGES = 20;
const run = promisify(execFile);
const packaging = parse(readFileSync(join(ROOT, "electron-builder.yml"), "utf8"));

let folder: string;
/** What electron-builder has made for Linux, around a stand-in for Electron. */
let packaged: string;
let archived: readonly ArchivedFile[];

beforeAll(async () => {
  expect(existsSync(join(ROOT, "out", "main", "main.js")), "The application has not been built. Run: npm run build").toBe(true);
  folder = mkdtempSync(join(tmpdir(), "orbweaver-packaging-"));
  makeDistribution(join(folder, "electron"), packageJson.devDependencies.electron);
  await run(process.execPath, [
    join(ROOT, "node_modules", "electron-builder", "cli.js"),
    "--linux",
    "dir",
    "--x64",
    "--projectDir",
    ROOT,
    `-c.electronDist=${join(folder, "electron")}`,
    `-c.directories.output=${join(folder, "dist")}`,
  ]);
  packaged = join(folder, "dist", "linux-unpacked");
  archived = readArchive(join(packaged, "resources", "app.asar"));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const paths = (isInside: boolean) => archived.filter((file) => file.isInside === isInside).map(({ path }) => path);

describe("The packaged application (electron-builder for real, around a stand-in for Electron)", () => {
  it("has every fuse set in its program so that it runs nothing but itself (checklist 19)", () => {
    expect(readFuses(join(packaged, "orbweaver"))).toEqual(packaging.electronFuses);
  });

  it("lies in an archive that holds a hash of every file, with the window and the preload script inside", () => {
    expect(paths(true)).toEqual(
      expect.arrayContaining([
        "out/preload/preload.cjs",
        "out/renderer/index.html",
        "resources/shown/window.png",
        "resources/shown/tray.png",
        "LICENSE",
      ]),
    );
    expect(archived.filter(({ hasHash }) => !hasHash)).toEqual([]);
  });

  it("has the programs of its processes and the native module beside the archive", () => {
    const outside = paths(false);
    expect(outside).toEqual(expect.arrayContaining(["out/main/engine.js", "out/main/page-worker.js", "out/main/reader-thread.js"]));
    expect(outside).toContain("node_modules/better-sqlite3/prebuilds/linux-x64.node");
    expect(paths(true).filter((path) => path.endsWith(".node"))).toEqual([]);
  });

  it("ships built files only", () => {
    const all = archived.map(({ path }) => path).filter((path) => !path.startsWith("node_modules/"));
    expect(all.filter((path) => !/^(?:out\/|resources\/shown\/|package\.json$|LICENSE$)/.test(path))).toEqual([]);
    expect(all.filter((path) => path.endsWith(".map") || path.endsWith(".ts"))).toEqual([]);
  });

  it("has everything that its processes need: what lies beside the archive completes a crawl and checks its file", async () => {
    await using site = await startSite();
    const cli = join(packaged, "resources", "app.asar.unpacked", "out", "main", "cli.js");
    const file = join(folder, "packed.crawl");
    await run(process.execPath, [cli, "crawl", `${site.origin}/g/${PAGES}/4/0`, "--to", file], { cwd: folder });
    const { stdout } = await run(process.execPath, [cli, "status", file, "--json"], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ state: "finished", rows: { pages: PAGES } });
    await run(process.execPath, [cli, "verify", file], { cwd: folder });
  });
});

describe("The packaging", () => {
  it("makes an AppImage, a deb, a dmg and an installer for Windows, each with an icon that is there", () => {
    expect([packaging.linux.target, packaging.mac.target, packaging.win.target]).toEqual([["AppImage", "deb"], ["dmg"], ["nsis"]]);
    for (const icon of [packaging.linux.icon, packaging.mac.icon, packaging.win.icon])
      expect([icon, existsSync(join(ROOT, "resources", icon))]).toEqual([icon, true]);
  });

  it("has icons whose files are what their names say", () => {
    const head = (name: string) =>
      readFileSync(join(ROOT, "resources", name))
        .subarray(0, 4)
        .toString("latin1");
    expect([head("icon.icns"), head("icon.ico")]).toEqual(["icns", "\0\0\u0001\0"]);
    for (const sizePx of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
      const png = readFileSync(join(ROOT, "resources", "icons", `${sizePx}x${sizePx}.png`));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([sizePx, sizePx]);
    }
  });

  it("gives files that end in .crawl to Orbweaver", () => {
    expect(packaging.fileAssociations).toEqual([expect.objectContaining({ ext: "crawl", mimeType: "application/x-orbweaver-crawl" })]);
  });

  it("says in one sentence what it cannot reach, and makes nothing", async () => {
    const closed = await startSite();
    await closed.close();
    const environment = { ...process.env, ELECTRON_MIRROR: `${closed.origin}/`, electron_config_cache: join(folder, "no-cache") };
    const ended = await run(process.execPath, [join(ROOT, "dist.mjs")], { env: environment }).catch((error: unknown) => error);
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Nothing was packaged: Electron .* cannot be reached \(ECONNREFUSED\)\./),
    });
  });
});

describe("The test in real Electron", () => {
  it.runIf(process.platform === "linux")("says that it was not run, and why, where there is no display", async () => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
    const ended = await run(process.execPath, [join(ROOT, "test", "electron", "run.mjs")], { env: environment }).catch(
      (error: unknown) => error,
    );
    expect(ended).toMatchObject({ code: 77, stderr: expect.stringContaining("Not run in Electron: this computer has no display.\n") });
  });
});
