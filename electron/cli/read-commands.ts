import type { Command } from "commander";
import type { CoverageReport, CrawlStatus } from "#contract/questions.ts";
import type { CommandContext } from "#cli/command-context.ts";
import { existingCrawlPath } from "#cli/crawl-file.ts";
import { EXIT } from "#cli/exit-code.ts";
import { count, duration } from "#cli/figures.ts";
import { jsonLine } from "#cli/json-text.ts";
import { receiptText, STATE_WORDS } from "#cli/progress-text.ts";
import { table, type TableRow } from "#cli/table.ts";
import { harmless } from "#cli/terminal.ts";

interface ReadValues {
  readonly json: boolean;
  readonly why?: string;
}

/** `status`: how a crawl stands. */
export function addStatusCommand(program: Command, context: CommandContext, done: (exitCode: number) => void): void {
  program
    .command("status")
    .summary("how a crawl stands")
    .description("Says how a crawl stands, also while another Orbweaver crawls it.")
    .argument("<file.crawl>")
    .option("--json", "as one line of JSON", false)
    .addHelpText("after", "\nExample:\n  orbweaver status example.crawl")
    .action(async (file: string, { json }: ReadValues) => {
      const crawl = existingCrawlPath(file, context);
      const status = await context.host().call("crawl.status", { crawl });
      context.terminal.result(json ? jsonLine(status) : harmless(statusText(status)));
      done(EXIT.finished);
    });
}

/** `coverage`: what became of every discovered address, or of one. */
export function addCoverageCommand(program: Command, context: CommandContext, done: (exitCode: number) => void): void {
  program
    .command("coverage")
    .summary("what became of every discovered address, or of one")
    .description(
      "Accounts for every address that the crawl discovered. With --why, says where one address was first named, what was decided and by which rule.",
    )
    .argument("<file.crawl>")
    .option("--why <url>", "explain this one address")
    .option("--json", "as one line of JSON", false)
    .addHelpText(
      "after",
      "\nExamples:\n  orbweaver coverage example.crawl\n  orbweaver coverage example.crawl --why https://example.com/missing",
    )
    .action(async (file: string, { json, why }: ReadValues) => {
      const crawl = existingCrawlPath(file, context);
      const host = context.host();
      if (why === undefined) {
        const report = await host.call("crawl.coverage", { crawl });
        context.terminal.result(
          json
            ? jsonLine({ state: report.state, ...report.coverage, exclusions: report.exclusions, failures: report.failures })
            : coverageText(report),
        );
      } else {
        const answer = await host.call("crawl.why", { crawl, url: why });
        context.terminal.result(json ? jsonLine(answer) : harmless(`${answer.url}\n${answer.explanation}\n`));
      }
      done(EXIT.finished);
    });
}

/** `config`: the options of a crawl. */
export function addConfigCommand(program: Command, context: CommandContext, print: () => string, done: (exitCode: number) => void): void {
  const command = program
    .command("config")
    .summary("every option with unit, range, default and meaning")
    .description("Prints every option of a crawl as commented YAML, to be kept as a file for `crawl --config`.")
    .option("--print", "print it")
    .addHelpText("after", "\nExample:\n  orbweaver config --print > site.yaml");
  command.action(({ print: wanted }: { readonly print?: boolean }) => {
    if (wanted !== true) command.help({ error: true });
    context.terminal.result(print());
    done(EXIT.finished);
  });
}

function statusText(status: CrawlStatus): string {
  const classes = Object.entries(status.statuses).filter(([, number]) => number > 0);
  const counts = table([
    ...coverageRows(status.coverage),
    ...Object.entries(status.rows).map(([view, number]) => ({ label: `rows of ${view}`, value: count(number) })),
    ...classes.map(([name, number]) => ({ label: `pages with status ${name}`, value: count(number) })),
  ]);
  const because = status.stoppedBecause === null ? "" : `${status.stoppedBecause}\n`;
  const receipt = status.receipt === null ? "" : `${receiptText(status.receipt)}\n`;
  return `${STATE_WORDS[status.state]} after ${duration(status.seconds)} of crawling\n${because}${receipt}${counts}`;
}

function coverageText(report: CoverageReport): string {
  return table(coverageRows(report.coverage, report));
}

/** The discovered addresses and their parts, which add up to them. */
function coverageRows(
  coverage: CoverageReport["coverage"],
  reasons: Pick<CoverageReport, "exclusions" | "failures"> = { exclusions: [], failures: [] },
): readonly TableRow[] {
  const part = (label: string, number: number, note: string): TableRow => ({ label, value: count(number), note, indent: 1 });
  const reason = (label: string, number: number, note: string): TableRow => ({ label, value: count(number), note, indent: 2 });
  return [
    { label: "discovered", value: count(coverage.discovered) },
    part("waiting", coverage.waiting, "Not asked for yet."),
    part("leased", coverage.leased, "Being asked for."),
    part("kept", coverage.kept, "Answered; what they said is stored."),
    part("failed", coverage.failed, "Gave no complete answer."),
    ...reasons.failures.map(({ code, meaning, count: number }) => reason(code, number, meaning)),
    part("excluded", coverage.excluded, "Not asked for, with a reason."),
    ...reasons.exclusions.map(({ reason: name, meaning, count: number }) => reason(name, number, meaning)),
    part("blocked", coverage.blocked, "Answered with something else than the page."),
  ];
}
