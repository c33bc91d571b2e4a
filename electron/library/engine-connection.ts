import { createClient, type Client } from "#contract/protocol.ts";
import type { crawlQuestions } from "#contract/questions.ts";
import type { EngineProcess } from "#library/engine-process.ts";
import { within } from "#library/within.ts";

/** One engine process and the client that talks to it, from its start to its end. */
export class EngineConnection {
  readonly client: Client<typeof crawlQuestions>;
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>;
  readonly #process: EngineProcess;

  /** `lost` is called once, when the process has ended or cannot be talked to any more. */
  constructor(process: EngineProcess, lost: () => void) {
    this.#process = process;
    this.client = createClient(process.wire);
    const exited = Promise.withResolvers<void>();
    this.exited = exited.promise;
    let said = false;
    const sayLost = () => {
      if (!said) lost();
      said = true;
    };
    process.onExit(() => {
      exited.resolve();
      sayLost();
    });
    this.client.onClose(sayLost);
  }

  /** Ends the process now. */
  kill(): void {
    this.client.close();
    this.#process.kill();
  }

  /** Lets the process end by itself, and ends it when it has not done so in time. Never rejects. */
  async close(limitMs: number): Promise<void> {
    this.client.close();
    if (await within(limitMs, this.exited)) return;
    this.#process.kill();
    await within(limitMs, this.exited);
  }
}
