import { readdirSync, readFileSync } from "node:fs";

/** Memory of a process and all its descendants, sampled while it runs. Linux only: it reads /proc. */
export class TreeMemory {
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;
  /** Highest sum of resident sizes seen, in MiB; pages shared between processes count once for each. */
  peakMib = 0;
  peakProcesses = 0;

  constructor(root: number, everyMs = 200) {
    this.#root = root;
    this.#timer = setInterval(() => this.sample(), everyMs);
    this.#timer.unref();
  }

  sample(): void {
    const pids = treeOf(this.#root);
    const mib = pids.reduce((sum, pid) => sum + residentMib(pid), 0);
    if (mib > this.peakMib) {
      this.peakMib = mib;
      this.peakProcesses = pids.length;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function treeOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (let index = 0; index < tree.length; index += 1) tree.push(...(children.get(tree[index]!) ?? []));
  return tree;
}

function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  const afterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return stat === "" ? null : Number(afterName[1]);
}

function residentMib(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1];
  return kib === undefined ? 0 : Number(kib) / 1024;
}

/** A file of /proc, or nothing when the process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
