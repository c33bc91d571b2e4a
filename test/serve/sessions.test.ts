import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hostUnderTest } from "#test/library/host-under-test.ts";
import { enter, openWire, webServerUnderTest } from "#test/serve/web-server-under-test.ts";

const DAY_MS = 86_400_000;

describe("A window that is open while the program is started again", () => {
  it("is admitted again on the same port, with all others that had entered, and the token of then is worth nothing", async () => {
    await using before = await webServerUnderTest();
    const cookies = [before.cookie, await enter(before.server)];
    expect(new Set(cookies).size).toBe(2);
    const { port, address } = before.server;
    await before.server.close();
    await using after = await webServerUnderTest({ port, cookie: before.cookie, test: before.test });
    expect(await Promise.all(cookies.map((cookie) => openWire(port, cookie)))).toEqual([101, 101]);
    expect((await after.ask({ path: "/" })).status).toBe(200);
    expect((await after.ask({ path: `/${new URL(address).search}`, headers: { cookie: "" } })).status).toBe(401);
  });

  it("is not admitted on another port, and not after 30 days", async () => {
    await using first = await webServerUnderTest();
    await using second = await webServerUnderTest({ test: first.test });
    const secret = first.cookie.split("=")[1] ?? "";
    expect(await openWire(second.server.port, `orbweaver-${second.server.port}=${secret}`)).toBe(401);
    await first.server.close();
    const file = join(first.test.folder, "library", "window-sessions.json");
    const age = (days: number) => {
      const content = JSON.parse(readFileSync(file, "utf8")) as { readonly sessions: readonly object[] };
      const sessions = content.sessions.map((session) => ({ ...session, sinceMs: Date.now() - days * DAY_MS }));
      writeFileSync(file, JSON.stringify({ ...content, sessions }));
    };
    for (const [days, status] of [
      [29, 101],
      [31, 401],
    ] as const) {
      age(days);
      const again = await webServerUnderTest({ port: first.server.port, cookie: first.cookie, test: first.test });
      expect(await openWire(first.server.port, first.cookie)).toBe(status);
      await again.server.close();
    }
  });

  it("is known by a file for its owner only, from which nobody learns the cookie or the token", async () => {
    await using served = await webServerUnderTest();
    const file = join(served.test.folder, "library", "window-sessions.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain(served.cookie.split("=")[1]);
    expect(text).not.toContain(new URL(served.server.address).searchParams.get("token"));
    const { sha256 } = (JSON.parse(text) as { readonly sessions: readonly [{ readonly sha256: string }] }).sessions[0];
    expect(await openWire(served.server.port, `orbweaver-${served.server.port}=${sha256}`)).toBe(401);
  });

  it.each(["{", "[]", '{"version":1,"sessions":[{"sha256":"","port":1,"sinceMs":1}]}', '{"version":2,"sessions":[]}'])(
    "has to enter again when the file holds %s",
    async (text) => {
      const test = hostUnderTest();
      const file = join(test.folder, "library", "window-sessions.json");
      await using first = await webServerUnderTest({ test });
      await first.server.close();
      writeFileSync(file, text);
      await using second = await webServerUnderTest({ port: first.server.port, cookie: first.cookie, test });
      expect(await openWire(second.server.port, first.cookie)).toBe(401);
      expect(await openWire(second.server.port, await enter(second.server))).toBe(101);
    },
  );
});
