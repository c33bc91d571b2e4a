import { createClient, type Client } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import { memoryWires } from "#contract/wire.ts";
import type { Host } from "#library/host.ts";

/** Asks the host as the window does. */
export type HostClient = Client<typeof allQuestions>;

/** A client of the host in its own process, which does not count as a window. */
export function clientOf(host: Host): HostClient {
  const [near, far] = memoryWires();
  host.attach(far, false);
  return createClient<typeof allQuestions>(near);
}
