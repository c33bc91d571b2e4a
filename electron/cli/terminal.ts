import type { Writable } from "node:stream";

/** Characters that move the cursor or turn the direction of writing; addresses and messages of a hostile site may hold them. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const WIDTH_WITHOUT_TERMINAL = 100;

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * The two outputs of a command: results on one, words for people on the other. Whoever reads the results may go away at any
 * moment (`| head`); what is written afterwards is dropped.
 */
export class Terminal {
  readonly isInteractive: boolean;
  readonly #results: Output;
  readonly #words: Output;
  readonly #onGone: (() => void)[] = [];
  #line = "";
  #isGone = false;

  constructor(results: Output, words: Output) {
    this.#results = results;
    this.#words = words;
    this.isInteractive = words.isTTY === true;
    results.on("error", () => this.#leave());
    words.on("error", () => undefined);
  }

  /** Whether nobody reads the results any more. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Calls back once when nobody reads the results any more. */
  onGone(callback: () => void): void {
    if (this.#isGone) callback();
    else this.#onGone.push(callback);
  }

  /** Writes results, as they are. */
  result(text: string | Uint8Array): void {
    this.#clearLine();
    if (!this.#isGone) this.#results.write(text);
  }

  /** Writes results and resolves when there is room for more, or nobody to read them. */
  async resultWhenRoom(bytes: Uint8Array): Promise<void> {
    if (this.#isGone || this.#results.write(bytes)) return;
    await new Promise<void>((resolve) => {
      this.#results.once("drain", resolve);
      this.onGone(resolve);
    });
  }

  /** Writes words for people, as a line of their own. */
  say(text: string): void {
    this.#clearLine();
    this.#words.write(`${harmless(text)}\n`);
  }

  /** Shows a line that the next one replaces. Only on a terminal. */
  rewrite(text: string): void {
    // Some terminals say that they have no columns.
    const width = (this.#words.columns || WIDTH_WITHOUT_TERMINAL) - 1;
    const line = harmless(text).slice(0, width);
    if (line === this.#line) return;
    this.#line = line;
    this.#words.write(`\r${line}\u001B[K`);
  }

  #clearLine(): void {
    if (this.#line !== "") this.#words.write("\r\u001B[K");
    this.#line = "";
  }

  #leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    for (const callback of this.#onGone.splice(0)) callback();
  }
}

/** A text without characters that a terminal would obey. */
export function harmless(text: string): string {
  return text.replaceAll(CONTROL, "\u{FFFD}");
}
