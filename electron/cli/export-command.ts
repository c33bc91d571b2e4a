import { Option, type Command } from "commander";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { nearestWord } from "#contract/nearest-word.ts";
import { EXPORT_FORMATS, type JobProgress } from "#contract/questions.ts";
import { VIEW_NAMES, VIEWS, type ViewName } from "#contract/views.ts";
import type { CommandContext } from "#cli/command-context.ts";
import { existingCrawlPath } from "#cli/crawl-file.ts";
import { EXIT } from "#cli/exit-code.ts";
import { formatRequest, SEPARATOR_NAMES, type FormatRequest, type FormatValues } from "#cli/export-format.ts";
import { count, counted, size } from "#cli/figures.ts";

interface ExportValues extends FormatValues {
  readonly view: ViewName;
  readonly out: string;
  readonly columns?: string;
  readonly quiet: boolean;
}

interface ExportRequest extends FormatRequest {
  readonly crawl: string;
  readonly view: ViewName;
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
      new Option(
        "--format <name>",
        "csv; jsonl: one JSON object a line; sitemap: the pages that search engines may list, as an XML sitemap; crawl: a copy of the crawl itself (default: what --out ends with, else csv)",
      ).choices(EXPORT_FORMATS),
    )
    .requiredOption("--out <file|->", "where to; - is standard output")
    .option("--columns <names>", "only these columns, in this order: url,status,title")
    .addOption(
      new Option("--separator <name>", "between the cells of CSV: comma, semicolon or tab (default: comma)").choices(SEPARATOR_NAMES),
    )
    .addOption(new Option("--line-ends <name>", "of CSV: crlf or lf (default: crlf)").choices(["crlf", "lf"]))
    .option("--bom", "begin CSV with a mark by which Excel knows that it is UTF-8")
    .option("--gzip", "compress a sitemap")
    .option("--no-lastmod", "leave out of a sitemap when pages changed")
    .option("--quiet", "say nothing but errors", false)
    .addHelpText(
      "after",
      "\nA sitemap of more than 50,000 addresses or 50 MB becomes several files, NAME-1.xml and so on, and NAME.xml an index of them; pages\nof another site go to NAME-HOST.xml. Request headers are left out of a copy of a crawl.\n\nExamples:\n  orbweaver export example.crawl --view pages --format csv --out pages.csv\n  orbweaver export example.crawl --view links --format jsonl --columns source_url,target_url --out - | head\n  orbweaver export example.crawl --out sitemap.xml.gz",
    )
    .action(async (file: string, values: ExportValues) => {
      const format = formatRequest(values);
      const columns = chosenColumns(values.view, values.columns);
      const crawl = existingCrawlPath(file, context);
      const request = { crawl, view: values.view, columns, ...format };
      done(values.out === "-" ? await exportToOutput(request, context) : await exportToFile(request, values, context));
    });
}

async function exportToFile(request: ExportRequest, { out, quiet }: ExportValues, context: CommandContext): Promise<number> {
  const showsProgress = !quiet && context.terminal.isInteractive;
  const [one, several] = request.format === "crawl" ? (["address", "addresses"] as const) : (["row", "rows"] as const);
  const end = await runJob(request, resolve(context.folder, out), context, ({ rowsDone, rowsTotal }) => {
    if (showsProgress) context.terminal.rewrite(`${count(rowsDone)} of ${counted(rowsTotal, one, several)}`);
  });
  if (end.state !== "done") return notDone(end, context);
  if (quiet) return EXIT.finished;
  const target = relative(context.folder, end.path) === relative(context.folder, resolve(context.folder, out)) ? out : end.path;
  context.terminal.say(
    `Wrote ${counted(end.rowsDone, one, several)} (${size(end.bytes)}) to ${target}${furtherFiles(end)}.${escapedText(end.cellsEscaped)}${leftOutText(end)}`,
  );
  return EXIT.finished;
}

/** Through a private file, so that what is written out is complete or nothing. */
async function exportToOutput(request: ExportRequest, context: CommandContext): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "orbweaver-export-"));
  try {
    const end = await runJob(request, join(folder, "rows"), context, () => undefined);
    if (end.state !== "done") return notDone(end, context);
    if (end.files.length > 1) {
      throw new OrbweaverError(
        "bad-input",
        `This sitemap takes ${end.files.length} files; standard output is one. Give --out a file name.`,
      );
    }
    for await (const chunk of createReadStream(end.path, { highWaterMark: 262_144 })) {
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

function furtherFiles({ files }: JobProgress): string {
  return files.length < 2 ? "" : ` and ${counted(files.length - 1, "file", "files")} beside it`;
}

function leftOutText({ format, rowsDone, rowsTotal }: JobProgress): string {
  if (format !== "sitemap" || rowsDone === rowsTotal) return "";
  return ` ${counted(rowsTotal - rowsDone, "address", "addresses")} of 2,048 characters or more left out.`;
}
