import { useEffect, useEffectEvent, useRef } from "react";

/** Rows are asked for again at most this often while a crawl changes them. */
const REFRESH_EVERY_MS = 500;

/**
 * When rows are asked for again after the last news: an answer may be a moment older than the news, the more so the longer the rows
 * take to be put in order.
 */
const FOLLOW_UPS_MS = [600, 1200, 3000, 8000, 20_000];

/** Calls `refresh` after `news` has changed: at once or as soon as the last time is long enough ago, and a few times later. */
export function useLiveRefresh(news: string, refresh: () => void): void {
  const newest = useEffectEvent(refresh);
  const known = useRef(news);
  const lastAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (known.current === news) return;
    const firstMs = Math.max(0, lastAtMs.current + REFRESH_EVERY_MS - performance.now());
    const timers = [0, ...FOLLOW_UPS_MS].map((laterMs) =>
      setTimeout(() => {
        known.current = news;
        lastAtMs.current = performance.now();
        newest();
      }, firstMs + laterMs),
    );
    return () => timers.forEach(clearTimeout);
  }, [news]);
}
