import { Option, type Command } from "commander";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { nearestWord } from "#contract/nearest-word.ts";
import type { JobProgress } from "#contract/questions.ts";
import { VIEW_NAMES, VIEWS, type ViewName } from "#contract/views.ts";
import type { CommandContext } from "#cli/command-context.ts";
import { existingCrawlPath } from "#cli/crawl-file.ts";
import { EXIT } from "#cli/exit-code.ts";
import { count, counted, size } from "#cli/figures.ts";

const FORMATS = ["csv", "jsonl"] as const;
type Format = (typeof FORMATS)[number];

interface ExportValues {
  readonly view: ViewName;
  readonly format?: Format;
  readonly out: string;
  readonly columns?: string;
  readonly quiet: boolean;
}

interface ExportRequest {
  readonly crawl: string;
  readonly view: ViewName;
  readonly format: Format;
  readonly columns: string[];
}

/** `export`: a view of a crawl as a file. */
export function addExportCommand(program: Command, context: CommandContext, done: (exitCode: number) => void): void {
  program
    .command("export")
    .summary("write pages, links and other views to a file")
    .description(
      "Writes a view of a crawl to a file, also while another Orbweaver crawls it. A file that is there is replaced once the new one is complete.",
    )
    .argument("<file.crawl>")
    .addOption(new Option("--view <name>", "what to write").choices(VIEW_NAMES).default("pages"))
    .addOption(
      new Option("--format <name>", "csv, or jsonl: one JSON object a line (default: what --out ends with, else csv)").choices(FORMATS),
    )
    .requiredOption("--out <file|->", "where to; - is standard output")
    .option("--columns <names>", "only these columns, in this order: url,status,title")
    .option("--quiet", "say nothing but errors", false)
    .addHelpText(
      "after",
      "\nExamples:\n  orbweaver export example.crawl --view pages --format csv --out pages.csv\n  orbweaver export example.crawl --view links --format jsonl --columns source_url,target_url --out - | head",
    )
    .action(async (file: string, values: ExportValues) => {
      const columns = chosenColumns(values.view, values.columns);
      const crawl = existingCrawlPath(file, context);
      const request = { crawl, view: values.view, format: values.format ?? formatOf(values.out), columns };
      done(values.out === "-" ? await exportToOutput(request, context) : await exportToFile(request, values, context));
    });
}

async function exportToFile(request: ExportRequest, { out, quiet }: ExportValues, context: CommandContext): Promise<number> {
  const showsProgress = !quiet && context.terminal.isInteractive;
  const end = await runJob(request, resolve(context.folder, out), context, ({ rowsDone, rowsTotal }) => {
    if (showsProgress) context.terminal.rewrite(`${count(rowsDone)} of ${counted(rowsTotal, "row", "rows")}`);
  });
  if (end.state !== "done") return notDone(end, context);
  if (!quiet)
    context.terminal.say(`Wrote ${counted(end.rowsDone, "row", "rows")} (${size(end.bytes)}) to ${out}.${escapedText(end.cellsEscaped)}`);
  return EXIT.finished;
}

/** Through a private file, so that what is written out is complete or nothing. */
async function exportToOutput(request: ExportRequest, context: CommandContext): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "orbweaver-export-"));
  try {
    const path = join(folder, `rows.${request.format}`);
    const end = await runJob(request, path, context, () => undefined);
    if (end.state !== "done") return notDone(end, context);
    for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
      await context.terminal.resultWhenRoom(chunk as Buffer);
      if (context.terminal.isGone) break;
    }
    return EXIT.finished;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs an export to its end. Ctrl-C cancels it; the file is then as it was before. */
async function runJob(
  request: ExportRequest,
  path: string,
  context: CommandContext,
  hear: (progress: JobProgress) => void,
): Promise<JobProgress> {
  const host = context.host();
  const newest = new Map<string, JobProgress>();
  let job: string | null = null;
  let isCancelled = false;
  const ended = Promise.withResolvers<JobProgress>();
  const take = (progress: JobProgress) => {
    newest.set(progress.job, progress);
    if (progress.job !== job) return;
    hear(progress);
    if (progress.state !== "running") ended.resolve(progress);
  };
  const cancel = () => {
    isCancelled = true;
    if (job !== null) host.call("export.cancel", { crawl: request.crawl, job }).catch(ended.reject);
  };
  const stopHearing = host.subscribe("job", take);
  const stopListening = context.listenForInterrupts(cancel, cancel);
  try {
    ({ job } = await host.call("export.start", { ...request, path }));
    const early = newest.get(job);
    if (early !== undefined) take(early);
    if (isCancelled) cancel();
    return await ended.promise;
  } finally {
    stopHearing();
    stopListening();
  }
}

function notDone(end: JobProgress, { terminal }: CommandContext): number {
  terminal.say(end.state === "cancelled" ? "Cancelled; nothing was written." : (end.error ?? "The export broke off; nothing was written."));
  return EXIT.failed;
}

function formatOf(out: string): Format {
  const extension = extname(out).slice(1).toLowerCase();
  return extension === "jsonl" || extension === "ndjson" ? "jsonl" : "csv";
}

/** The columns that the person named. Throws `bad-input` for one that the view does not have. */
function chosenColumns(view: ViewName, given: string | undefined): string[] {
  if (given === undefined) return [];
  const known = VIEWS[view].map((column) => column.name);
  const names = given
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return names;
  const near = unknown.map((name) => nearestWord(name, known)).filter((name) => name !== null);
  const cure = near.length === 0 ? `It has: ${known.join(", ")}.` : `Did you mean ${near.join(", ")}?`;
  throw new OrbweaverError(
    "bad-input",
    `--columns: the view ${view} has no column ${unknown.map((name) => `"${name}"`).join(", ")}. ${cure}`,
  );
}

function escapedText(cells: number): string {
  return cells === 0 ? "" : ` ${counted(cells, "cell", "cells")} that began like a formula got a ' in front.`;
}
