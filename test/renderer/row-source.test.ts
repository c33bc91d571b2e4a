import { describe, expect, it } from "vitest";
import { OrbweaverError } from "#contract/failure.ts";
import type { RowWindow } from "#contract/questions.ts";
import { RowSource, type AskRows } from "../../renderer/results/row-source.ts";

/** A list of rows on the far side, each `[url, number]`, and every question that was asked of it. */
class FarRows {
  urls: string[];
  readonly asked: { first: number; count: number; signal: AbortSignal; answer: () => void; fail: (error: Error) => void }[] = [];

  constructor(count: number) {
    this.urls = Array.from({ length: count }, (_, index) => `u${index}`);
  }

  readonly ask: AskRows = (first, count, signal) =>
    new Promise<RowWindow>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new OrbweaverError("cancelled", "Cancelled.")));
      const rows = () => this.urls.slice(first, first + count).map((url, position) => [url, first + position]);
      const answer = () => resolve({ total: this.urls.length, columns: ["url", "number"], first, rows: rows(), ids: [] });
      this.asked.push({ first, count, signal, answer, fail: reject });
    });

  async answerAll(): Promise<void> {
    for (const question of this.asked) question.answer();
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the rows of a view", () => {
  it("are asked for in pages of a hundred, once each", async () => {
    const far = new FarRows(100_000);
    const source = new RowSource(far.ask, [0]);
    source.want(0, 40);
    source.want(10, 50);
    await far.answerAll();
    source.want(20, 60);
    expect(far.asked.map(({ first, count }) => [first, count])).toEqual([[0, 100]]);
    expect(source.total).toBe(100_000);
    expect(source.rowAt(59)).toEqual(["u59", 59]);
    expect(source.rowAt(100)).toBeNull();
  });

  it("are not waited for any more once they were scrolled past", async () => {
    const far = new FarRows(100_000);
    const source = new RowSource(far.ask, [0]);
    source.want(50_000, 50_040);
    source.want(90_000, 90_040);
    expect(far.asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    source.want(50_000, 50_040);
    await far.answerAll();
    expect(source.rowAt(50_001)).toEqual(["u50001", 50_001]);
  });

  it("are forgotten when they were not looked at for long, so that a million rows need no memory", async () => {
    const far = new FarRows(100_000);
    const source = new RowSource(far.ask, [0]);
    for (let page = 0; page < 200; page += 1) {
      source.want(page * 100, page * 100 + 1);
      await far.answerAll();
    }
    const known = Array.from({ length: 20_000 }, (_, index) => source.rowAt(index)).filter((row) => row !== null);
    expect(known.length).toBe(6000);
    expect(source.rowAt(19_999)).not.toBeNull();
  });

  it("come as far as there are more now in a page that was the last one", async () => {
    const far = new FarRows(30);
    const source = new RowSource(far.ask, [0]);
    source.want(0, 30);
    await far.answerAll();
    far.urls = Array.from({ length: 250 }, (_, index) => `u${index}`);
    source.want(100, 140);
    await far.answerAll();
    source.want(0, 40);
    await far.answerAll();
    expect(source.rowAt(35)).toEqual(["u35", 35]);
  });

  it("say by how far the row that is being read has moved when rows arrived before it", async () => {
    const far = new FarRows(300);
    const source = new RowSource(far.ask, [0]);
    source.want(100, 140);
    await far.answerAll();
    far.urls.unshift("a", "b", "c");
    const refreshed = source.refresh(0, 240, 120);
    await far.answerAll();
    await refreshed;
    expect(source.takeShift()).toBe(3);
    expect(source.takeShift()).toBe(0);
    expect(source.rowAt(123)?.[0]).toBe("u120");
  });

  it("stay on the screen until the newer ones have come", async () => {
    const far = new FarRows(300);
    const source = new RowSource(far.ask, [0]);
    source.want(0, 40);
    await far.answerAll();
    void source.refresh(0, 40, null);
    expect(source.rowAt(0)).toEqual(["u0", 0]);
  });

  it("are the same objects after a refresh that changed nothing about them, so that they are not drawn again", async () => {
    const far = new FarRows(300);
    const source = new RowSource(far.ask, [0]);
    source.want(0, 40);
    await far.answerAll();
    const [before, changing] = [source.rowAt(0), source.rowAt(1)];
    far.urls[1] = "other";
    const refreshed = source.refresh(0, 40, null);
    await far.answerAll();
    await refreshed;
    expect(source.rowAt(0)).toBe(before);
    expect(source.rowAt(1)).not.toBe(changing);
  });

  it("are refreshed once more when something changed while they were being refreshed", async () => {
    const far = new FarRows(10);
    const source = new RowSource(far.ask, [0]);
    const first = source.refresh(0, 10, null);
    far.asked[0]?.answer();
    far.urls.push("late");
    void source.refresh(0, 11, null);
    await settled();
    await far.answerAll();
    await first;
    expect(source.total).toBe(11);
  });

  it("keep what is known when a question fails, with the sentence why", async () => {
    const far = new FarRows(300);
    const source = new RowSource(far.ask, [0]);
    source.want(0, 40);
    await far.answerAll();
    const refreshed = source.refresh(0, 40, null);
    far.asked.at(-1)?.fail(new OrbweaverError("damaged", "The file is damaged."));
    await refreshed;
    expect(source.error?.message).toBe("The file is damaged.");
    expect(source.rowAt(0)).toEqual(["u0", 0]);
  });

  it("show no error when the connection broke, because they are asked for again when it is back", async () => {
    const far = new FarRows(300);
    const source = new RowSource(far.ask, [0]);
    source.want(0, 40);
    far.asked[0]?.fail(new OrbweaverError("disconnected", "The connection was lost."));
    await settled();
    expect(source.error).toBeNull();
    expect(source.total).toBeNull();
  });
});
