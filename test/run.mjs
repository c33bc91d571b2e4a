/**
 * `npm test`: sets up, finds a browser, then checks format, lint and types and runs every test. The last line says how many passed
 * and failed; the exit code is 0 only when none failed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pinnedNode, root, say, setUp } from "../setup.mjs";

const bin = join(root, "node_modules", ".bin");
const programs = (...path) => join(root, "node_modules", ...path);
const CHECKS = [
  { name: "format (oxfmt --check)", program: programs("oxfmt", "bin", "oxfmt"), args: ["--check"] },
  { name: "lint (oxlint)", program: programs("oxlint", "bin", "oxlint"), args: ["--type-aware", "--deny-warnings"] },
  { name: "types (tsc)", program: programs("typescript", "bin", "tsc"), args: ["--noEmit"] },
];

setUp();
const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`, NODE_ENV: "test", ...browserPath() };
const results = [...CHECKS.map(check), test()];
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
process.stdout.write(`${total("passed")} passed, ${total("failed")} failed\n`);
process.exitCode = total("failed") === 0 ? 0 : 1;

function check({ name, program, args }) {
  const { status, stdout, stderr } = runNode([program, ...args], "pipe");
  process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs the tests. A file that cannot be run and an error outside of a test count as failures. */
function test() {
  const folder = mkdtempSync(join(tmpdir(), "orbweaver-test-"));
  try {
    const report = join(folder, "report.json");
    const only = process.argv.slice(2);
    const { status } = runNode(
      [programs("vitest", "vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...only],
      "inherit",
    );
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    const broken = testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.every((one) => one.status !== "failed"),
    ).length;
    const failed = numFailedTests + numTodoTests + broken;
    if (numPendingTests > 0) process.stdout.write(`${numPendingTests} not run here; the title of each says why.\n`);
    return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The browser for the tests of the window; on Debian as root it is installed when there is none. */
function browserPath() {
  let path = findBrowser();
  if (path === "" && process.platform === "linux" && process.getuid() === 0 && existsSync("/etc/debian_version")) {
    say("Installing chromium for the tests of the window (once) …");
    const options = { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], options);
    path = findBrowser();
  }
  if (path === "") say("No Chrome, Chromium or Edge was found: the tests of the window fail. Install one, or name it in CHROME_PATH.");
  return path === "" ? {} : { CHROME_PATH: path };
}

function findBrowser() {
  const code = "import { findBrowser } from './test/e2e/find-browser.ts'; process.stdout.write(findBrowser() ?? '')";
  return spawnSync(pinnedNode, ["--input-type=module", "--eval", code], { cwd: root, encoding: "utf8" }).stdout.trim();
}

function runNode(args, output) {
  return spawnSync(pinnedNode, args, {
    cwd: root,
    stdio: ["ignore", output, output],
    env: environment,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}
