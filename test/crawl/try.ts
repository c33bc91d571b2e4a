import { mountSmallDisk } from "#test/crawl/small-disk.ts";
import { runCommand, startCommand } from "#test/crawl/command-line.ts";
import { startSite } from "#test/site/site.ts";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { rmSync, renameSync, mkdirSync } from "node:fs";
const what = process.argv[2];
await using site = await startSite({ latencyMs: what === "full" ? 0 : 10 });
using disk = mountSmallDisk(what === "full" ? 6 : 60);
const folder = join(disk.path, "f"); mkdirSync(folder);
const file = join(folder, "c.crawl");
const t0 = performance.now();
const C = startCommand("/tmp", ["crawl", `${site.origin}/g/8000/20/0`, "--to", file, "--json", "--concurrency", "50", "--per-host", "50"]);
if (what !== "full") {
  await C.event("progress", (e) => Number(e["pages"]) > 100);
  const n = site.requests.length;
  if (what === "ro") disk.setReadOnly(true);
  if (what === "rm") rmSync(folder, { recursive: true });
  if (what === "mv") renameSync(file, join(disk.path, "moved.crawl"));
  if (what === "second") { for (const a of [["resume", file, "--json"], ["status", file], ["export", file, "--out", "/tmp/ktest/x.csv"]]) { const e = await runCommand("/tmp", a); console.log(a[0], e.code, e.stdout.slice(0, 600), e.stderr); } C.signal("SIGINT"); }
  const t = performance.now(); const e = await C.ended; console.log("took", performance.now() - t, site.requests.length - n); console.log(e.code, e.stdout.slice(-700)); console.log(e.stderr);
} else {
  const e = await C.ended; console.log(performance.now() - t0, e.code, e.stdout.slice(-700)); console.log(e.stderr);
  for (const a of [["status", file], ["coverage", file], ["export", file, "--out", "/tmp/ktest/x.csv"], ["resume", file]]) { console.log(execFileSync("df", [disk.path]).toString(), execFileSync("ls", ["-la", folder]).toString()); const x = await runCommand("/tmp", a); console.log(a[0], x.code, x.stdout.slice(0, 600), x.stderr); }
  disk.resize(200);
  const x = await runCommand("/tmp", ["resume", file, "--json"]); console.log(x.code, x.stdout.slice(-500), x.stderr);
}
console.log(execFileSync("ls", ["-laR", disk.path]).toString());
