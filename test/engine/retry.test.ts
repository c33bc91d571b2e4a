import { describe, expect, it } from "vitest";
import { FAILURES, type FailureCode } from "#contract/words.ts";
import type { Answer, VisitOutcome } from "#engine/ports.ts";
import { isRefusal, judge } from "#engine/retry.ts";

const config = { retries: 2, retryDelayMs: 1000, maxBackOffMs: 300_000 };

function answer(status: number, retryAfterMs: number | null = null): VisitOutcome {
  return {
    kind: "answer",
    id: 1,
    answer: { status, retryAfterMs } as Answer,
    facts: null,
    links: { urls: [], links: [], oddities: [], leftOut: 0 },
    blocked: null,
    html: null,
    robotsText: null,
  };
}

const failure = (code: FailureCode | "private-address"): VisitOutcome => ({
  kind: "failure",
  id: 1,
  code,
  message: "",
  status: null,
  totalMs: 1,
  fetchedAtMs: 1,
});

describe("asking again", () => {
  const passing: readonly FailureCode[] = [
    "dns",
    "connection-refused",
    "connect-timeout",
    "unreachable",
    "reset",
    "empty-response",
    "partial-body",
    "first-byte-timeout",
    "timeout",
    "body-stalled",
  ];

  it.each(passing)("tries again after %s, as often as configured", (code) => {
    expect([1, 2, 3].map((attempts) => judge(failure(code), attempts, config).kind)).toEqual(["again", "again", "done"]);
  });

  it.each((Object.keys(FAILURES) as FailureCode[]).filter((code) => !passing.includes(code)))(
    "takes %s as final, since it would come again",
    (code) => {
      expect(judge(failure(code), 1, config)).toEqual({ kind: "done" });
    },
  );

  it("never tries an address of a private network again", () => {
    expect(judge(failure("private-address"), 1, config)).toEqual({ kind: "done" });
  });

  it("waits twice as long before each further attempt, and never more than five minutes", () => {
    const patient = { ...config, retries: 10 };
    expect([1, 2, 3].map((attempts) => judge(failure("reset"), attempts, patient))).toEqual(
      [1000, 2000, 4000].map((afterMs) => ({ kind: "again", afterMs })),
    );
    expect(judge(failure("reset"), 10, { ...patient, retryDelayMs: 60_000 })).toEqual({ kind: "again", afterMs: 300_000 });
  });

  it.each([200, 204, 301, 304, 400, 401, 403, 404, 410, 451, 501, 505, 600, 999])("takes status %i as the answer", (status) => {
    expect(judge(answer(status), 1, config)).toEqual({ kind: "done" });
  });

  it.each([408, 425, 500, 502, 503, 504])("tries again after status %i, as often as configured", (status) => {
    expect([1, 2, 3].map((attempts) => judge(answer(status), attempts, config).kind)).toEqual(["again", "again", "done"]);
  });

  it("has more patience with a host that asks to come back later than with one that fails", () => {
    for (const outcome of [answer(429), answer(429, 5000), answer(503, 5000)]) {
      expect(judge(outcome, 8, config).kind).toBe("again");
      expect(judge(outcome, 9, config).kind).toBe("done");
    }
  });

  it("waits as long as Retry-After says, but not longer than the limit, and not shorter than it would by itself", () => {
    expect(judge(answer(503, 30_000), 1, config)).toEqual({ kind: "again", afterMs: 30_000 });
    expect(judge(answer(503, 10 ** 12), 1, config)).toEqual({ kind: "again", afterMs: 300_000 });
    expect(judge(answer(503, 0), 2, config)).toEqual({ kind: "again", afterMs: 2000 });
  });

  it("takes everything as it is when no retries are configured", () => {
    for (const outcome of [answer(503, 10), answer(429), failure("reset")])
      expect(judge(outcome, 1, { ...config, retries: 0 })).toEqual({ kind: "done" });
  });

  it("knows a request to slow down from other errors", () => {
    expect([429, 503, 500, 200].map((status) => isRefusal({ status } as Answer))).toEqual([true, true, false, false]);
  });
});
