import { Command, CommanderError } from "commander";
import { createClient } from "#contract/protocol.ts";
import { toOrbweaverError } from "#contract/failure.ts";
import type { allQuestions } from "#contract/questions.ts";
import { VERSION } from "#contract/version.ts";
import { memoryWires } from "#contract/wire.ts";
import { defaultFolders } from "#library/default-folders.ts";
import type { StartEngine } from "#library/engine-process.ts";
import { createHost, type Host } from "#library/host.ts";
import type { CommandContext, ListenForInterrupts } from "#cli/command-context.ts";
import { addCrawlCommand, addResumeCommand } from "#cli/crawl-command.ts";
import { EXIT, exitCodeOfError } from "#cli/exit-code.ts";
import { addExportCommand } from "#cli/export-command.ts";
import { printConfig } from "#options/print-config.ts";
import { addConfigCommand, addCoverageCommand, addStatusCommand } from "#cli/read-commands.ts";
import { Terminal, type Output } from "#cli/terminal.ts";
import { addVerifyCommand } from "#cli/verify-command.ts";

/** What the command line needs from the program it runs in. */
export interface CommandLineOptions {
  readonly startEngine: StartEngine;
  readonly listenForInterrupts: ListenForInterrupts;
  readonly results: Output;
  readonly words: Output;
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
}

/** Runs one command and answers with its exit code. Never rejects: what went wrong is told on the output for words. */
export async function runCommandLine(argv: readonly string[], options: CommandLineOptions): Promise<number> {
  const terminal = new Terminal(options.results, options.words);
  const hosts = new LazyHost(options);
  const context: CommandContext = {
    terminal,
    ...whereFrom(options),
    listenForInterrupts: options.listenForInterrupts,
    host: () => hosts.client(),
  };
  let exitCode: number = EXIT.finished;
  try {
    await commands(context, (code) => (exitCode = code)).parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (thrown) {
    // Commander has told what is wrong itself.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.finished : EXIT.wrongUse;
    const error = toOrbweaverError(thrown);
    terminal.say(error.code === "internal" ? `Something went wrong inside Orbweaver: ${error.message}` : error.message);
    return exitCodeOfError(error.code);
  } finally {
    await hosts.close();
  }
}

function commands(context: CommandContext, done: (exitCode: number) => void): Command {
  const program = new Command("orbweaver")
    .description("Crawls websites into files that can be paused, resumed, asked and exported.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help; `orbweaver crawl --help` shows that of a command")
    .showHelpAfterError("(`orbweaver --help` shows what there is)")
    .configureHelp({ helpWidth: 100 })
    .configureOutput({ writeOut: (text) => context.terminal.result(text), writeErr: (text) => context.terminal.say(text.trimEnd()) })
    .exitOverride()
    .addHelpText(
      "after",
      "\nExamples:\n  orbweaver crawl example.com --max-pages 500\n  orbweaver resume example.com.crawl\n  orbweaver export example.com.crawl --view pages --format csv --out pages.csv\n\nExit codes: 0 finished, 3 paused or limit reached (resumable), 2 wrong use, 1 failed",
    );
  addCrawlCommand(program, context, done);
  addResumeCommand(program, context, done);
  addStatusCommand(program, context, done);
  addCoverageCommand(program, context, done);
  addVerifyCommand(program, context, done);
  addExportCommand(program, context, done);
  addConfigCommand(program, context, printConfig, done);
  return program;
}

/** npm runs scripts in the folder of the package; the person's own is in INIT_CWD. */
function whereFrom({ environment, folder }: CommandLineOptions): Pick<CommandContext, "folder" | "program"> {
  if (environment["npm_lifecycle_event"] !== "cli") return { folder, program: "orbweaver" };
  return { folder: environment["INIT_CWD"] ?? folder, program: "npm run --silent cli --" };
}

/** A host over the memory wire, made when the first question is asked. */
class LazyHost {
  readonly #options: CommandLineOptions;
  #host: Host | null = null;
  #client: ReturnType<CommandContext["host"]> | null = null;

  constructor(options: CommandLineOptions) {
    this.#options = options;
  }

  client(): ReturnType<CommandContext["host"]> {
    if (this.#client !== null) return this.#client;
    const { environment, startEngine } = this.#options;
    const [near, far] = memoryWires();
    this.#host = createHost({ ...defaultFolders(environment), kind: "cli", version: VERSION, startEngine });
    this.#host.attach(far);
    this.#client = createClient<typeof allQuestions>(near);
    return this.#client;
  }

  async close(): Promise<void> {
    await this.#host?.close();
  }
}
