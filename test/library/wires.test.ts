import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { MessageChannel, Worker } from "node:worker_threads";
import { WebSocket, WebSocketServer } from "ws";
import { afterEach, describe, expect, it } from "vitest";
import { createClient, type Client } from "#contract/protocol.ts";
import { memoryWires, type Wire } from "#contract/wire.ts";
import { webSocketWire } from "#serve/web-socket-wire.ts";
import { serveWireQuestions, type wireQuestions } from "#test/library/wire-questions.ts";
import { childProcessWire } from "#workers/wires/child-process-wire.ts";
import { electronPortWire, messagePortWire } from "#workers/wires/message-port-wire.ts";

type TestClient = Client<typeof wireQuestions>;

const cleanUps: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Each kind of wire, with the far side where it is in life. Answers the near end. */
const wires: Readonly<Record<string, () => Promise<Wire>>> = {
  async memory() {
    const [near, far] = memoryWires();
    serveWireQuestions(far);
    return near;
  },
  async "child process"() {
    const child = fork(here("./wire-child.ts"), { serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] });
    cleanUps.push(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    });
    return childProcessWire(child);
  },
  async "message port"() {
    const worker = new Worker(here("./wire-thread.ts"));
    cleanUps.push(() => worker.terminate());
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(port2, [port2]);
    return messagePortWire(port1);
  },
  async "message port whose messages come in events"() {
    const { port1, port2 } = new MessageChannel();
    cleanUps.push(() => port1.close());
    serveWireQuestions(messagePortWire(port2));
    const near = {
      postMessage: (message: unknown) => port1.postMessage(message),
      on: (_event: "message", listener: (event: unknown) => void) => port1.on("message", (data) => listener({ data, ports: [] })),
      once: (event: "close" | "exit", listener: () => void) => port1.once(event as "close", listener),
      start: () => port1.start(),
      close: () => port1.close(),
    };
    return electronPortWire(near);
  },
  async "web socket"() {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    server.on("connection", (socket) => serveWireQuestions(webSocketWire(socket)));
    await once(server, "listening");
    cleanUps.push(() => new Promise((closed) => server.close(closed)));
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
    await once(socket, "open");
    cleanUps.push(() => socket.terminate());
    return webSocketWire(socket);
  },
};

