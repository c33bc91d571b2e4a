/**
 * `npm start`: opens Orbweaver. The Electron window where Electron can be had, else the same window in a browser.
 * With --serve it is always the browser; the further arguments (--port, --no-open, --library) are for that.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runPinned } from "./run-pinned.mjs";
import { pinnedNode, root, setUp } from "./setup.mjs";

const ELECTRON_DOWNLOAD_LIMIT_MS = 180_000;

setUp();
const args = process.argv.slice(2);
const electron = args.includes("--serve") || args.includes("--help") ? null : electronBinary();
if (electron !== null) {
  const child = spawn(electron, [root, ...args], { stdio: "inherit" });
  child.on("exit", (code) => process.exit(code ?? 1));
} else {
  runPinned(join(root, "out", "main", "serve.js"), args.filter((arg) => arg !== "--serve"));
}

/** Path of Electron's binary, fetched when it is missing; null, with a line that says so, where it cannot be had. */
function electronBinary() {
  const folder = join(root, "node_modules", "electron");
  const installed = () => {
    const named = join(folder, "path.txt");
    const path = existsSync(named) ? join(folder, "dist", readFileSync(named, "utf8").trim()) : "";
    return path !== "" && existsSync(path) ? path : null;
  };
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return without("this computer has no display");
  if (installed() !== null) return installed();
  process.stderr.write("Fetching Electron (once) …\n");
  const result = spawnSync(pinnedNode, [join(folder, "install.js")], { stdio: "ignore", timeout: ELECTRON_DOWNLOAD_LIMIT_MS });
  return (result.status === 0 ? installed() : null) ?? without("Electron cannot be fetched from here");
}

function without(reason) {
  process.stderr.write(`Opening in the browser, because ${reason}.\n`);
  return null;
}
