/**
 * Makes a clone ready to run: installs what is missing and builds what is stale, with one line on standard error for each.
 * Runs on any Node from 20 on and needs nothing installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project. */
export const root = dirname(fileURLToPath(import.meta.url));
/** The Node that the project pins; every program of ours runs on it. */
export const pinnedNode = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

const LEAST_NODE = 20;
const INSTALL_STAMP = join(root, "node_modules", ".orbweaver-installed");
const BUILD_STAMP = join(root, "out", ".stamp");
const LOCK = join(root, ".setup-lock");
const BUILT_FROM = ["electron", "renderer", "resources", "electron.vite.config.ts", "package-lock.json", "tsconfig.json"];
const LOCK_STALE_AFTER_MS = 10 * 60_000;

/** Installs and builds as needed. Ends the process with a clear sentence when that fails. */
export function setUp({ build = true } = {}) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < LEAST_NODE) fail(`Orbweaver needs Node ${LEAST_NODE} or newer to set itself up; this is ${process.version}. Install a newer Node, then try again.`);
  if (isInstalled() && (!build || isBuilt())) return;
  withLock(() => {
    if (!isInstalled()) install();
    if (build && !isBuilt()) buildAll();
  });
}

const say = (text) => process.stderr.write(`${text}\n`);

function fail(text) {
  say(text);
  process.exit(1);
}

const hashOf = (text) => createHash("sha256").update(text).digest("hex");
const readOr = (path, otherwise) => (existsSync(path) ? readFileSync(path, "utf8") : otherwise);
const lockfileHash = () => hashOf(readFileSync(join(root, "package-lock.json")));

function isInstalled() {
  return readOr(INSTALL_STAMP, "") === lockfileHash() && existsSync(pinnedNode);
}

function install() {
  say("Installing what Orbweaver needs (once, about a minute) …");
  // npm's notes on the Node that runs it do not concern the programs, which run on the pinned one.
  run(npm(), ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "Installing failed. Look whether this computer is online, then try again.");
  if (!existsSync(pinnedNode)) fail("Installing did not bring the pinned Node. Run: npm ci");
  writeFileSync(INSTALL_STAMP, lockfileHash());
}

function isBuilt() {
  return readOr(BUILD_STAMP, "") === sourceHash();
}

function buildAll() {
  say("Building …");
  const hash = sourceHash();
  const electronVite = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  run(pinnedNode, [electronVite, "build", "--logLevel", "warn"], "Building failed; what the compiler said stands above.");
  writeFileSync(BUILD_STAMP, hash);
}

/** Names, sizes and contents of everything that is built. */
function sourceHash() {
  const hash = createHash("sha256");
  for (const path of BUILT_FROM.flatMap((name) => filesBelow(join(root, name)))) hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest("hex");
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)));
}

function npm() {
  return process.platform === "win32" ? "npm.cmd" : "npm";
}

function run(command, args, whenFailed) {
  // Standard output belongs to the program that is set up for.
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" && command.endsWith(".cmd") });
  if (result.status !== 0) {
    rmSync(LOCK, { recursive: true, force: true });
    fail(whenFailed);
  }
}

/** Lets one set-up run at a time; another waits for it. A lock that was left behind is taken over after ten minutes. */
function withLock(work) {
  for (let waited = false; ; waited = true) {
    try {
      mkdirSync(LOCK);
      break;
    } catch {
      const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > LOCK_STALE_AFTER_MS) rmSync(LOCK, { recursive: true, force: true });
      if (!waited) say("Another start is setting Orbweaver up; waiting for it …");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}
