import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { Connection } from "../connection/connection.ts";
import { confirmation } from "../shell/confirmation.ts";
import { copyText } from "../shell/copy-text.ts";
import { messages } from "../shell/messages.ts";
import { remembered } from "../shell/remembered.ts";
import { goTo } from "../shell/route.ts";
import { libraryTexts } from "../texts/library.ts";

/** A crawl file as it is called. */
export interface CrawlFile {
  /** Its id, which is its path. */
  readonly crawl: string;
  readonly name: string;
}

const SHORT_MS = 6000;
let deletions = 0;

/** What can be done with crawl files, from the library and from the screen of a crawl alike. What comes of it is said above everything. */
export class CrawlFiles {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Makes a new crawl file with the same options, and answers its id; null when that did not work. */
  async duplicate({ crawl }: CrawlFile): Promise<string | null> {
    try {
      const made = await this.#connection.call("library.duplicate", { crawl });
      const open = { label: libraryTexts.open, run: () => goTo({ kind: "crawl", crawl: made.crawl, view: "options" }) };
      messages.say({ key: "file", level: "info", message: libraryTexts.duplicated(made.name), actions: [open] });
      return made.crawl;
    } catch (thrown) {
      sayError(thrown);
      return null;
    }
  }

  /** Shows the file in the file manager; where there is none, its path is said and can be copied. */
  async showInFolder({ crawl }: CrawlFile): Promise<void> {
    try {
      await this.#connection.call("system.show", { path: crawl });
    } catch (thrown) {
      const copy = { label: libraryTexts.copyPath, run: () => this.copyPath({ crawl, name: "" }) };
      messages.say({ key: "file", level: "warning", message: toOrbweaverError(thrown).message, actions: [copy] });
    }
  }

  copyPath({ crawl }: CrawlFile): void {
    const message = copyText(crawl) ? libraryTexts.pathCopied : libraryTexts.pathNotCopied(crawl);
    messages.say({ key: "file", level: "info", message, forMs: SHORT_MS });
  }

  /** Takes a file off the list that is not there any more. */
  async removeFromList({ crawl, name }: CrawlFile): Promise<void> {
    try {
      await this.#connection.call("library.close", { crawl });
      messages.say({ key: "file", level: "info", message: libraryTexts.removed(name), forMs: SHORT_MS });
    } catch (thrown) {
      sayError(thrown);
    }
  }

  /** Deletes crawls, with undo. Asks first when `confirm` is set. Answers whether something was deleted. */
  async delete(files: readonly CrawlFile[], confirm: boolean): Promise<boolean> {
    const names = files.map(({ name }) => name);
    const question = { title: libraryTexts.confirmDelete(names), meaning: libraryTexts.confirmDeleteMeaning, action: libraryTexts.delete };
    if (confirm && !(await confirmation.ask(question))) return false;
    const done: { readonly undo: string; readonly name: string; readonly keptDays: number }[] = [];
    const failures: OrbweaverError[] = [];
    for (const { crawl, name } of files) {
      try {
        done.push({ ...(await this.#connection.call("library.delete", { crawl })), name });
      } catch (thrown) {
        failures.push(toOrbweaverError(thrown));
      }
    }
    if (failures[0] !== undefined) sayError(failures[0]);
    if (done[0] === undefined) return false;
    messages.say({
      key: `deleted ${++deletions}`,
      level: "info",
      message: libraryTexts.deleted(
        done.map(({ name }) => name),
        done[0].keptDays,
      ),
      actions: [{ label: libraryTexts.undo, run: () => void this.restore(done.map(({ undo }) => undo)) }],
    });
    return true;
  }

  /** Brings deleted crawls back. */
  async restore(undos: readonly string[]): Promise<void> {
    const names: string[] = [];
    try {
      for (const undo of undos) names.push((await this.#connection.call("library.restore", { undo })).name);
    } catch (thrown) {
      sayError(thrown);
    }
    if (names.length > 0) messages.say({ key: "file", level: "info", message: libraryTexts.restored(names), forMs: SHORT_MS });
  }

  /** Gives a file another name, and answers its new id. Rejects with the sentence to show. */
  async rename({ crawl }: CrawlFile, name: string): Promise<string> {
    const renamed = await this.#connection.call("library.rename", { crawl, name });
    remembered.carry(crawl, renamed.crawl);
    messages.say({ key: "file", level: "info", message: libraryTexts.renamed(renamed.name), forMs: SHORT_MS });
    return renamed.crawl;
  }
}

function sayError(thrown: unknown): void {
  messages.say({ key: "file error", level: "error", message: toOrbweaverError(thrown).message });
}
