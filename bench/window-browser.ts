import { readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { timesOf, type QuestionTimes } from "./window-questions.ts";

/** How smoothly a table scrolled. */
export interface Scrolled {
  readonly what: string;
  readonly frames: number;
  readonly framesPerSecond: number;
  readonly p95FrameMs: number;
  readonly longestFrameMs: number;
  /** Tasks of the page over 50 ms, by the browser's own count. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  /** From the last movement until every row in sight was drawn. */
  readonly settledMs: number;
}

/** Memory of the page, in MiB. */
export interface PageMemory {
  readonly heapMib: number;
  /** Proportional set size of its process; null where it cannot be told. */
  readonly processMib: number | null;
}

const GRID = "[role=grid]";

/** Scrolls the shown table by `stepPx` a frame for `frames` frames, or from top to bottom in as many when `stepPx` is null. */
export async function scroll(page: Page, what: string, { frames, stepPx }: { frames: number; stepPx: number | null }): Promise<Scrolled> {
  const scrolled = await page.$eval(
    GRID,
    async (grid, count, step) => {
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration)));
      observer.observe({ entryTypes: ["longtask"] });
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const waits = () => [...grid.querySelectorAll("[role=row][data-row]")].some((row) => row.textContent === "");
      grid.scrollTop = 0;
      const move = step ?? (grid.scrollHeight - grid.clientHeight) / count;
      const deltas: number[] = [];
      let last = await frame();
      for (let index = 0; index < count; index++) {
        grid.scrollTop += move;
        const now = await frame();
        deltas.push(now - last);
        last = now;
      }
      await frame();
      while (waits()) await frame();
      const drawnMs = performance.now() - last;
      // The browser tells of long tasks a moment later.
      await new Promise((resolve) => setTimeout(resolve, 200));
      observer.disconnect();
      return { deltas, tasks, settledMs: drawnMs };
    },
    frames,
    stepPx,
  );
  const { deltas, tasks, settledMs } = scrolled;
  const { p95Ms, maxMs } = timesOf(what, deltas);
  return {
    what,
    frames: deltas.length,
    framesPerSecond: (deltas.length / deltas.reduce((sum, delta) => sum + delta, 0)) * 1000,
    p95FrameMs: p95Ms,
    longestFrameMs: maxMs,
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
    settledMs,
  };
}

/** Shows one table after another by the keyboard, from the key until its rows are drawn. */
export async function switchTabs(page: Page, rounds: number): Promise<QuestionTimes> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const wanted = ["Links", "Pages"][round % 2] as string;
    took.push(await clickUntil(page, `nav button`, { named: wanted, drawn: `[role=grid][aria-label="${wanted}"]` }));
  }
  return timesOf("window: from one table to another, until rows are drawn", took);
}

/** Sorts the shown table by a click on one header after another, from the click until the sorted rows are drawn. */
export async function sortByHeaders(page: Page, headers: readonly string[]): Promise<QuestionTimes> {
  const took: number[] = [];
  for (const named of headers)
    took.push(await clickUntil(page, "[role=columnheader] button, [role=columnheader]", { named, drawn: `${GRID}:has([aria-sort])` }));
  return timesOf("window: click on a header, until sorted rows are drawn", took);
}

/** Milliseconds from a click until what is drawn is there with all its rows in sight. */
async function clickUntil(page: Page, clickable: string, { named, drawn }: { named: string; drawn: string }): Promise<number> {
  return page.evaluate(
    async (selector, name, shown) => {
      const target = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.textContent?.startsWith(name));
      if (target === undefined) throw new Error(`there is no "${name}" to click on`);
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const startedAtMs = performance.now();
      target.click();
      const isDrawn = (): boolean => {
        const grid = document.querySelector(shown);
        if (grid === null || grid.getAttribute("aria-busy") === "true") return false;
        const rows = [...grid.querySelectorAll("[role=row][data-row]")];
        return rows.length > 0 && rows.every((row) => row.textContent !== "");
      };
      await frame();
      await frame();
      while (!isDrawn()) {
        if (performance.now() - startedAtMs > 30_000) throw new Error(`"${name}" was not drawn within 30 s`);
        await frame();
      }
      return performance.now() - startedAtMs;
    },
    clickable,
    named,
    drawn,
  );
}

/** Memory that the page takes after its garbage was collected. */
export async function memoryOf(page: Page): Promise<PageMemory> {
  const session = await page.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const browser = await page.browser().target().createCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  await browser.detach();
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentMib(id));
  return { heapMib: usedSize / 1048576, processMib: sizes.length === 0 || sizes.includes(null) ? null : Math.max(...(sizes as number[])) };
}

function residentMib(pid: number): number | null {
  try {
    const kib = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  } catch {
    return null;
  }
}
