import { toOrbweaverError } from "#contract/failure.ts";
import { PRESETS } from "#contract/presets.ts";
import type { LibraryEntry } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { pageBridge } from "../connection/page-bridge.ts";
import { sendCrawlFile } from "../connection/send-crawl-file.ts";
import { readTextFile } from "../setup/read-text-file.ts";
import { useDraft } from "../setup/use-draft.ts";
import { messages } from "../shell/messages.ts";
import { goTo } from "../shell/route.ts";
import { libraryTexts } from "../texts/library.ts";

/** Takes what a person brings from outside: crawl files, and lists of addresses. What goes wrong is said above everything. */
export interface TakeIn {
  /** Brings in crawl files that were dropped or chosen; one alone is shown then. */
  readonly crawls: (files: readonly File[]) => Promise<void>;
  /** Brings in a crawl file of this computer, and shows it. */
  readonly path: (path: string) => Promise<void>;
  /** Makes text files a list of addresses for a new crawl. */
  readonly lists: (files: readonly File[]) => Promise<void>;
  /** Makes text the addresses of a new crawl. `from`: what it is called when there are none in it. */
  readonly text: (text: string, from: string) => Promise<void>;
}

const LIST = PRESETS.find(({ needs }) => needs === "list")!;

/** How this window takes in what comes from outside. */
export function useTakeIn(): TakeIn {
  const connection = useConnection();
  const draft = useDraft();
  const openPath = async (path: string): Promise<LibraryEntry | null> => {
    try {
      return await connection.call("library.open", { path });
    } catch (thrown) {
      sayNo(toOrbweaverError(thrown).message);
      return null;
    }
  };
  const text = async (list: string, from: string): Promise<void> => {
    try {
      const { urls } = await connection.call("addresses.read", { text: list });
      if (urls.length === 0) return sayNo(libraryTexts.dropNoAddresses(from));
      draft.clear();
      if (urls.length > 1) draft.choose(LIST);
      draft.type(urls.length > 1 ? list : (urls[0] ?? ""));
      goTo({ kind: "new", from: null });
    } catch (thrown) {
      sayNo(toOrbweaverError(thrown).message);
    }
  };
  return {
    text,
    crawls: async (files) => {
      const taken: LibraryEntry[] = [];
      for (const file of files) {
        const bridge = pageBridge(window);
        const entry = await (bridge === null ? send(file) : openPath(bridge.pathOf(file)));
        if (entry !== null) taken.push(entry);
      }
      show(taken, files.length);
    },
    path: async (path) => {
      const entry = await openPath(path);
      if (entry !== null) show([entry], 1);
    },
    lists: async (files) => {
      try {
        const texts = await Promise.all(files.map(readTextFile));
        await text(texts.join("\n"), files[0]?.name ?? "");
      } catch (thrown) {
        sayNo(toOrbweaverError(thrown).message);
      }
    },
  };
}

/** Sends one file and tells how far it is; null when it was not taken. */
async function send(file: File): Promise<LibraryEntry | null> {
  const key = `sending ${file.name}`;
  const abort = new AbortController();
  const tell = (fraction: number): void =>
    messages.say({
      key,
      level: "info",
      message: libraryTexts.sending(file.name, Math.floor(fraction * 100)),
      actions: [{ label: libraryTexts.stopSending, run: () => abort.abort() }],
    });
  tell(0);
  try {
    const entry = await sendCrawlFile(file, { onProgress: tell, signal: abort.signal });
    messages.putAway(key);
    return entry;
  } catch (thrown) {
    const { code, message } = toOrbweaverError(thrown);
    if (code === "cancelled") messages.putAway(key);
    else messages.say({ key, level: "error", message });
    return null;
  }
}

function show(taken: readonly LibraryEntry[], asked: number): void {
  const [entry] = taken;
  if (entry === undefined) return;
  if (asked === 1) goTo({ kind: "crawl", crawl: entry.crawl, view: null });
  for (const { name, crawl } of taken)
    messages.say({ key: `opened ${crawl}`, level: "info", message: libraryTexts.opened(name), forMs: 6000 });
}

function sayNo(message: string): void {
  messages.say({ key: "drop", level: "error", message });
}
