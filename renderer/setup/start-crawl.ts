import { OrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus, LibraryEntry } from "#contract/questions.ts";
import type { Connection } from "../connection/connection.ts";
import { setupTexts } from "../texts/setup.ts";
import { isList } from "./draft.ts";
import { withoutBlanks, type GivenOptions } from "./given-options.ts";

/** What is wrong with what was typed as an address, as one sentence; null when the host may judge it. */
export function addressProblem(text: string, mode: unknown): string | null {
  if (text.trim() !== "") return null;
  return mode === "list" ? setupTexts.needList : setupTexts.needAddress;
}

/** Starts that were asked for and not answered yet: the screen of the crawl is shown before its engine runs. */
export class PendingStarts {
  readonly #answers = new Map<string, Promise<CrawlStatus>>();

  add(crawl: string, answer: Promise<CrawlStatus>): void {
    this.#answers.set(crawl, answer);
    const forget = (): void => void this.#answers.delete(crawl);
    answer.then(forget, forget);
  }

  /** The answer that is waited for; null when none is. */
  of(crawl: string): Promise<CrawlStatus> | null {
    return this.#answers.get(crawl) ?? null;
  }
}

/** The starts of this window. */
export const pendingStarts = new PendingStarts();

/**
 * Makes a crawl of a typed address or list and asks for its start; lines of a list that are no address are left out. Rejects with
 * the sentence to show when it cannot be made.
 */
export async function startCrawl(connection: Connection, text: string, given: GivenOptions): Promise<LibraryEntry> {
  const { urls, problems } = await connection.call("addresses.read", { text });
  if (urls.length === 0)
    throw new OrbweaverError("bad-input", isList(text) ? setupTexts.noAddress : (problems[0]?.problem ?? setupTexts.noAddress));
  const entry = await connection.call("library.create", { config: { ...withoutBlanks(given), seeds: urls } });
  pendingStarts.add(entry.crawl, connection.call("crawl.start", { crawl: entry.crawl }));
  return entry;
}
