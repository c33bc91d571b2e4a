import { useEffect, useEffectEvent } from "react";

/**
 * Calls `run` every `everyMs` while something is active, and twice more after it has ended or `news` came: what is asked then may
 * be a moment older than the news.
 */
export function useRegularly(everyMs: number, active: boolean, news: string, run: () => void): void {
  const newest = useEffectEvent(run);
  useEffect(() => {
    if (active) {
      const timer = setInterval(() => newest(), everyMs);
      return () => clearInterval(timer);
    }
    const timers = [everyMs / 2, everyMs * 2].map((laterMs) => setTimeout(() => newest(), laterMs));
    return () => timers.forEach(clearTimeout);
  }, [everyMs, active, news]);
}
