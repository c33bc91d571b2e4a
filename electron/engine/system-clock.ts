import type { Clock } from "#engine/ports.ts";

/** Timers cannot be set further ahead than this (2^31 - 1 ms); longer waits are taken in steps. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The clock of this computer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(atMs, callback) {
    let timer: ReturnType<typeof setTimeout>;
    const arm = () => {
      const leftMs = atMs - Date.now();
      timer = leftMs > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(callback, Math.max(0, leftMs));
    };
    arm();
    return () => clearTimeout(timer);
  },
};
