/**
 * Makes a clone ready to run: installs what is missing and builds what is stale, with one line on standard error for each.
 * Runs on any Node from 20 on and needs nothing installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project. */
export const root = dirname(fileURLToPath(import.meta.url));
/** The Node that the project pins; every program of ours runs on it. */
export const pinnedNode = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

const LEAST_NODE = 20;
const OUT = join(root, "out");
const STAMP = join(OUT, ".stamp");
const LOCK = join(OUT, ".setup-lock");
const BUILT_FROM = ["electron", "renderer", "resources", "electron.vite.config.ts", "package.json", "package-lock.json", "tsconfig.json"];
const MUST_EXIST = ["main/main.js", "main/engine.js", "main/page-worker.js", "main/serve.js", "main/cli.js", "renderer/index.html"];
/** Nobody installs and builds for longer; a process number may have been given to another program since. */
const LOCK_STALE_AFTER_MS = 30 * 60_000;

/** Installs and builds as needed. Ends the process with a clear sentence when that fails. */
export function setUp({ build = true } = {}) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < LEAST_NODE) {
    fail(`Orbweaver needs Node ${LEAST_NODE} or newer to set itself up; this is ${process.version}. Install a newer one, then try again.`);
  }
  const isReady = () => isInstalled() && (!build || isBuilt());
  if (isReady()) return;
  withLock(() => {
    if (!isInstalled()) install();
    if (build && !isBuilt()) buildAll();
  });
}

/** Says something on standard error; standard output belongs to the program that is set up for. */
export const say = (text) => process.stderr.write(`${text}\n`);

function fail(text) {
  say(text);
  process.exit(1);
}

/** Whether everything in package-lock.json is there in the version it names, as npm's own record of the folder says. */
function isInstalled() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  try {
    const wanted = readJson(join(root, "package-lock.json")).packages;
    const there = readJson(record).packages;
    // Optional packages are for other systems, or of no consequence.
    return Object.entries(wanted).every(
      ([path, { version, optional, devOptional }]) => path === "" || optional || devOptional || there[path]?.version === version,
    );
  } catch {
    return false;
  }
}

function install() {
  say("Installing what Orbweaver needs (once, about a minute) …");
  // Like `npm ci` this takes the versions of package-lock.json and writes none, but it neither removes the Node that may be running
  // this program nor minds a lock that leaves out what other systems need. Settings that would leave something out do not hold here.
  npm(["install", "--no-save", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (!existsSync(pinnedNode)) npm(["rebuild", "node", "--ignore-scripts=false", "--loglevel=error"]);
  if (!existsSync(pinnedNode)) fail("Installing did not bring the Node that Orbweaver runs on. Run: npm install");
}

function isBuilt() {
  return MUST_EXIST.every((file) => existsSync(join(OUT, file))) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === sourceHash();
}

function buildAll() {
  say("Building Orbweaver …");
  const hash = sourceHash();
  // A build that breaks off must not be taken for the one before it.
  rmSync(STAMP, { force: true });
  run(pinnedNode, [join(root, "node_modules", "electron-vite", "bin", "electron-vite.js"), "build", "--logLevel", "warn"], {
    whenFailed: "Building failed; what the compiler said stands above.",
    // Whoever runs the tests has set this to something else; a window that people use is a production build.
    env: { ...process.env, NODE_ENV: "production" },
  });
  writeFileSync(STAMP, hash);
}

/** Names and contents of everything that is built. */
function sourceHash() {
  const hash = createHash("sha256");
  for (const path of BUILT_FROM.flatMap((name) => filesBelow(join(root, name)))) {
    hash.update(`${relative(root, path)}\n${statSync(path).size}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** Runs npm: the one that runs this program when there is one, else the one on the PATH. */
function npm(args) {
  const whenFailed = "Installing failed; what npm said stands above. Look whether this computer is online, then try again.";
  const running = process.env.npm_execpath;
  if (running !== undefined && running.endsWith("npm-cli.js") && existsSync(running))
    run(process.execPath, [running, ...args], { whenFailed });
  else run(process.platform === "win32" ? "npm.cmd" : "npm", args, { whenFailed, shell: process.platform === "win32" });
}

function run(command, args, { whenFailed, env = process.env, shell = false }) {
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], env, shell });
  if (result.status === 0) return;
  rmSync(LOCK, { force: true });
  fail(result.error === undefined ? whenFailed : `${command} could not be started: ${result.error.message}`);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Lets one set-up run at a time; the others wait for it. The lock of a process that is gone does not count. */
function withLock(work) {
  mkdirSync(OUT, { recursive: true });
  for (let waited = false; !takeLock(); waited = true) {
    if (!waited) say("Another start is setting Orbweaver up; waiting for it …");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function takeLock() {
  if (createLock()) return true;
  const stats = statSync(LOCK, { throwIfNoEntry: false });
  if (stats === undefined) return createLock();
  const owner = readOwner();
  const ageMs = Date.now() - stats.mtimeMs;
  const isStale = ageMs > LOCK_STALE_AFTER_MS || (owner === null ? ageMs > 5000 : !isAlive(owner));
  if (!isStale) return false;
  removeLockOf(owner);
  return createLock();
}

function createLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") fail(`Nothing can be written in ${OUT}: ${error.message}`);
    return false;
  }
}

/** Takes a stale lock away, and puts it back when another start has replaced it in the meantime. */
function removeLockOf(owner) {
  const aside = `${LOCK}-${process.pid}`;
  try {
    if (readOwner() !== owner) return;
    renameSync(LOCK, aside);
    if (Number(readFileSync(aside, "utf8")) === (owner ?? 0)) rmSync(aside, { force: true });
    else renameSync(aside, LOCK);
  } catch {
    // Another start was quicker.
  }
}

/** Process number in the lock; null while it is being written. */
function readOwner() {
  try {
    return Number(readFileSync(LOCK, "utf8")) || null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
