import type { BusyHost } from "#engine/host-activity.ts";
import {
  askForDelay,
  changeLimits,
  newPace,
  readyAtMs,
  requestEnds,
  requestStarts,
  type HostPace,
  type PaceLimits,
  type PaceSignal,
} from "#engine/politeness.ts";
import type { CrawlStore, WaitingUrl } from "#engine/ports.ts";

/**
 * What `lease` comes back with. "Nothing is ready" is not "nothing is left": `wait` names the time at which something may be
 * ready (Infinity: only after a running request has ended), `exhausted` says that no URL waits at all.
 */
export type Lease =
  | { readonly kind: "leased"; readonly url: WaitingUrl }
  | { readonly kind: "wait"; readonly untilMs: number }
  | { readonly kind: "exhausted" };

interface HostQueue {
  readonly host: number;
  readonly pace: HostPace;
  /** The next URLs of the host, best first. */
  urls: WaitingUrl[];
  /** Whether the file holds ready URLs of this host that are not in `urls`. */
  more: boolean;
  /** Set while something about the host (its robots.txt) must be known first. */
  held: boolean;
  /** Whether the host takes its turn. */
  active: boolean;
}

const QUEUE_LENGTH = 256;
const QUEUE_LENGTH_MANY_HOSTS = 32;
const MANY_HOSTS = 200;

/**
 * The URLs that wait, in the order they are asked for: by host in turn, within a host pages first, then by depth. The file
 * holds them all; here is only the head of each host's queue. Every leased URL must be settled or requeued in the store
 * exactly once, and every `started` request reported with `ended`; otherwise its host is never asked again.
 */
export class Frontier {
  readonly #store: CrawlStore;
  #limits: PaceLimits;
  readonly #queues = new Map<number, HostQueue>();
  /** Hosts in the order they are asked; those with nothing to ask are left out. */
  #turn: HostQueue[] = [];
  #next = 0;
  #retryAtMs: number;

  constructor(store: CrawlStore, limits: PaceLimits) {
    this.#store = store;
    this.#limits = limits;
    this.#retryAtMs = store.nextRetryAtMs() ?? Infinity;
    for (const host of store.waitingHosts()) this.#activate(this.#queue(host), true);
  }

  /** Takes in a URL that the store has just made wait and ready. */
  add(url: WaitingUrl): void {
    const queue = this.#queue(url.host);
    const last = queue.urls.at(-1);
    if (queue.more && last !== undefined && compare(last, url) < 0) return;
    if (queue.more && last === undefined) return this.#activate(queue, true);
    queue.urls.splice(position(queue.urls, url), 0, url);
    if (queue.urls.length > this.#queueLength() * 2) {
      queue.urls.length = this.#queueLength();
      queue.more = true;
    }
    this.#activate(queue, queue.more);
  }

  /** Takes in a URL that may be queued already, in another role. */
  replace(url: WaitingUrl): void {
    const queue = this.#queue(url.host);
    queue.urls = queue.urls.filter((queued) => queued.id !== url.id);
    this.add(url);
  }

  /** Notes that the store holds a URL that waits for its retry until `untilMs`. */
  delayed(untilMs: number): void {
    this.#retryAtMs = Math.min(this.#retryAtMs, untilMs);
  }

