/**
 * `npm start`: opens Orbweaver. The Electron window where Electron can be had, else the same window in a browser.
 * With --serve it is always the browser; the further arguments (--port, --no-open, --library) are for that.
 */
import { join } from "node:path";
import { electronProgram } from "./electron-program.mjs";
import { runInPlace, runPinned } from "./run-pinned.mjs";
import { root, say, setUp } from "./setup.mjs";

/** Electron that ends with an error this soon could not open its window. */
const OPENS_WITHIN_MS = 5000;

setUp();
const args = process.argv.slice(2);
const forBrowser = args.filter((arg) => arg !== "--serve");
const isForBrowser = args.some((arg) => /^(?:--serve|--help|-h|--port|--no-open|--library)(?:=|$)/.test(arg));
const electron = isForBrowser ? null : await electronProgram();
if (isForBrowser) await serve();
else if ("problem" in electron) await serveBecause(electron.problem);
else open(electron.program);

function open(program) {
  const startedAtMs = Date.now();
  runInPlace(program, [root, ...args], (exitCode) => {
    if (exitCode === 0 || Date.now() - startedAtMs > OPENS_WITHIN_MS) process.exit(exitCode);
    void serveBecause("Electron does not run here");
  });
}

function serveBecause(problem) {
  say(`Opening in the browser, because ${problem}.`);
  return serve();
}

function serve() {
  return runPinned(join(root, "out", "main", "serve.js"), forBrowser);
}
