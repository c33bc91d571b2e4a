import type { Command } from "commander";
import { resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { CommandContext } from "#cli/command-context.ts";
import { readConfigFile } from "#cli/config-file.ts";
import { existingCrawlPath, newCrawlPath } from "#cli/crawl-file.ts";
import { addCrawlOptions, givenCrawlOptions } from "#cli/crawl-options.ts";
import { createReporter, type ReportWishes } from "#cli/reporter.ts";
import { runCrawl } from "#cli/run-crawl.ts";
import type { GivenOptions } from "#options/parse-config.ts";
import { listedAddresses, typedAddresses } from "#cli/start-addresses.ts";

interface CrawlValues extends ReportWishes {
  readonly to?: string;
  readonly config?: string;
  readonly list?: string;
}

/** `crawl`: makes a crawl file and crawls into it. */
export function addCrawlCommand(program: Command, context: CommandContext, done: (exitCode: number) => void): void {
  const command = program
    .command("crawl")
    .summary("crawl a site, or a list of addresses, into a new crawl file")
    .description("Crawls the site of an address (or each address of a list) into a new crawl file.")
    .argument("[url...]", "where to start; without a scheme it is https")
    .option("--to <file.crawl>", "the crawl file to make (default: the host's name, in the current folder)")
    .option("--config <file.yaml>", "options from a file; those on the command line win")
    .option("--list <file>", "crawl the addresses in this file, one a line, and follow no links");
  addReportOptions(addCrawlOptions(command))
    .addHelpText(
      "after",
      "\nExamples:\n  orbweaver crawl example.com\n  orbweaver crawl https://example.com/ --max-pages 500 --exclude '/private/**' --to example.crawl\n  orbweaver crawl --list addresses.txt --json",
    )
    .action(async (urls: readonly string[], values: CrawlValues & Record<string, unknown>) => {
      const config = crawlConfig(urls, values, context);
      const path = newCrawlPath(values.to, (config["seeds"] as readonly string[])[0]!, context);
      const entry = await context.host().call("library.create", { config, path });
      done(await runCrawl({ path: entry.crawl, changes: {} }, createReporter(context.terminal, values), context));
    });
}

/** `resume`: goes on with a crawl file. */
export function addResumeCommand(program: Command, context: CommandContext, done: (exitCode: number) => void): void {
  const command = program
    .command("resume")
    .summary("go on with a crawl that was paused, stopped or cut off")
    .description("Goes on with a crawl where it stopped, however it stopped. Options given here are kept in the file.")
    .argument("<file.crawl>");
  addReportOptions(addCrawlOptions(command, true))
    .addHelpText("after", "\nExample:\n  orbweaver resume example.crawl --max-pages 5000")
    .action(async (file: string, values: ReportWishes & Record<string, unknown>) => {
      const changes = givenCrawlOptions(values);
      const path = existingCrawlPath(file, context);
      done(await runCrawl({ path, changes }, createReporter(context.terminal, values), context));
    });
}

function addReportOptions(command: Command): Command {
  return command
    .option("--quiet", "say nothing but errors", false)
    .option("--json", "write events as JSON lines on standard output, words on standard error", false);
}

/** The options of a crawl from its three sources: file, list and command line. The later wins. Throws `bad-config`, `bad-input`, `not-found`. */
function crawlConfig(urls: readonly string[], values: CrawlValues & Record<string, unknown>, context: CommandContext): GivenOptions {
  const fromFile = values.config === undefined ? {} : readConfigFile(resolve(context.folder, values.config), values.config);
  const fromLine = givenCrawlOptions(values);
  const typed = typedAddresses(urls);
  const listed = values.list === undefined ? [] : listedAddresses(values.list, context);
  const config: Record<string, unknown> = { ...fromFile, ...fromLine };
  if (values.list !== undefined) config["mode"] = "list";
  if (typed.length + listed.length > 0) config["seeds"] = [...typed, ...listed];
  const seeds = config["seeds"] ?? [];
  if (!Array.isArray(seeds) || seeds.length === 0)
    throw new OrbweaverError("bad-input", "There is no address to start from. Give one, such as: orbweaver crawl example.com");
  return { ...config, seeds: typedAddresses(seeds as readonly string[]) };
}
