import { describe, expect, it } from "vitest";
import { createClient, EventHub, serve } from "#contract/protocol.ts";
import { hostQuestions } from "#contract/questions.ts";
import { messagePortWire } from "../../renderer/connection/message-port-wire.ts";

const questions = { "library.list": hostQuestions["library.list"] };

describe("a wire over a message port", () => {
  it("carries questions, answers and events", async () => {
    const { port1, port2 } = new MessageChannel();
    const events = new EventHub();
    serve(messagePortWire(port1 as never), questions, { "library.list": () => [] }, events);
    const client = createClient<typeof questions>(messagePortWire(port2));
    expect(await client.call("library.list", {})).toEqual([]);
    events.publish("library", { changedAtMs: 3 });
    expect(await new Promise((resolve) => client.subscribe("library", resolve))).toEqual({ changedAtMs: 3 });
    client.close();
  });

  it("closes at this end when the other end closes, so that no question waits for ever", async () => {
    const { port1, port2 } = new MessageChannel();
    const far = messagePortWire(port1);
    serve(far, questions, { "library.list": () => new Promise<never>(() => undefined) }, new EventHub());
    const client = createClient<typeof questions>(messagePortWire(port2));
    const pending = client.call("library.list", {});
    far.close();
    await expect(pending).rejects.toMatchObject({ code: "disconnected" });
  });
});
