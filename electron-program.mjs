import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedNode, root, say } from "./setup.mjs";

/** The download is given up when nothing at all arrives for this long. */
const NOTHING_ARRIVES_MS = 15_000;
/** Where Electron could not be fetched, it is tried again only after this time. */
const TRY_AGAIN_AFTER_MS = 24 * 3_600_000;

const FOLDER = join(root, "node_modules", "electron");
const UNREACHABLE = join(FOLDER, ".unreachable");

/** The program of Electron, fetched when it is missing, as `{ program }`; where it cannot be had, `{ problem }`. */
export async function electronProgram() {
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { problem: "this computer has no display" };
  if (process.platform === "linux" && process.getuid() === 0) return { problem: "Electron does not run as root" };
  if (installed() !== null) return { program: installed() };
  const triedAtMs = statSync(UNREACHABLE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - triedAtMs > TRY_AGAIN_AFTER_MS) {
    say("Fetching Electron (once) …");
    await fetchElectron();
    if (installed() !== null) return { program: installed() };
    rememberFailure();
  }
  return { problem: "Electron cannot be fetched from here" };
}

function rememberFailure() {
  try {
    writeFileSync(UNREACHABLE, "");
  } catch {
    // Then it is tried again next time.
  }
}

function installed() {
  const named = join(FOLDER, "path.txt");
  const program = existsSync(named) ? join(FOLDER, "dist", readFileSync(named, "utf8").trim()) : "";
  return program !== "" && existsSync(program) ? program : null;
}

/** Lets Electron's own script fetch it, for as long as bytes arrive. */
function fetchElectron() {
  const folder = mkdtempSync(join(tmpdir(), "orbweaver-electron-"));
  const child = spawn(pinnedNode, [join(FOLDER, "install.js")], {
    stdio: "ignore",
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
  });
  return new Promise((resolve) => {
    let bytes = 0;
    let changedAtMs = Date.now();
    const watch = setInterval(() => {
      const now = sizeOf(folder) + sizeOf(join(FOLDER, "dist"));
      if (now !== bytes) [bytes, changedAtMs] = [now, Date.now()];
      else if (Date.now() - changedAtMs > NOTHING_ARRIVES_MS) child.kill();
    }, 500);
    child.on("error", () => undefined);
    child.on("close", () => {
      clearInterval(watch);
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
  });
}

function sizeOf(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true }).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