describe.each(Object.keys(wires))("A wire over %s", (kind) => {
  const open = async (): Promise<{ near: Wire; client: TestClient }> => {
    const near = await wires[kind]!();
    return { near, client: createClient<typeof wireQuestions>(near) };
  };

  it("answers calls in the order in which they were asked", async () => {
    const { client } = await open();
    const order: string[] = [];
    const texts = Array.from({ length: 500 }, (_, index) => String(index));
    await Promise.all(texts.map(async (text) => order.push(await client.call("echo", { text }))));
    expect(order).toEqual(texts);
  });

  it("carries a message of 5 MB in both directions unchanged", async () => {
    const { client } = await open();
    const text = "aé漢🕸\u0000\n".repeat(700_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(5_000_000);
    expect((await client.call("echo", { text })) === text).toBe(true);
  });

  it("answers a question whose answer is nothing", async () => {
    const { client } = await open();
    expect((await client.call("nothing", {})) ?? "nothing").toBe("nothing");
  });

  it("rejects every pending call, and later ones, when the far side closes", async () => {
    const { client } = await open();
    const pending = [client.call("wait", {}), client.call("wait", {})].map((call) => call.catch((error) => error.code));
    await client.call("hangUp", {}).catch(() => {});
    expect(await Promise.all(pending)).toEqual(["disconnected", "disconnected"]);
    await expect(client.call("echo", { text: "late" })).rejects.toMatchObject({ code: "disconnected" });
  });

  it("rejects pending calls when the near side closes, and says closed once", async () => {
    const { client } = await open();
    let closings = 0;
    client.onClose(() => (closings += 1));
    const pending = client.call("wait", {});
    client.close();
    client.close();
    await expect(pending).rejects.toMatchObject({ code: "disconnected" });
    await new Promise((resolve) => client.onClose(() => resolve(null)));
    expect(closings).toBe(1);
  });

  it("cancels a call at the far side", async () => {
    const { client } = await open();
    const abort = new AbortController();
    const pending = client.call("wait", {}, abort.signal);
    await client.call("echo", { text: "the call has arrived" });
    abort.abort();
    await expect(pending).rejects.toMatchObject({ code: "cancelled" });
    expect(await client.call("cancelled", {})).toBe(1);
  });

  it("gives a late subscriber the newest event, and then every further one in order", async () => {
    const { client } = await open();
    await client.call("publish", { count: 3 });
    const heard: unknown[] = [];
    client.subscribe("crawl:count", (value) => heard.push(value));
    await client.call("publish", { count: 3 });
    await client.call("echo", { text: "all events before this answer" });
    expect(heard).toEqual([3, 1, 2, 3]);
  });

  it("sends nothing more after unsubscribing", async () => {
    const { client } = await open();
    const heard: unknown[] = [];
    const stop = client.subscribe("crawl:count", (value) => heard.push(value));
    await client.call("publish", { count: 1 });
    stop();
    await client.call("publish", { count: 5 });
    expect(heard).toEqual([1]);
  });

  it("answers wrong input with bad-input that names the question and the path", async () => {
    const { client } = await open();
    const wrong = client.call("echo", { text: 7 } as never);
    await expect(wrong).rejects.toMatchObject({ code: "bad-input", message: expect.stringMatching(/echo[\s\S]*text/) });
    await expect(client.call("constructor" as never, {} as never)).rejects.toMatchObject({ code: "bad-input" });
    await expect(client.call("echo", JSON.parse('{"text":"x","__proto__":{"y":1}}'))).rejects.toMatchObject({ code: "bad-input" });
  });

  it("ignores messages that are rubbish and goes on", async () => {
    const { near, client } = await open();
    for (const rubbish of [null, 7, "call", [], {}, { t: "call" }, { t: "call", id: -1, name: "echo", input: {} }, { t: "result", id: 1 }])
      near.send(rubbish);
    expect(await client.call("echo", { text: "still here" })).toBe("still here");
  });
});

describe("A wire to a child process", () => {
  it("closes when the child is killed", async () => {
    const child = fork(here("./wire-child.ts"), { serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const client = createClient<typeof wireQuestions>(childProcessWire(child));
    await client.call("echo", { text: "it runs" });
    const pending = client.call("wait", {});
    child.kill("SIGKILL");
    await expect(pending).rejects.toMatchObject({ code: "disconnected" });
  });

  it("tells the child that it is closed, which then ends by itself", async () => {
    const child = fork(here("./wire-child.ts"), { serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const client = createClient<typeof wireQuestions>(childProcessWire(child));
    await client.call("echo", { text: "it runs" });
    const exited = once(child, "exit");
    client.close();
    expect(await exited).toEqual([7, null]);
  });

  it("is closed from the start when the program cannot be started", async () => {
    const child = fork(here("./wire-child.ts"), {
      execPath: "/nowhere/node",
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const client = createClient<typeof wireQuestions>(childProcessWire(child));
    await expect(client.call("echo", { text: "?" })).rejects.toMatchObject({ code: "disconnected" });
  });
});

describe("A wire over a web socket", () => {
  it("ignores text that is not JSON, and binary messages", async () => {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    cleanUps.push(() => new Promise((closed) => server.close(closed)));
    server.on("connection", (socket) => serveWireQuestions(webSocketWire(socket)));
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
    await once(socket, "open");
    cleanUps.push(() => socket.terminate());
    socket.send("{not json");
    socket.send(Buffer.from([1, 2, 3]));
    const client = createClient<typeof wireQuestions>(webSocketWire(socket));
    expect(await client.call("echo", { text: "still here" })).toBe("still here");
  });
});
