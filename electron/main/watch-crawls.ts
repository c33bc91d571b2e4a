import type { CrawlStatus, Notice } from "#contract/questions.ts";
import { ACTIVE_STATES } from "#contract/words.ts";
import type { Host } from "#library/host.ts";
import type { HostClient } from "#main/host-client.ts";

/** Who wants to know how crawls go that nobody may be looking at. */
export interface CrawlListener {
  /** Called with what is known of all crawls that run, after each news of one of them; empty when the last one has ended. */
  readonly went: (running: readonly CrawlStatus[]) => void;
  /** Called when a crawl that ran has ended, for whatever reason. */
  readonly ended: (status: CrawlStatus) => void;
  /** Called once a run for each warning and each error. */
  readonly warned: (status: CrawlStatus, notice: Notice) => void;
}

interface Watched {
  status: CrawlStatus | null;
  readonly told: Set<string>;
  readonly stop: () => void;
}

/** Listens to every crawl from its start to its end. A crawl that rests is not listened to, so that its engine may end. */
export function watchCrawls(host: Pick<Host, "running">, client: HostClient, listener: CrawlListener): void {
  const watched = new Map<string, Watched>();
  const went = () => listener.went([...watched.values()].flatMap(({ status }) => (status === null ? [] : [status])));

  const end = (crawl: string, status: CrawlStatus | null) => {
    watched.get(crawl)?.stop();
    watched.delete(crawl);
    went();
    if (status !== null) listener.ended(status);
  };
  const hear = (crawl: string, status: CrawlStatus) => {
    const known = watched.get(crawl);
    if (known === undefined) return;
    warnOf(status, known.told, listener);
    const isActive = ACTIVE_STATES.has(status.state);
    if (!isActive && !host.running().includes(crawl)) return end(crawl, status);
    known.status = isActive ? status : null;
    went();
  };
  client.subscribe("library", () => {
    // One that was closed or deleted says nothing at its end; of the others the last word is still under way.
    setImmediate(() => {
      for (const crawl of watched.keys()) if (!host.running().includes(crawl)) end(crawl, null);
    });
    for (const crawl of host.running()) {
      if (watched.has(crawl)) continue;
      const stop = client.subscribe(`crawl:${crawl}`, (status) => hear(crawl, status));
      watched.set(crawl, { status: null, told: new Set(), stop });
    }
  });
}

function warnOf(status: CrawlStatus, told: Set<string>, listener: CrawlListener): void {
  for (const notice of status.notices) {
    if (notice.level === "info" || told.has(notice.id)) continue;
    told.add(notice.id);
    listener.warned(status, notice);
  }
}
