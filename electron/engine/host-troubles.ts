import { assertNever, type FailureCode } from "#contract/words.ts";
import type { VisitOutcome } from "#engine/ports.ts";
import { isRefusal } from "#engine/retry.ts";

/** Kinds of failure that have one cause and one way out. */
export type TroubleKind = "slow" | "certificate" | "refused" | "unknown-name" | "broken-off";

/** What is wrong with one host right now. */
export interface HostTrouble {
  readonly host: number;
  readonly kind: TroubleKind;
  /** Failures of this kind among the last answers of the host. */
  readonly failures: number;
  /** Whether the host has not answered anything in this run. */
  readonly always: boolean;
  readonly code: FailureCode;
  readonly atMs: number;
}

/** A request to slow down that a host made. */
export interface Refusal {
  readonly host: number;
  readonly status: number;
  readonly pauseSeconds: number;
  readonly mostAtATime: number;
  readonly atMs: number;
}

interface HostRecord {
  /** How the last visits ended: the kind of failure, or null for an answer. Newest last. */
  readonly last: (TroubleKind | null)[];
  answers: number;
  code: FailureCode | null;
  atMs: number;
}

const LAST_VISITS = 20;
/** As many failures of one kind among the last visits are a trouble. */
const TELLING_FAILURES = 5;
/** Hosts of which is known how they answer; the ones heard of longest ago are forgotten. */
const MOST_HOSTS = 2000;

/** Remembers how hosts answer, so that what keeps going wrong at one can be told. */
export class HostTroubles {
  readonly #hosts = new Map<number, HostRecord>();
  readonly #refusals = new Map<number, Refusal>();

  /** Takes in how a visit ended. */
  add(host: number, outcome: VisitOutcome, nowMs: number): void {
    const record = this.#record(host);
    const code = outcome.kind === "failure" && outcome.code !== "private-address" ? outcome.code : null;
    const kind = code === null ? null : troubleOf(code);
    if (kind === null) record.answers += 1;
    else Object.assign(record, { code, atMs: nowMs });
    record.last.push(kind);
    if (record.last.length > LAST_VISITS) record.last.shift();
  }

  /** Takes in that a host asked to slow down. */
  refuse(refusal: Refusal): void {
    this.#refusals.delete(refusal.host);
    this.#refusals.set(refusal.host, refusal);
  }

  /** Requests to slow down, newest first; those that `isOver` are forgotten. */
  refusals(isOver: (host: number) => boolean): readonly Refusal[] {
    for (const host of this.#refusals.keys()) if (isOver(host)) this.#refusals.delete(host);
    return [...this.#refusals.values()].toReversed();
  }

  /** What keeps going wrong. `isOurs`: hosts of which one failure counts as long as they have not answered anything. */
  list(isOurs: (host: number) => boolean): readonly HostTrouble[] {
    const troubles: HostTrouble[] = [];
    for (const [host, { last, answers, code, atMs }] of this.#hosts) {
      const kind = last.findLast((one) => one !== null);
      if (kind == null || code === null) continue;
      const failures = last.filter((one) => one === kind).length;
      const always = answers === 0;
      if (failures >= TELLING_FAILURES || (always && isOurs(host))) troubles.push({ host, kind, failures, always, code, atMs });
    }
    return troubles;
  }

  #record(host: number): HostRecord {
    let record = this.#hosts.get(host);
    if (record === undefined) {
      record = { last: [], answers: 0, code: null, atMs: 0 };
      if (this.#hosts.size >= MOST_HOSTS) this.#hosts.delete(this.#hosts.keys().next().value!);
      this.#hosts.set(host, record);
    }
    return record;
  }
}

/** Whether an outcome is a request to slow down. */
export function isRefused(outcome: VisitOutcome): outcome is Extract<VisitOutcome, { kind: "answer" }> {
  return outcome.kind === "answer" && isRefusal(outcome.answer);
}

/** The kind of trouble that a failure belongs to; null for one that concerns a single page. */
function troubleOf(code: FailureCode): TroubleKind | null {
  switch (code) {
    case "connect-timeout":
    case "first-byte-timeout":
    case "timeout":
    case "body-stalled":
    case "unreachable":
      return "slow";
    case "tls-expired":
    case "tls-self-signed":
    case "tls-wrong-host":
    case "tls-untrusted":
    case "tls":
      return "certificate";
    case "connection-refused":
      return "refused";
    case "dns":
      return "unknown-name";
    case "reset":
    case "empty-response":
    case "partial-body":
      return "broken-off";
    case "protocol":
    case "header-overflow":
    case "too-large":
    case "bad-encoding":
    case "unsupported-encoding":
    case "parser-crashed":
    case "parser-timeout":
    case "no-sitemap":
      return null;
    default:
      return assertNever(code);
  }
}
