import { z } from "zod";
import { EventHub, serve } from "#contract/protocol.ts";
import type { Handlers } from "#contract/questions.ts";
import type { Wire } from "#contract/wire.ts";

const text = z.custom<string>();

/** Questions that show how a wire behaves. */
export const wireQuestions = {
  echo: { input: z.strictObject({ text: z.string() }), output: text },
  nothing: { input: z.strictObject({}), output: z.undefined() },
  /** Never answers; when it is cancelled, `cancelled` goes up. */
  wait: { input: z.strictObject({}), output: z.undefined() },
  cancelled: { input: z.strictObject({}), output: z.custom<number>() },
  /** Publishes the numbers 1 to `count` under the topic `crawl:count`. */
  publish: { input: z.strictObject({ count: z.int() }), output: z.undefined() },
  /** Closes the wire from the far side. */
  hangUp: { input: z.strictObject({}), output: z.undefined() },
} as const;

/** The far side of a wire under test: the same answers in this process, in a thread, in a child. */
export function serveWireQuestions(wire: Wire): void {
  const events = new EventHub();
  let cancelled = 0;
  const handlers: Handlers<typeof wireQuestions> = {
    echo: (input) => input.text,
    nothing: () => undefined,
    wait: (_input, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          cancelled += 1;
          resolve(undefined);
        });
      }),
    cancelled: () => cancelled,
    publish(input) {
      for (let number = 1; number <= input.count; number += 1) events.publish("crawl:count", number as never);
      return undefined;
    },
    hangUp() {
      wire.close();
      return undefined;
    },
  };
  serve(wire, wireQuestions, handlers, events);
}
