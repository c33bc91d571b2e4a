import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { createServer } from "node:net";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import { startWebServer, type WebServer } from "#serve/web-server.ts";
import { webSocketWire } from "#serve/web-socket-wire.ts";
import { hostUnderTest, type HostUnderTest } from "#test/library/host-under-test.ts";

let test: HostUnderTest;
let server: WebServer;
let token: string;
let cookie: string;

beforeAll(async () => {
  test = hostUnderTest({ exportGate: undefined });
  const windowFolder = join(test.folder, "window");
  mkdirSync(join(windowFolder, "assets"), { recursive: true });
  writeFileSync(join(windowFolder, "index.html"), "<!doctype html><title>The window</title>");
  writeFileSync(join(windowFolder, "assets", "main-1a2b.js"), "export {};");
  writeFileSync(join(windowFolder, "assets", "main.map"), "{}");
  writeFileSync(join(windowFolder, ".secret.html"), "secret");
  writeFileSync(join(test.folder, "outside.html"), "outside");
  symlinkSync(join(test.folder, "outside.html"), join(windowFolder, "link.html"));
  server = await startWebServer({ port: 0, host: test.host, windowFolder, sessionFolder: join(test.folder, "library") });
  token = new URL(server.address).searchParams.get("token") ?? "";
  const entered = await ask({ path: `/?token=${token}` });
  cookie = entered.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
});
afterAll(async () => {
  await server.close();
  await test[Symbol.asyncDispose]();
});

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request as it stands, without the tidying up that clients do. */
function ask({ path, method = "GET", headers = {} }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: "127.0.0.1", port: server.port, path, method, headers: { host: `127.0.0.1:${server.port}`, ...headers } },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8");
        answer.on("data", (part) => (body += part));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      },
    );
    request.on("error", reject);
    request.end();
  });
}
const askAdmitted = (asked: Asked) => ask({ ...asked, headers: { cookie, ...asked.headers } });

