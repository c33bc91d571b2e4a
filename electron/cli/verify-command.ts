import type { Command } from "commander";
import type { VerifyReport } from "#contract/questions.ts";
import type { CommandContext } from "#cli/command-context.ts";
import { existingCrawlPath } from "#cli/crawl-file.ts";
import { EXIT } from "#cli/exit-code.ts";
import { count, counted } from "#cli/figures.ts";
import { jsonLine } from "#cli/json-text.ts";
import { harmless } from "#cli/terminal.ts";

/** `verify`: whether the numbers of a crawl file are those of its rows. */
export function addVerifyCommand(program: Command, context: CommandContext, done: (exitCode: number) => void): void {
  program
    .command("verify")
    .summary("compare every number of a crawl file with its rows")
    .description(
      "Compares every number that a crawl file keeps, and every group that the window shows, with the rows; also while another Orbweaver crawls it. Ends with 1 when something differs.",
    )
    .argument("<file.crawl>")
    .option("--json", "as one line of JSON", false)
    .addHelpText("after", "\nExample:\n  orbweaver verify example.crawl")
    .action(async (file: string, { json }: { readonly json: boolean }) => {
      const crawl = existingCrawlPath(file, context);
      const report = await context.host().call("crawl.verify", { crawl });
      context.terminal.result(json ? jsonLine(report) : harmless(verifyText(report)));
      done(report.differences.length === 0 ? EXIT.finished : EXIT.failed);
    });
}

/** What a self-check found, as people read it: one line for each difference. */
export function verifyText({ checked, differences }: VerifyReport): string {
  const compared = `${counted(checked, "number", "numbers")} compared with the rows`;
  if (differences.length === 0) return `${compared}, all right.\n`;
  const lines = differences.map(({ what, stored, counted: found }) => `${what}: ${count(stored)} stored, ${count(found)} counted\n`);
  return `${lines.join("")}${compared}, ${count(differences.length)} of them ${differences.length === 1 ? "differs" : "differ"}.\n`;
}
