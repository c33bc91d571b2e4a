import { spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ENTRY = join(import.meta.dirname, "../../electron/cli/main.ts");
/** Node keeps the compiled sources here: a process that is started for the hundredth time is up in half the time. */
const COMPILE_CACHE = join(tmpdir(), "orbweaver-test-compile-cache");

/** One JSON line of the command line. */
export interface JsonEvent {
  readonly event: string;
  readonly [name: string]: unknown;
}

/** How a command ended. `code` is null when a signal ended it. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of the real command line in a process of its own. */
export interface RunningCommand extends AsyncDisposable {
  readonly pid: number;
  /** JSON lines so far, when it was started with `--json`. */
  readonly events: readonly JsonEvent[];
  /** Standard error so far. */
  words(): string;
  /** Resolves with the next event of that name that holds what `fits` asks for, also one that has come already. */
  event(name: string, fits?: (event: JsonEvent) => boolean): Promise<JsonEvent>;
  readonly ended: Promise<CommandEnd>;
  signal(name: NodeJS.Signals): void;
}

/** Starts `orbweaver <args>` from its sources, in `folder`, which is its home for everything that it keeps as well. */
export function startCommand(folder: string, args: readonly string[]): RunningCommand {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    cwd: folder,
    env: {
      ...process.env,
      ORBWEAVER_HOME: join(folder, "home"),
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      NO_COLOR: "1",
      npm_lifecycle_event: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watch(child);
}

/** Runs `orbweaver <args>` to its end. */
export async function runCommand(folder: string, args: readonly string[]): Promise<CommandEnd> {
  await using command = startCommand(folder, args);
  return await command.ended;
}

function watch(child: ChildProcess): RunningCommand {
  const events: JsonEvent[] = [];
  const hearers = new Set<(event: JsonEvent) => void>();
  let stdout = "";
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  createInterface({ input: child.stdout! }).on("line", (line) => {
    const event = parsed(line);
    if (event === null) return;
    events.push(event);
    for (const hear of hearers) hear(event);
  });
  const ended = new Promise<CommandEnd>((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
  const event: RunningCommand["event"] = (name, fits = () => true) =>
    new Promise((resolve, reject) => {
      const hear = (candidate: JsonEvent): void => {
        if (candidate.event !== name || !fits(candidate)) return;
        hearers.delete(hear);
        resolve(candidate);
      };
      hearers.add(hear);
      events.forEach(hear);
      void ended.then(({ code }) => reject(new Error(`ended with ${code} before "${name}" came: ${stderr}`)));
    });
  return {
    pid: child.pid ?? 0,
    events,
    words: () => stderr,
    event,
    ended,
    signal: (name) => void child.kill(name),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function parsed(line: string): JsonEvent | null {
  try {
    return JSON.parse(line) as JsonEvent;
  } catch {
    return null;
  }
}
