import { useEffect, useRef, useState } from "react";

/** Rows and their groups are asked for again at most this often while a crawl changes them. */
const TICK_EVERY_MS = 1000;

/**
 * When rows are asked for again after the last news: an answer may be a moment older than the news, the more so the longer the rows
 * take to be put in order.
 */
const FOLLOW_UPS_MS = [600, 1600, 3000, 8000, 20_000];

/**
 * A number that goes up when rows and groups have to be asked for again, both at the same moment, so that they agree: after `news`
 * has changed, at once or as soon as the last time is long enough ago, and a few times later.
 */
export function useTick(news: string): number {
  const [tick, setTick] = useState(0);
  const known = useRef(news);
  const lastAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (known.current === news) return;
    const firstMs = Math.max(0, lastAtMs.current + TICK_EVERY_MS - performance.now());
    const timers = [0, ...FOLLOW_UPS_MS].map((laterMs) =>
      setTimeout(() => {
        known.current = news;
        lastAtMs.current = performance.now();
        setTick((last) => last + 1);
      }, firstMs + laterMs),
    );
    return () => timers.forEach(clearTimeout);
  }, [news]);
  return tick;
}
