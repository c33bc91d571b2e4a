import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { counted, duration, rate, size, timeLeft } from "#cli/figures.ts";
import { Interrupts } from "#cli/interrupts.ts";
import { jsonLine } from "#cli/json-text.ts";
import { table } from "#cli/table.ts";
import { harmless, Terminal, type Output } from "#cli/terminal.ts";

describe("Figures", () => {
  it.each([
    [0.4, "0.4 s"],
    [45, "45 s"],
    [60, "1 min"],
    [200, "3 min 20 s"],
    [7500, "2 h 5 min"],
    [273_600, "3 d 4 h"],
  ])("say %d seconds as %s", (seconds, words) => expect(duration(seconds)).toBe(words));

  it("say the time that is left as a range, or about when the range is narrow", () => {
    expect(timeLeft([18, 19])).toBe("about 19 s left");
    expect(timeLeft([130, 260])).toBe("2 to 5 min left");
    expect(timeLeft([90_000, 200_000])).toBe("1 to 3 d left");
  });

  it("count with a separator and the right noun", () => {
    expect(counted(1, "page", "pages")).toBe("1 page");
    expect(counted(11_204, "page", "pages")).toBe("11,204 pages");
    expect([rate(0.25), rate(87.4)]).toEqual(["0.3", "87"]);
    expect([size(1), size(999), size(1234), size(56_000), size(3_100_000_000)]).toEqual([
      "1 byte",
      "999 bytes",
      "1.2 kB",
      "56 kB",
      "3.1 GB",
    ]);
  });
});

describe("A table", () => {
  it("aligns labels to the left and values to the right", () => {
    const rows = [
      { label: "discovered", value: "11,204" },
      { label: "kept", value: "7", note: "Stored.", indent: 1 },
    ];
    expect(table(rows)).toBe("discovered  11,204\n  kept           7  Stored.\n");
  });
});

describe("A line of JSON", () => {
  it("has names in snake_case, at every depth, and leaves the words of lists alone", () => {
    expect(jsonLine({ firstSeenOn: "aB", exclusions: [{ reason: "scopeX", countNow: 1 }], secondsLeft: null })).toBe(
      '{"first_seen_on":"aB","exclusions":[{"reason":"scopeX","count_now":1}],"seconds_left":null}\n',
    );
  });
});

describe("Requests to end", () => {
  const record = () => {
    const calls: string[] = [];
    const interrupts = new Interrupts(
      () => calls.push("pause"),
      () => calls.push("stop"),
    );
    return { calls, press: (...times: number[]) => times.forEach((atMs) => interrupts.interrupt(atMs)) };
  };

  it("pause the first time and stop the second", () => {
    const { calls, press } = record();
    press(1000, 2000, 3000);
    expect(calls).toEqual(["pause", "stop"]);
  });

  it("count once when a terminal and npm both deliver the same Ctrl-C", () => {
    const { calls, press } = record();
    press(1000, 1001, 1250);
    expect(calls).toEqual(["pause"]);
  });
});

describe("A terminal", () => {
  const output = (facts: object = {}): { readonly stream: Output; text(): string } => {
    const stream = Object.assign(new PassThrough(), facts);
    let text = "";
    stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    return { stream, text: () => text };
  };

  it("gets no characters that would drive it", () => {
    expect(harmless("a\u001B[2Jb\rc\u0007d\u009Be\u202Ef\n\tg")).toBe("a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\n\tg");
  });

  it("shows one line that renews itself, cut to its width and gone before anything else is said", async () => {
    const words = output({ isTTY: true, columns: 11 });
    const terminal = new Terminal(output().stream, words.stream);
    terminal.rewrite("12 pages and many more");
    terminal.rewrite("12 pages and many others");
    terminal.say("done");
    await new Promise(setImmediate);
    expect(words.text()).toBe("\r12 pages a\u001B[K\r\u001B[Kdone\n");
  });

  it("tells once that nobody reads the results any more, also those who ask later", () => {
    const results = output();
    const terminal = new Terminal(results.stream, output().stream);
    let told = 0;
    terminal.onGone(() => (told += 1));
    results.stream.emit("error", Object.assign(new Error("broken pipe"), { code: "EPIPE" }));
    results.stream.emit("error", Object.assign(new Error("broken pipe"), { code: "EPIPE" }));
    terminal.onGone(() => (told += 10));
    expect([terminal.isGone, told]).toEqual([true, 11]);
  });
});
