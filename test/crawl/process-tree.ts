import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";

/** A process that descends from the one that was asked about. */
export interface Descendant {
  readonly pid: number;
  readonly commandLine: string;
}

/** All living processes below `pid`, parents before their children. Reads /proc, so Linux only. */
export function descendantsOf(pid: number): readonly Descendant[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: Descendant[] = [];
  const pending = [...(children.get(pid) ?? [])];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    found.push({ pid: next, commandLine: read(`/proc/${next}/cmdline`).replaceAll("\0", " ") });
    pending.push(...(children.get(next) ?? []));
  }
  return found;
}

/** Ends processes at once and resolves when none of them runs any more. */
export async function killAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids) kill(pid);
  while (pids.some(isRunning)) await after(2);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Whether a process runs; one that has ended and waits for its parent to take notice does not. */
function isRunning(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

function parentOf(pid: number): number | null {
  const stat = statOf(pid);
  return stat === null || stat[0] === "Z" ? null : Number(stat[1]);
}

/** State, parent and what follows in /proc/PID/stat (proc_pid_stat(5)); the name before them may hold spaces. */
function statOf(pid: number): readonly string[] | null {
  const text = read(`/proc/${pid}/stat`);
  return text === "" ? null : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