  /** Takes the next URL that may be asked for now. */
  lease(nowMs: number): Lease {
    this.#wakeRetries(nowMs);
    let waitUntilMs = this.#retryAtMs;
    let waits = this.#retryAtMs !== Infinity;
    let checkOnly: HostQueue | null = null;
    for (let step = 0; step < this.#turn.length; step += 1) {
      const queue = this.#turn[(this.#next + step) % this.#turn.length]!;
      const head = this.#head(queue);
      if (head === undefined) {
        this.#retire(queue);
        step -= 1;
        continue;
      }
      waits = true;
      const ready = queue.held ? Infinity : readyAtMs(queue.pace, this.#limits);
      if (ready > nowMs) waitUntilMs = Math.min(waitUntilMs, ready);
      else if (head.priority > 0) checkOnly ??= queue;
      else return this.#take(queue);
    }
    if (checkOnly !== null) return this.#take(checkOnly);
    return waits ? { kind: "wait", untilMs: waitUntilMs } : { kind: "exhausted" };
  }

  /** Notes that a request to a host begins: for a leased URL, or for its robots.txt. */
  started(host: number, nowMs: number): void {
    requestStarts(this.#queue(host).pace, nowMs);
  }

  /** Notes how a request that was `started` ended. */
  ended(host: number, signal: PaceSignal, at: { readonly nowMs: number; readonly sentAtMs: number }): void {
    requestEnds(this.#queue(host).pace, this.#limits, signal, at);
  }

  /** Leases nothing of a host until `release`. */
  hold(host: number): void {
    this.#queue(host).held = true;
  }

  /** Ends `hold`. */
  release(host: number): void {
    this.#queue(host).held = false;
  }

  /** Notes the Crawl-delay that robots.txt of a host asks for. */
  askForDelay(host: number, robotsDelayMs: number): void {
    askForDelay(this.#queue(host).pace, this.#limits, robotsDelayMs);
  }

  /** Asks all hosts within other limits from the next request on. */
  changeLimits(limits: PaceLimits): void {
    for (const { pace } of this.#queues.values()) changeLimits(pace, this.#limits, limits);
    this.#limits = limits;
  }

  /** Forgets URLs that wait no more. */
  drop(ids: ReadonlyMap<number, ReadonlySet<number>>): void {
    for (const [host, gone] of ids) {
      const queue = this.#queue(host);
      queue.urls = queue.urls.filter(({ id }) => !gone.has(id));
    }
  }

  /** Hosts that are asked or wait to be. */
  busyHosts(): readonly BusyHost[] {
    const busy: BusyHost[] = [];
    for (const { host, pace, active } of this.#queues.values())
      if (active || pace.inFlight > 0) busy.push({ name: this.#store.hostName(host), pace });
    return busy;
  }

  pace(host: number): Readonly<HostPace> {
    return this.#queue(host).pace;
  }

  #wakeRetries(nowMs: number): void {
    while (this.#retryAtMs <= nowMs) {
      for (const url of this.#store.takeDueRetries(nowMs)) this.add(url);
      this.#retryAtMs = this.#store.nextRetryAtMs() ?? Infinity;
    }
  }

  #take(queue: HostQueue): Lease {
    const url = queue.urls.shift()!;
    this.#next = (this.#turn.indexOf(queue) + 1) % this.#turn.length;
    this.#store.lease(url);
    return { kind: "leased", url };
  }

  #head(queue: HostQueue): WaitingUrl | undefined {
    if (queue.urls.length === 0 && queue.more) {
      const limit = this.#queueLength();
      queue.urls = [...this.#store.nextWaiting(queue.host, limit)];
      queue.more = queue.urls.length === limit;
    }
    return queue.urls[0];
  }

  #queue(host: number): HostQueue {
    let queue = this.#queues.get(host);
    if (queue === undefined) {
      queue = { host, pace: newPace(this.#limits), urls: [], more: false, held: false, active: false };
      this.#queues.set(host, queue);
    }
    return queue;
  }

  #activate(queue: HostQueue, more: boolean): void {
    queue.more = more;
    if (queue.active) return;
    queue.active = true;
    this.#turn.push(queue);
  }

  #retire(queue: HostQueue): void {
    queue.active = false;
    this.#turn.splice(this.#turn.indexOf(queue), 1);
    if (this.#next >= this.#turn.length) this.#next = 0;
  }

  #queueLength(): number {
    return this.#queues.size > MANY_HOSTS ? QUEUE_LENGTH_MANY_HOSTS : QUEUE_LENGTH;
  }
}

/** The order in which URLs of one host are asked for. */
function compare(a: WaitingUrl, b: WaitingUrl): number {
  return a.priority - b.priority || a.depth - b.depth || a.id - b.id;
}

/** Where a URL belongs in a sorted list; the end in the usual case. */
function position(urls: readonly WaitingUrl[], url: WaitingUrl): number {
  let low = 0;
  let high = urls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(urls[middle]!, url) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
