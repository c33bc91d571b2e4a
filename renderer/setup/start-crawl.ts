import type { CrawlStatus, LibraryEntry } from "#contract/questions.ts";
import type { Connection } from "../connection/connection.ts";
import { texts } from "../texts.ts";

/** What is wrong with what was typed as an address, as one sentence; null when the host may judge it. */
export function addressProblem(typed: string): string | null {
  const address = typed.trim();
  if (address === "") return texts.setup.needAddress;
  return /\s/.test(address) ? texts.setup.oneAddress : null;
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

/** Makes a crawl of the typed address and asks for its start. Rejects with the sentence to show when it cannot be made. */
export async function startCrawl(connection: Connection, typed: string): Promise<LibraryEntry> {
  const entry = await connection.call("library.create", { config: { seeds: [typed.trim()] } });
  pendingStarts.add(entry.crawl, connection.call("crawl.start", { crawl: entry.crawl }));
  return entry;
}