describe("Who may enter the served window", () => {
  it("listens on the loopback address and prints an address with 256 random bits", () => {
    expect(server.address).toBe(`http://127.0.0.1:${server.port}/?token=${token}`);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
  });

  it("is not reachable under another address of this computer", async () => {
    const error = await new Promise((resolve) => {
      connect({ host: "127.0.0.2", port: server.port }, () => resolve("connected")).on("error", (cause: NodeJS.ErrnoException) =>
        resolve(cause.code),
      );
    });
    expect(error).toBe("ECONNREFUSED");
  });

  it("exchanges the token for a cookie that scripts cannot read and other sites do not send, and shows the plain address", async () => {
    const entered = await ask({ path: `/?token=${token}` });
    expect(entered).toMatchObject({ status: 303, headers: { location: "/" } });
    expect(entered.headers["set-cookie"]?.[0]).toMatch(
      new RegExp(`^orbweaver-${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    expect(cookie).not.toContain(token);
  });

  it("lets the window be loaded again with the cookie alone, also under localhost", async () => {
    for (const host of [`127.0.0.1:${server.port}`, `localhost:${server.port}`]) {
      expect(await askAdmitted({ path: "/", headers: { host } })).toMatchObject({
        status: 200,
        body: expect.stringContaining("The window"),
      });
    }
  });

  it.each([
    ["no token", "/", {}],
    ["a wrong token", "/?token=wrong", {}],
    ["an empty token", "/?token=", {}],
    ["a token of the right length", `/?token=${"A".repeat(43)}`, {}],
    ["a wrong cookie", "/", { cookie: "orbweaver=1" }],
    ["no token for a script", "/assets/main-1a2b.js", {}],
    ["no token for a download", "/download/job-1", {}],
    ["no token for what is not there", "/nothing", {}],
  ])("refuses %s", async (_what, path, headers) => {
    const refused = await ask({ path, headers });
    expect(refused.status).toBe(401);
    expect(refused.headers["set-cookie"]).toBeUndefined();
    expect(refused.body).not.toContain("The window");
  });

  it("refuses the value of the cookie under a wrong name, and the token as cookie", async () => {
    expect((await ask({ path: "/", headers: { cookie: cookie.replace("orbweaver-", "other-") } })).status).toBe(401);
    expect((await ask({ path: "/", headers: { cookie: `orbweaver-${server.port}=${token}` } })).status).toBe(401);
  });

  it.each(["example.com", "127.0.0.1", "127.0.0.1:1", "localhost.:80", "evil.test:80", "127.0.0.1.nip.io:80", "[::1]:80"])(
    "refuses the Host %s although the token is right, so that no foreign name can be pointed here",
    async (host) => {
      expect((await askAdmitted({ path: `/?token=${token}`, headers: { host } })).status).toBe(403);
    },
  );

  it.each(["https://evil.test", "null", "http://127.0.0.1:1", "http://127.0.0.1"])("refuses the Origin %s", async (origin) => {
    expect((await askAdmitted({ path: "/", headers: { origin } })).status).toBe(403);
  });

  it("refuses what another site embeds or opens, but not the address with the token", async () => {
    for (const site of ["cross-site", "same-site"]) {
      expect((await askAdmitted({ path: "/", headers: { "sec-fetch-site": site } })).status).toBe(403);
      expect((await ask({ path: `/?token=${token}`, headers: { "sec-fetch-site": site } })).status).toBe(303);
    }
    expect((await askAdmitted({ path: "/", headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  });

  it("takes the ticket for a browser's command line once", async () => {
    const path = new URL(server.ticketAddress()).search;
    expect(path).not.toContain(token);
    expect((await ask({ path: `/${path}` })).status).toBe(303);
    expect((await ask({ path: `/${path}` })).status).toBe(401);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("answers no %s", async (method) => {
    expect((await askAdmitted({ path: "/", method })).status).toBe(405);
  });
});

describe("What is served", () => {
  it("sends the policy that allows nothing but the window's own files and wire, with every answer", async () => {
    for (const answer of [
      await askAdmitted({ path: "/" }),
      await askAdmitted({ path: "/assets/main-1a2b.js" }),
      await askAdmitted({ path: "/none.js" }),
      await ask({ path: "/" }),
    ]) {
      const policy = answer.headers["content-security-policy"] ?? "";
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
      for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'none'"])
        expect(policy).toContain(rule);
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(answer.headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
    }
  });

  it("sends each file with its type; hashed ones may be kept", async () => {
    expect((await askAdmitted({ path: "/" })).headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
    });
    expect((await askAdmitted({ path: "/assets/main-1a2b.js" })).headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": expect.stringContaining("immutable"),
    });
  });

  it("answers HEAD without a body", async () => {
    expect(await askAdmitted({ path: "/", method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });

  it.each([
    "/../outside.html",
    "/..%2foutside.html",
    "/%2e%2e/outside.html",
    "/%2e%2e%2foutside.html",
    "/assets/../../outside.html",
    "/assets/..%5c..%5coutside.html",
    "/link.html",
    "/.secret.html",
    "/%00.html",
    "/index.html%00.js",
    "//index.html",
    "/assets",
    "/assets/",
    "/assets/main.map",
    "/C:/index.html",
    "/%",
    "/index.html/",
    "/nothing.js",
    "/%252e%252e/outside.html",
    "/index.html::$DATA",
    "http://127.0.0.1/index.html",
    "*",
  ])("finds nothing at %s", async (path) => {
    const answer = await askAdmitted({ path });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(/outside|secret/);
  });
});

describe("The wire", () => {
  const open = (headers: Readonly<Record<string, string>>, path = "/wire") =>
    new Promise<WebSocket | number>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
      socket.on("open", () => resolve(socket));
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
      socket.on("error", () => resolve(0));
    });
  const ours = () => ({ cookie, origin: `http://127.0.0.1:${server.port}` });

  it("opens for the window and answers questions", async () => {
    const socket = (await open(ours())) as WebSocket;
    const client = createClient<typeof allQuestions>(webSocketWire(socket));
    expect(await client.call("app.about", {})).toMatchObject({ host: "browser" });
    expect((await client.call("library.close", { crawl: test.file("closed.crawl") })) ?? "nothing").toBe("nothing");
    client.close();
  });

  it.each([
    ["without a cookie", { cookie: "" }, 401],
    ["with a wrong cookie", { cookie: "orbweaver=1" }, 401],
    ["from another site", { origin: "https://evil.test" }, 403],
    ["from another port", { origin: "http://127.0.0.1:1" }, 403],
    ["from a page without origin", { origin: "null" }, 403],
    ["under a foreign name", { host: "evil.test" }, 403],
    ["under a foreign name with its own origin", { host: "evil.test", origin: "http://evil.test" }, 403],
    ["from localhost for 127.0.0.1", { origin: "http://localhost" }, 403],
  ])("is refused %s", async (_what, headers, status) => {
    expect(await open({ ...ours(), ...headers })).toBe(status);
  });

  it("is refused when no origin is given", async () => {
    expect(await open({ cookie })).toBe(403);
  });

  it("is at one path only", async () => {
    expect(await open(ours(), "/")).toBe(404);
  });

  it("goes on for others when one sends rubbish", async () => {
    const rude = (await open(ours())) as WebSocket;
    rude.send("{".repeat(100_000));
    rude.send(Buffer.alloc(1000));
    rude.send(JSON.stringify({ t: "call", id: 1, name: "__proto__", input: { constructor: 1 } }));
    const refused = await new Promise((resolve) => rude.once("message", (data) => resolve(JSON.parse(String(data)))));
    expect(refused).toMatchObject({ t: "error", id: 1, code: "bad-input" });
    rude.terminate();
    const socket = (await open(ours())) as WebSocket;
    expect(await createClient<typeof allQuestions>(webSocketWire(socket)).call("app.about", {})).toBeDefined();
    socket.terminate();
  });
});

describe("Fetching a finished export", () => {
  it("gives the file as an attachment under its own name, and nothing that is no export", async () => {
    const crawl = test.file("a.crawl");
    const done = new Promise((resolve) => test.client.subscribe("job", (job) => job.state === "done" && resolve(job)));
    await test.client.call("export.start", { crawl, view: "pages", format: "csv", path: join(test.folder, "exports", 'Größe "1"; x.csv') });
    await done;
    const answer = await askAdmitted({ path: "/download/job-1" });
    expect(answer).toMatchObject({ status: 200, body: "url\nhttps://example.com/\n" });
    expect(answer.headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="Gr_e_1_x.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22%3B%20x.csv`,
      "content-length": String(answer.body.length),
    });
    for (const path of ["/download/", "/download/job-2", "/download/../a.crawl", "/download/__proto__"])
      expect((await askAdmitted({ path })).status).toBe(404);
  });
});

describe("A port that cannot be had", () => {
  it("is one clear sentence", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    const options = { port, host: test.host, windowFolder: test.folder, sessionFolder: null };
    await expect(startWebServer(options)).rejects.toMatchObject({
      code: "in-use",
      message: expect.stringMatching(`^Port ${port} is used by another program\\.`),
    });
    other.close();
  });
});
