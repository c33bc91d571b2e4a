import { describe, expect, it } from "vitest";
import { newPace, readyAtMs, requestEnds, requestStarts, type PaceLimits } from "#engine/politeness.ts";

const limits: PaceLimits = {
  perHost: 4,
  delayMs: 0,
  adaptive: true,
  retryDelayMs: 1000,
  maxBackOffMs: 300_000,
  robots: "obey",
  maxRobotsDelayMs: 60_000,
};
const answered = (firstByteMs: number) => ({ kind: "answered", firstByteMs }) as const;
const at = (nowMs: number) => ({ nowMs, sentAtMs: nowMs });

describe("the pace of a host", () => {
  it("allows as many requests at once as configured, and no more", () => {
    const pace = newPace(limits);
    for (let count = 0; count < 4; count += 1) {
      expect(readyAtMs(pace, limits)).toBeLessThanOrEqual(0);
      requestStarts(pace, 0);
    }
    expect(readyAtMs(pace, limits)).toBe(Infinity);
    requestEnds(pace, limits, answered(5), at(10));
    expect(readyAtMs(pace, limits)).toBeLessThanOrEqual(10);
  });

  it("counts its delay from when the request really left, one request at a time", () => {
    const slow = { ...limits, delayMs: 500 };
    const pace = newPace(slow);
    requestStarts(pace, 1000);
    expect(readyAtMs(pace, slow)).toBe(Infinity);
    requestEnds(pace, slow, answered(5), { nowMs: 1300, sentAtMs: 1200 });
    expect(readyAtMs(pace, slow)).toBe(1700);
  });

  it("keeps delay and back-off apart: the later of the two counts", () => {
    const slow = { ...limits, delayMs: 500 };
    const pace = newPace(slow);
    requestStarts(pace, 0);
    requestEnds(pace, slow, { kind: "refused", retryAfterMs: 10_000 }, at(100));
    expect(pace.delayOverAtMs).toBe(600);
    expect(readyAtMs(pace, slow)).toBe(10_100);
  });

  it("waits longer with each refusal in a row, and not longer than the limit", () => {
    const pace = newPace(limits);
    const pauses: number[] = [];
    for (let nowMs = 0, count = 0; count < 4; count += 1) {
      requestStarts(pace, nowMs);
      requestEnds(pace, limits, { kind: "refused", retryAfterMs: null }, at(nowMs));
      pauses.push(pace.backOffOverAtMs - nowMs);
      nowMs = pace.backOffOverAtMs;
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
    requestStarts(pace, 1e6);
    requestEnds(pace, limits, { kind: "refused", retryAfterMs: 1e9 }, at(1e6));
    expect(pace.backOffOverAtMs).toBe(1e6 + 300_000);
  });

  it("takes refusals of requests that ran together as one refusal", () => {
    const pace = newPace(limits);
    for (let count = 0; count < 4; count += 1) requestStarts(pace, 0);
    for (let count = 0; count < 4; count += 1) requestEnds(pace, limits, { kind: "refused", retryAfterMs: null }, at(50));
    expect(pace.refusals).toBe(1);
    expect(pace.window).toBe(2);
  });

  it("asks for less at once while a host gets slower, and for more again when it recovers", () => {
    const pace = newPace(limits);
    const ask = (firstByteMs: number) => {
      requestStarts(pace, 0);
      requestEnds(pace, limits, answered(firstByteMs), at(0));
    };
    for (let count = 0; count < 10; count += 1) ask(100);
    for (let count = 0; count < 10; count += 1) ask(2000);
    expect(pace.window).toBe(1);
    for (let count = 0; count < 30; count += 1) ask(100);
    expect(pace.window).toBe(4);
  });

  it("does not react to slow answers when it is told not to adapt", () => {
    const fixed = { ...limits, adaptive: false };
    const pace = newPace(fixed);
    for (const firstByteMs of [100, 100, 5000, 5000, 5000]) {
      requestStarts(pace, 0);
      requestEnds(pace, fixed, answered(firstByteMs), at(0));
    }
    expect(pace.window).toBe(4);
  });
});
