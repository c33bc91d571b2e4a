import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { OrbweaverError, type ErrorCode } from "#contract/failure.ts";
import { SCHEMA_VERSION } from "#store/migrations.ts";
import { openReadonly } from "#store/open-readonly.ts";
import { openReader } from "#store/reader.ts";
import { TestFolder } from "#test/store/fixture.ts";

function codeOf(work: () => unknown): ErrorCode | "no error" {
  try {
    work();
    return "no error";
  } catch (thrown) {
    if (!(thrown instanceof OrbweaverError)) throw thrown;
    expect(thrown.message).toMatch(/^[A-Z"].*\.$/s);
    return thrown.code;
  }
}

/** Opens a copy of the sample after something was done to it. */
function codeAfter(change: (path: string) => void): ErrorCode | "no error" {
  using folder = new TestFolder();
  const path = folder.sample();
  change(path);
  return codeOf(() => openReader(path).close());
}

function sql(path: string, ...statements: readonly string[]): void {
  const database = new Database(path);
  database.unsafeMode(true);
  for (const statement of statements) database.exec(statement);
  database.close();
}

/** Runs as a user whom permissions concern: for root, who may do everything, as nobody. */
function asOrdinaryUser<T>(work: () => T): T {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe("openReader", () => {
  it("says that a file is not there", () => {
    using folder = new TestFolder();
    expect(codeOf(() => openReader(folder.file("nothing.crawl")))).toBe("not-found");
  });

  it.each([
    ["an empty file", Buffer.alloc(0)],
    ["a text file", Buffer.from("url,status\n".repeat(500))],
    ["a file that only begins like a database", Buffer.from("SQLite format 3\0")],
  ])("says that %s is not a crawl", (_what, bytes) => {
    expect(codeAfter((path) => writeFileSync(path, bytes))).toBe("not-a-crawl");
  });

  it("says that a folder is not a crawl", () => {
    using folder = new TestFolder();
    expect(codeOf(() => openReader(folder.path))).toBe("not-a-crawl");
  });

  it("says that a database of another program is not a crawl", () => {
    expect(codeAfter((path) => sql(path, "PRAGMA application_id = 1"))).toBe("not-a-crawl");
  });

  it("refuses a file from a newer version and does not touch it", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    sql(path, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`, "PRAGMA journal_mode = DELETE");
    const before = readFileSync(path);
    const changedAtMs = statSync(path).mtimeMs;
    expect(codeOf(() => openReader(path))).toBe("newer-version");
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(statSync(path).mtimeMs).toBe(changedAtMs);
  });

  it("says that a file that was cut off is damaged", () => {
    expect(codeAfter((path) => truncateSync(path, statSync(path).size - 4096))).toBe("damaged");
  });

  it("says that a file whose first page was overwritten is damaged", () => {
    const overwrite = (path: string) => {
      const file = openSync(path, "r+");
      writeSync(file, Buffer.alloc(3996, 0xa5), 0, 3996, 100);
      closeSync(file);
    };
    expect(codeAfter(overwrite)).toBe("damaged");
  });

  it("says that a file is damaged when a question meets a page that was overwritten", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    sql(path, "PRAGMA journal_mode = DELETE");
    const root = new Database(path).prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'page'").pluck().get() as number;
    const file = openSync(path, "r+");
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (root - 1) * 4096);
    closeSync(file);
    using reader = openReader(path);
    expect(codeOf(() => reader.viewRows({ view: "pages", first: 0, count: 10 }))).toBe("damaged");
  });

  it.each([
    ["a trigger", "CREATE TRIGGER sneaky AFTER INSERT ON url BEGIN DELETE FROM page; END"],
    ["a view", "CREATE VIEW sneaky AS SELECT 1"],
    ["a virtual table", "CREATE VIRTUAL TABLE sneaky USING fts5(text)"],
    ["one more table", "CREATE TABLE sneaky (a)"],
    ["a view in place of a table", "DROP TABLE host; CREATE VIEW host AS SELECT 1 AS id, load_extension('x') AS name"],
    ["one more column", "ALTER TABLE host ADD COLUMN sneaky TEXT"],
    ["an index less", "DROP INDEX url_by_hash"],
  ])("refuses a file that carries %s", (_what, statement) => {
    expect(codeAfter((path) => sql(path, statement))).toBe("damaged");
  });

  it("accepts the statistics that SQLite keeps for itself", () => {
    expect(codeAfter((path) => sql(path, "ANALYZE"))).toBe("no error");
  });

  it("cannot write, whatever the query says", () => {
    using folder = new TestFolder();
    using connection = openReadonly(folder.sample());
    expect(() => connection.rows("DELETE FROM url RETURNING id")).toThrow();
    expect(() => connection.rows("CREATE TEMP TABLE t AS SELECT 1")).toThrow();
    expect(() => connection.rows("ATTACH ? AS other", folder.file("other.db"))).toThrow();
    expect(existsSync(folder.file("other.db"))).toBe(false);
    expect(connection.value("SELECT count(*) FROM url")).toBe(320);
  });

  it("reads what a writer has committed and not yet moved into the file", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const writer = new Database(path);
    writer.pragma("wal_autocheckpoint = 0");
    using reader = openReader(path);
    const before = reader.storedStatus().coverage.waiting;
    writer.exec("UPDATE counter SET value = value + 5 WHERE name = 'state:waiting'");
    expect(reader.storedStatus().coverage.waiting).toBe(before + 5);
    writer.close();
  });

  it("answers all questions of a snapshot from one state of the file", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const writer = new Database(path);
    using connection = openReadonly(path);
    const pages = () => connection.value("SELECT value FROM counter WHERE name = 'rows:pages'");
    connection.snapshot(() => {
      writer.exec("UPDATE counter SET value = 500 WHERE name = 'rows:pages'");
      expect(pages()).toBe(238);
      expect(connection.snapshot(pages)).toBe(238);
    });
    expect(pages()).toBe(500);
    writer.close();
  });

  it("reads while another process writes, and every answer is of one commit", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const program = `
      const Database = require("better-sqlite3"); const db = new Database(process.argv[1]);
      const step = db.transaction((n) => { db.prepare("INSERT INTO meta VALUES (?, '1')").run("n" + n); db.prepare("UPDATE counter SET value = value + 1 WHERE name = 'rows:links'").run(); });
      let n = 0; setInterval(() => { for (let k = 0; k < 10; k++) step(n++); }, 0); process.stdin.resume(); process.stdin.on("end", () => process.exit());`;
    const writer = spawn(process.execPath, ["-e", program, path], { cwd: process.cwd(), stdio: ["pipe", "ignore", "inherit"] });
    const exited = once(writer, "exit");
    using connection = openReadonly(path);
    const seen = new Set<number>();
    while (seen.size < 5) {
      const [rows, counted] = connection.snapshot(() => [
        connection.value("SELECT count(*) FROM meta WHERE key LIKE 'n%'") as number,
        connection.value("SELECT value FROM counter WHERE name = 'rows:links'") as number,
      ]) as [number, number];
      expect(counted - rows).toBe(673);
      seen.add(counted);
      await new Promise((resolve) => setImmediate(resolve));
    }
    writer.stdin.end();
    await exited;
  });

  it("opens a file that is not writable, in a folder that is not writable, and leaves nothing behind", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    chmodSync(path, 0o444);
    chmodSync(folder.path, 0o555);
    asOrdinaryUser(() => {
      using reader = openReader(path);
      expect(reader.storedStatus().rows.pages).toBe(238);
    });
    chmodSync(folder.path, 0o755);
    expect(existsSync(`${path}-wal`) || existsSync(`${path}-shm`)).toBe(false);
  });

  it("opens a read-only copy with the log of a writer that was killed", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const writer = new Database(path);
    writer.pragma("wal_autocheckpoint = 0");
    writer.exec("UPDATE counter SET value = 777 WHERE name = 'rows:pages'");
    const inner = folder.file("cd");
    mkdirSync(inner);
    for (const suffix of ["", "-wal"]) copyFileSync(path + suffix, `${inner}/x.crawl${suffix}`);
    writer.close();
    chmodSync(inner, 0o555);
    chmodSync(folder.path, 0o755);
    asOrdinaryUser(() => {
      using reader = openReader(`${inner}/x.crawl`);
      expect(reader.storedStatus().rows.pages).toBe(777);
    });
    chmodSync(inner, 0o755);
  });

  it("opens a file whose log is gone, with what was in the file", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    for (const suffix of ["-wal", "-shm"]) rmSync(path + suffix, { force: true });
    using reader = openReader(path);
    expect(reader.storedStatus().rows.pages).toBe(238);
  });

  it("says that a file may not be read", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    chmodSync(folder.path, 0o755);
    chmodSync(path, 0o000);
    expect(asOrdinaryUser(() => codeOf(() => openReader(path)))).toBe("storage");
  });

  it("opens a file whose name has every awkward letter in it", () => {
    using folder = new TestFolder();
    const path = folder.sample("file: 100% #1? ü ' \".crawl");
    using reader = openReader(path);
    expect(reader.storedStatus().rows.pages).toBe(238);
  });

  it("answers with a clear error after it was closed", () => {
    using folder = new TestFolder();
    const reader = openReader(folder.sample());
    reader.close();
    expect(codeOf(() => reader.storedStatus())).toBe("disconnected");
  });
});
