import { listenForSignals } from "#cli/interrupts.ts";
import { runCommandLine } from "#cli/run-command-line.ts";
import { startEngineUnderNode } from "#library/start-engine-under-node.ts";
import { entryPath } from "#workers/entries.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), {
  startEngine: startEngineUnderNode(entryPath("engine")),
  listenForInterrupts: listenForSignals,
  results: process.stdout,
  words: process.stderr,
  environment: process.env,
  folder: process.cwd(),
});
