import { afterEach, describe, expect, it } from "vitest";
import { OrbweaverError } from "#contract/failure.ts";
import { EventHub, serve } from "#contract/protocol.ts";
import { hostQuestions } from "#contract/questions.ts";
import { memoryWires, type Wire } from "#contract/wire.ts";
import { Connection } from "../../renderer/connection/connection.ts";

/** A host that can go away and come back. */
class Host {
  readonly events = new EventHub();
  refusal: OrbweaverError | null = null;
  tries = 0;
  #wire: Wire | null = null;

  readonly open = async (): Promise<Wire> => {
    this.tries += 1;
    if (this.refusal !== null) throw this.refusal;
    const [near, far] = memoryWires();
    const places = { libraryFolder: "/l", exportFolder: "/e", settingsFile: "/l/settings.json", logFile: "/l/log" };
    const about = { version: "0.1.0", node: "24", electron: "", sqlite: "3", ...places, host: "cli" as const, hasDialogs: false };
    const never = () => new Promise<never>(() => undefined);
    serve(
      far,
      { "app.about": hostQuestions["app.about"], "library.list": hostQuestions["library.list"] },
      { "app.about": () => about, "library.list": never },
      this.events,
    );
    this.#wire = far;
    return near;
  };

  goAway(): void {
    this.refusal = new OrbweaverError("disconnected", "Nobody answers.");
    this.#wire?.close();
  }

  comeBack(): void {
    this.refusal = null;
  }
}

let connection: Connection;
afterEach(() => connection.close());

const becomes = (kind: string): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (connection.state.kind !== kind) return;
      stop();
      resolve();
    };
    const stop = connection.onChange(check);
    check();
  });

const connect = async (host: Host): Promise<void> => {
  connection = new Connection(host.open);
  connection.start();
  await becomes("open");
};

describe("the connection to the host", () => {
  it("asks questions and hears events once it is open", async () => {
    const host = new Host();
    await connect(host);
    expect((await connection.call("app.about", {})).exportFolder).toBe("/e");
    const heard = new Promise((resolve) => connection.subscribe("library", resolve));
    host.events.publish("library", { changedAtMs: 7 });
    expect(await heard).toEqual({ changedAtMs: 7 });
  });

  it("rejects what is being asked when the host goes away, and says that it tries again", async () => {
    const host = new Host();
    await connect(host);
    const pending = connection.call("library.list", {});
    host.goAway();
    await expect(pending).rejects.toMatchObject({ code: "disconnected" });
    expect(connection.state.kind).toBe("reconnecting");
    await expect(connection.call("app.about", {})).rejects.toMatchObject({ code: "disconnected" });
  });

  it("comes back by itself, with a new epoch and every subscription", async () => {
    const host = new Host();
    await connect(host);
    const heard: unknown[] = [];
    connection.subscribe("library", (event) => heard.push(event));
    const before = connection.state.epoch;
    host.goAway();
    await becomes("reconnecting");
    host.comeBack();
    await becomes("open");
    expect(connection.state.epoch).toBe(before + 1);
    const next = new Promise((resolve) => connection.subscribe("library", resolve));
    host.events.publish("library", { changedAtMs: 9 });
    await next;
    expect(heard).toEqual([{ changedAtMs: 9 }]);
  });

  it("hears nothing of a subscription that was stopped before the connection came back", async () => {
    const host = new Host();
    await connect(host);
    const heard: unknown[] = [];
    const stop = connection.subscribe("library", (event) => heard.push(event));
    host.goAway();
    stop();
    host.comeBack();
    await becomes("open");
    const next = new Promise((resolve) => connection.subscribe("library", resolve));
    host.events.publish("library", { changedAtMs: 1 });
    await next;
    expect(heard).toEqual([]);
  });

  it("says so in the host's words when the host does not let the window in", async () => {
    const host = new Host();
    host.refusal = new OrbweaverError("bad-input", "This window belongs to an earlier run.");
    connection = new Connection(host.open);
    connection.start();
    await becomes("refused");
    expect(connection.state).toMatchObject({ message: "This window belongs to an earlier run." });
  });

  it("tries at once when it is told to, instead of waiting for the pause to end", async () => {
    const host = new Host();
    host.refusal = new OrbweaverError("disconnected", "Nobody answers.");
    connection = new Connection(host.open);
    connection.start();
    await new Promise((resolve) => setImmediate(resolve));
    const tried = host.tries;
    host.comeBack();
    connection.retryNow();
    expect(host.tries).toBe(tried + 1);
    await becomes("open");
  });
});
