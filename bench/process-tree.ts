import { readdirSync, readFileSync } from "node:fs";

/**
 * Memory of a process and all its descendants, sampled while it runs: not often, since the kernel walks all their pages for it
 * and holds them up meanwhile. Linux only: it reads /proc.
 */
export class TreeMemory implements Disposable {
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;
  /** Highest sum of proportional set sizes seen, in MiB: a page that several processes share counts once. */
  peakMib = 0;
  /** Highest sum of resident sizes seen, in MiB: a page that several processes share counts once for each. */
  peakResidentMib = 0;

  constructor(root: number, everyMs = 2000) {
    this.#root = root;
    this.#timer = setInterval(() => this.sample(), everyMs);
    this.#timer.unref();
  }

  sample(): void {
    const pids = treeOf(this.#root);
    const sizes = pids.map((pid) => read(`/proc/${pid}/smaps_rollup`));
    const total = (field: string) => sizes.reduce((sum, text) => sum + kibOf(text, field), 0) / 1024;
    this.peakMib = Math.max(this.peakMib, total("Pss"));
    this.peakResidentMib = Math.max(this.peakResidentMib, total("Rss"));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  [Symbol.dispose](): void {
    this.stop();
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

function kibOf(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0);
}

/** A file of /proc, or nothing when the process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
