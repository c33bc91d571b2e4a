import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient, type Client, type EventOf, type Topic } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import { memoryWires } from "#contract/wire.ts";
import { anywhere } from "#library/export-gate.ts";
import { createHost, type Host } from "#library/host.ts";
import type { HostOptions } from "#library/host-options.ts";
import { startEngineUnderNode } from "#library/start-engine-under-node.ts";

export type HostClient = Client<typeof allQuestions>;

/** A host with the stand-in engine, in a folder of its own that goes away with it. */
export interface HostUnderTest extends AsyncDisposable {
  readonly folder: string;
  readonly host: Host;
  readonly client: HostClient;
  /** One more window. */
  attach(): HostClient;
  /** Makes a file that the stand-in engine takes for a crawl. */
  file(name: string): string;
  /** What the engines of a file have noted: `process` for each life, `start`, `pause`, `stop`. */
  log(path: string): string[];
}

export const standInEngine = startEngineUnderNode(fileURLToPath(new URL("./engine-stand-in.ts", import.meta.url)));

export function hostUnderTest(options: Partial<HostOptions> = {}): HostUnderTest {
  const folder = mkdtempSync(join(tmpdir(), "orbweaver-host-"));
  const libraryFolder = join(folder, "library");
  const host = createHost({
    libraryFolder,
    exportFolder: join(folder, "exports"),
    kind: "browser",
    exportGate: anywhere,
    version: "1.2.3",
    startEngine: standInEngine,
    endLimits: { pauseMs: 2000, stopMs: 2000, exitMs: 2000 },
    ...options,
  });
  const attach = (): HostClient => {
    const [near, far] = memoryWires();
    host.attach(far);
    return createClient<typeof allQuestions>(near);
  };
  return {
    folder,
    host,
    attach,
    client: attach(),
    file(name) {
      const path = join(folder, name);
      writeFileSync(path, "");
      return path;
    },
    log: (path) => readFileSync(`${path}.log`, "utf8").trim().split("\n"),
    async [Symbol.asyncDispose]() {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first event of a topic that `isWanted`; rejects after ten seconds. */
export function heard<T extends Topic>(client: HostClient, topic: T, isWanted: (event: EventOf<T>) => boolean): Promise<EventOf<T>> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Nothing fitting was heard of ${topic}.`)), 10_000);
    const stop = client.subscribe(topic, (event) => {
      if (!isWanted(event)) return;
      clearTimeout(late);
      queueMicrotask(() => stop());
      resolve(event);
    });
  });
}
