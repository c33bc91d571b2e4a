import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exportToFile } from "#export/export-to-file.ts";
import type { ExportRequest } from "#export/export-view.ts";
import type { ExportSource } from "#export/export-source.ts";
import { TestFolder } from "#test/store/fixture.ts";

/** Numbers from 0, and what happens on the way. */
function numbers(total: number, onRow: (index: number) => void = () => {}): ExportSource {
  return {
    openCursor: () => {
      let at = 0;
      return {
        columns: [{ name: "n", type: "number", unit: "", meaning: "" }],
        total,
        next: (count) =>
          Array.from({ length: Math.min(count, total - at) }, () => {
            onRow(at);
            return [at++];
          }),
        close: () => {},
      };
    },
  };
}

const request = (path: string): ExportRequest & { path: string } => ({ view: "pages", format: "csv", path });

/** Runs as a user whom permissions concern: for root, who may do everything, as nobody. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe("exportToFile", () => {
  it("shows the file under its name only when it is complete", async () => {
    using folder = new TestFolder();
    const path = folder.file("out.csv");
    const seen = new Set<string>();
    await exportToFile(
      numbers(3000, () => {
        for (const name of readdirSync(folder.path)) seen.add(name);
      }),
      request(path),
    );
    expect([...seen]).toEqual(["out.csv.part"]);
    expect(readdirSync(folder.path)).toEqual(["out.csv"]);
    expect(readFileSync(path, "utf8")).toBe(`n\r\n${Array.from({ length: 3000 }, (_, index) => `${index}\r\n`).join("")}`);
  });

  it("replaces a file that was there only at the end", async () => {
    using folder = new TestFolder();
    const path = folder.file("out.csv");
    writeFileSync(path, "old");
    await exportToFile(
      numbers(1500, () => expect(readFileSync(path, "utf8")).toBe("old")),
      request(path),
    );
    expect(readFileSync(path, "utf8")).toMatch(/^n\r\n0\r\n/);
  });

  it("leaves the old file and no part when it is cancelled or fails", async () => {
    using folder = new TestFolder();
    const path = folder.file("out.csv");
    writeFileSync(path, "old");
    const abort = new AbortController();
    await expect(
      exportToFile(
        numbers(9000, (index) => {
          if (index === 4000) abort.abort();
        }),
        request(path),
        { signal: abort.signal },
      ),
    ).rejects.toMatchObject({ code: "cancelled" });
    await expect(
      exportToFile(
        numbers(9000, (index) => {
          if (index === 4000) throw new Error("planted");
        }),
        request(path),
      ),
    ).rejects.toThrow("planted");
    expect(readdirSync(folder.path)).toEqual(["out.csv"]);
    expect(readFileSync(path, "utf8")).toBe("old");
  });

  it("writes over what an interrupted export left, and never through a link", async () => {
    using folder = new TestFolder();
    const path = folder.file("out.csv");
    writeFileSync(folder.file("precious"), "precious");
    symlinkSync(folder.file("precious"), `${path}.part`);
    await exportToFile(numbers(3), request(path));
    expect(readFileSync(path, "utf8")).toBe("n\r\n0\r\n1\r\n2\r\n");
    expect(readFileSync(folder.file("precious"), "utf8")).toBe("precious");
  });

  it("refuses a second export to the same file while the first one writes", async () => {
    using folder = new TestFolder();
    const path = folder.file("out.csv");
    const first = exportToFile(numbers(20_000), request(path));
    await expect(exportToFile(numbers(1), request(path))).rejects.toMatchObject({ code: "bad-input" });
    expect(await first).toMatchObject({ rowsDone: 20_000 });
    expect(await exportToFile(numbers(1), request(path))).toMatchObject({ rowsDone: 1 });
  });

  it("says that the folder is not there", async () => {
    using folder = new TestFolder();
    await expect(exportToFile(numbers(1), request(join(folder.path, "no/out.csv")))).rejects.toMatchObject({
      code: "not-found",
      message: `There is no folder ${folder.path}/no. Choose another one.`,
    });
  });

  it("says that the name is a folder's, or too long", async () => {
    using folder = new TestFolder();
    mkdirSync(folder.file("out.csv"));
    await expect(exportToFile(numbers(1), request(folder.file("out.csv")))).rejects.toMatchObject({ code: "bad-input" });
    await expect(exportToFile(numbers(1), request(folder.file("x".repeat(300))))).rejects.toMatchObject({ code: "bad-input" });
  });

  it("says that the folder cannot be written", async () => {
    using folder = new TestFolder();
    chmodSync(folder.path, 0o555);
    await asOrdinaryUser(() =>
      expect(exportToFile(numbers(1), request(folder.file("out.csv")))).rejects.toMatchObject({ code: "read-only" }),
    );
    chmodSync(folder.path, 0o755);
  });

  it("says that the disk is full, and leaves no part", async () => {
    using folder = new TestFolder();
    const full = numbers(5000, (index) => {
      if (index === 2500) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    });
    await expect(exportToFile(full, request(folder.file("out.csv")))).rejects.toMatchObject({
      code: "disk-full",
      message: `The disk is full: "out.csv" could not be written to ${folder.path}. Free some space, or choose another folder.`,
    });
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
