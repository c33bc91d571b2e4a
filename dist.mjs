/**
 * `npm run dist`: builds Orbweaver and packages it for this system into `dist/`. Further arguments go to electron-builder.
 * Packaging fetches, once each: Electron for the system that is packaged for, and the tools that make its installers.
 * Exit codes: 0 packaged, 1 not packaged, and the last line says why.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pinnedNode, root, say, setUp } from "./setup.mjs";

/** A server that has not answered by then does not. */
const ANSWERS_WITHIN_MS = 15_000;
const RELEASES = "https://github.com/electron/electron/releases/download/";
const TOOLS = "https://github.com/electron-userland/electron-builder-binaries/releases/";

const builder = join(root, "node_modules", "electron-builder", "cli.js");
const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies.electron;
const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? RELEASES;

const args = process.argv.slice(2);
setUp({ build: false });
const problem = (await whyNot()) ?? pack();
if (problem !== null) say(problem);
process.exitCode = problem === null ? 0 : 1;

/** Why nothing can be packaged, as a sentence with what to do; null when it can. */
async function whyNot() {
  if (!existsSync(builder)) return "Nothing was packaged: electron-builder is not installed. Run: npm install";
  if (isElectronKept()) return null;
  const address = `${mirror}v${version}/SHASUMS256.txt`;
  const reason = await whyUnreachable(address);
  if (reason === null) return null;
  return `Nothing was packaged: Electron ${version} has to be fetched once, and ${address} cannot be reached (${reason}). Go online, or name a mirror in ELECTRON_MIRROR, then run it again.`;
}

function pack() {
  setUp();
  say(`Packaging. What is not there yet is fetched: Electron ${version} from ${mirror}, tools for installers from ${TOOLS}`);
  const { status } = spawnSync(pinnedNode, [builder, "--publish", "never", ...args], { cwd: root, stdio: "inherit" });
  return status === 0 ? null : "Nothing, or not everything, was packaged; what electron-builder said stands above.";
}

/** Whether an earlier packaging has left Electron where @electron/get keeps it. */
function isElectronKept() {
  const folder = process.env.electron_config_cache ?? join(cacheFolder(), "electron");
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((name) => name.includes(`electron-v${version}-${process.platform}-`));
}

function cacheFolder() {
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  if (process.platform === "win32") return process.env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  return process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
}

async function whyUnreachable(address) {
  try {
    const { ok, status } = await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return ok ? null : `it answers ${status}`;
  } catch (error) {
    return error.cause?.code ?? error.cause?.message ?? error.name;
  }
}
