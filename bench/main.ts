/**
 * `npm run bench -- window [PAGES [ROUNDS]]`: how fast the window is; see `window.ts`.
 * `npm run bench [-- SIZE…]`: speed and memory of whole crawls through the real command line, beside naive programs in the
 * same run. Sizes: 529 (python3-doc), 10185 (openjdk-17-doc), 100000 and 1000000 (generated). Default: the first three.
 * Writes bench/results/latest.json and prints a table.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { TreeMemory } from "./process-tree.ts";
import { benchWindow } from "./window.ts";
import { documentationSite, generatedSite, type BenchSite } from "./sites.ts";

interface Measured {
  readonly what: string;
  readonly pages: number;
  readonly seconds: number;
  readonly pagesPerSecond: number;
  readonly peakMib: number;
  readonly peakResidentMib: number;
  readonly fileMib: number | null;
}

const ROOT = join(import.meta.dirname, "..");
const CONCURRENCY = 48;

const SITES: Readonly<Record<string, () => Promise<BenchSite | null>>> = {
  529: () => documentationSite("python3-doc"),
  10185: () => documentationSite("openjdk-17-doc"),
  100000: () => generatedSite(100_000, 10),
  1000000: () => generatedSite(1_000_000, 10),
};

/** Runs a program to its end; its last line of output and the peak memory of its process tree. */
async function measure(
  program: string,
  args: readonly string[],
): Promise<{ readonly line: string; readonly memory: TreeMemory; readonly seconds: number }> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const memory = new TreeMemory(child.pid!);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(-20_000)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  memory.stop();
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`);
  return { line: output.trimEnd().split("\n").at(-1) ?? "", memory, seconds: (performance.now() - startedAtMs) / 1000 };
}

async function measureOrbweaver(site: BenchSite, folder: string): Promise<Measured & { readonly file: string }> {
  const file = join(folder, "bench.crawl");
  const polite = ["--concurrency", String(CONCURRENCY), "--per-host", String(CONCURRENCY), "--set", "adaptive=false"];
  const { line, memory } = await measure(join(ROOT, "out/main/cli.js"), [
    "crawl",
    site.start,
    "--to",
    file,
    ...polite,
    "--quiet",
    "--json",
  ]);
  const summary = JSON.parse(line) as { seconds: number; state: string };
  if (summary.state !== "finished") throw new Error(`the crawl of ${site.name} ended as ${summary.state}`);
  const pages = pagesOf(file).length;
  const what = "Orbweaver: fetch, parse, facts, links, store";
  return {
    what,
    pages,
    seconds: summary.seconds,
    pagesPerSecond: pages / summary.seconds,
    peakMib: memory.peakMib,
    peakResidentMib: memory.peakResidentMib,
    fileMib: statSync(file).size / 1048576,
    file,
  };
}

async function measureBaseline(mode: "fetch" | "parse", site: BenchSite, list: string): Promise<Measured> {
  const { line, memory } = await measure(join(ROOT, "bench/baselines.ts"), [mode, site.start, String(CONCURRENCY), list]);
  const what = mode === "fetch" ? "naive: fetch only, bodies thrown away" : "naive: fetch and parse links in one thread, store nothing";
  return {
    what,
    ...(JSON.parse(line) as Pick<Measured, "pages" | "seconds" | "pagesPerSecond">),
    peakMib: memory.peakMib,
    peakResidentMib: memory.peakResidentMib,
    fileMib: null,
  };
}

function pagesOf(file: string): readonly string[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare<[], string>("SELECT text FROM url JOIN page USING (id) WHERE navigated = 1").pluck().all();
  } finally {
    database.close();
  }
}

async function benchSite(
  size: string,
): Promise<{ readonly site: string; readonly server: string; readonly rows: readonly Measured[] } | null> {
  await using site = (await SITES[size]?.()) ?? null;
  if (site === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "orbweaver-bench-"));
  try {
    const own = await measureOrbweaver(site, folder);
    const list = join(folder, "list.txt");
    writeFileSync(list, pagesOf(own.file).join("\n"));
    const { file: _file, ...row } = own;
    return {
      site: site.name,
      server: site.server,
      rows: [row, await measureBaseline("parse", site, list), await measureBaseline("fetch", site, list)],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === "window") {
  await benchWindow(Number(process.argv[3] ?? 1_000_000), Number(process.argv[4] ?? 20));
  process.exit();
}
const sizes = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ["529", "10185", "100000"];
const results = [];
for (const size of sizes) {
  const result = await benchSite(size);
  if (result === null) continue;
  results.push(result);
  console.info(`\n${result.site} (served by ${result.server})`);
  console.table(
    result.rows.map((row) => ({
      what: row.what,
      pages: row.pages,
      s: row.seconds.toFixed(1),
      "pages/s": Math.round(row.pagesPerSecond),
      "ratio to naive parse": (row.pagesPerSecond / result.rows[1]!.pagesPerSecond).toFixed(2),
      "peak MiB (PSS, all processes)": Math.round(row.peakMib),
      "(RSS)": Math.round(row.peakResidentMib),
      "file MiB": row.fileMib === null ? "" : Math.round(row.fileMib),
    })),
  );
}
mkdirSync(join(ROOT, "bench/results"), { recursive: true });
const version = (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string }).version;
writeFileSync(
  join(ROOT, "bench/results/latest.json"),
  `${JSON.stringify({ version, node: process.version, cores: cpus().length, results }, null, 2)}\n`,
);
