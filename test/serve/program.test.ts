import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USUAL_PORT } from "#serve/serve-arguments.ts";
import { openWire } from "#test/serve/web-server-under-test.ts";

const program = fileURLToPath(new URL("./serve-program.ts", import.meta.url));
let folder: string;
let windowFolder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "orbweaver-serve-"));
  windowFolder = join(folder, "window");
  mkdirSync(windowFolder);
  writeFileSync(join(windowFolder, "index.html"), "<!doctype html><title>The window</title>");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly firstLine: Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }>;
  signal(name: NodeJS.Signals): void;
}

function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}, window = windowFolder): Run {
  const child = spawn(process.execPath, [program, window, "--library", join(folder, "library"), ...argv], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (part) => (output += part));
  child.stderr.on("data", (part) => (errors += part));
  const lines = createInterface({ input: child.stdout });
  return {
    firstLine: once(lines, "line").then(([line]) => String(line)),
    ended: once(child, "close").then(([code]) => ({ code, output, errors })),
    signal: (name) => void child.kill(name),
  };
}

describe("The program that serves the window", () => {
  it("prints the address first, serves the window there, and ends cleanly when asked to", async () => {
    const serving = run(["--no-open"]);
    const line = await serving.firstLine;
    const [, address, port] = /^Orbweaver is at (http:\/\/127\.0\.0\.1:(\d+)\/\?token=[\w-]{43})$/.exec(line) ?? [];
    const entered = await fetch(String(address), { redirect: "manual" });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await (await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } })).text()).toContain("The window");
    serving.signal("SIGINT");
    expect(await serving.ended).toMatchObject({ code: 0, output: `${line}\n`, errors: expect.stringContaining("Ctrl-C") });
  });

  it("ends on SIGTERM as well", async () => {
    const serving = run(["--no-open"]);
    await serving.firstLine;
    serving.signal("SIGTERM");
    expect((await serving.ended).code).toBe(0);
  });

  it("listens on the port that is asked for, and says in one sentence when it is taken", async () => {
    const first = run(["--no-open"]);
    const port = /:(\d+)\//.exec(await first.firstLine)?.[1] ?? "";
    const second = run(["--no-open", "--port", port]);
    second.firstLine.catch(() => {});
    expect(await second.ended).toEqual({
      code: 1,
      output: "",
      errors: `Port ${port} is used by another program. Choose another one with --port, or leave it out to get a free one.\n`,
    });
    expect(readFileSync(join(folder, "library", "logs", "orbweaver.log"), "utf8")).toContain(`error - Port ${port} is used`);
    first.signal("SIGTERM");
    await first.ended;
    const third = run(["--no-open", "--port", port]);
    expect(await third.firstLine).toContain(`127.0.0.1:${port}/`);
    third.signal("SIGTERM");
    await third.ended;
  });

  it("takes the usual port, and a free one when that is taken", async () => {
    const holder = createServer();
    // Whoever has the port already holds it just as well.
    await new Promise<void>((resolve) => holder.once("error", () => resolve()).listen(USUAL_PORT, "127.0.0.1", resolve));
    const serving = run(["--no-open"]);
    const port = Number(new URL(String((await serving.firstLine).split(" ").at(-1))).port);
    expect(port).toBeGreaterThan(0);
    expect(port).not.toBe(USUAL_PORT);
    serving.signal("SIGTERM");
    await serving.ended;
    holder.close();
    expect((await run(["--help"]).ended).output).toContain(`default: ${USUAL_PORT}`);
  });

  it("admits a window that is open when it is killed and started again on the same port", async () => {
    const first = run(["--no-open"]);
    const address = new URL(String((await first.firstLine).split(" ").at(-1)));
    const entered = await fetch(address, { redirect: "manual" });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    first.signal("SIGKILL");
    await first.ended;
    const second = run(["--no-open", "--port", address.port]);
    await second.firstLine;
    expect(await openWire(Number(address.port), cookie)).toBe(101);
    second.signal("SIGTERM");
    await second.ended;
  });

  it.each([
    [["--port", "99999"], "--port 99999: a port is a whole number from 0 to 65535."],
    [["--port", "x"], "--port x: a port is a whole number from 0 to 65535."],
    [["--colour"], "Unknown option '--colour'"],
    [["extra"], "Unexpected argument 'extra'"],
  ])("ends with exit code 2 and one sentence for %j", async (argv, sentence) => {
    const { code, output, errors } = await run(argv).ended;
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(sentence);
    expect(errors.trim().split("\n")).toHaveLength(1);
  });

  it("says what to do when the window has not been built", async () => {
    expect(await run([], {}, "none").ended).toMatchObject({ code: 1, errors: "The window has not been built yet. Run: npm run build\n" });
  });

  it("shows its help", async () => {
    expect(await run(["--help"]).ended).toMatchObject({ code: 0, output: expect.stringContaining("--no-open") });
  });

  it("opens the browser at an address whose token works once, without a shell", { timeout: 15_000 }, async () => {
    const bin = join(folder, "bin");
    const opened = join(folder, "opened");
    mkdirSync(bin);
    writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\nprintf '%s\\n' "$@" > "${opened}.new"\nmv "${opened}.new" "${opened}"\n`, {
      mode: 0o755,
    });
    const serving = run([], { PATH: `${bin}${delimiter}${process.env["PATH"]}` });
    const line = await serving.firstLine;
    while (!existsSync(opened)) await new Promise((resolve) => setTimeout(resolve, 5));
    const address = readFileSync(opened, "utf8").trim();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect(line).not.toContain(address);
    const statuses = [];
    for (let time = 0; time < 2; time += 1) statuses.push((await fetch(address, { redirect: "manual" })).status);
    expect(statuses).toEqual([303, 401]);
    serving.signal("SIGTERM");
    await serving.ended;
  });
});
