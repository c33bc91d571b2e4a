import { useEffect, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { VerifyReport } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";

/** How a self-check goes. */
export type Verification =
  | { readonly kind: "running"; readonly sinceMs: number }
  | { readonly kind: "done"; readonly report: VerifyReport }
  | { readonly kind: "failed"; readonly message: string };

/** Checks a crawl file as soon as it is shown, and again when asked. It is cancelled when it is shown no longer. */
export function useVerification(crawl: string): { readonly verification: Verification; readonly again: () => void } {
  const connection = useConnection();
  const [times, setTimes] = useState(0);
  const [verification, setVerification] = useState<Verification>(() => ({ kind: "running", sinceMs: Date.now() }));
  useEffect(() => {
    const abort = new AbortController();
    connection.call("crawl.verify", { crawl }, abort.signal).then(
      (report) => setVerification({ kind: "done", report }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setVerification({ kind: "failed", message: toOrbweaverError(thrown).message });
      },
    );
    return () => abort.abort();
  }, [connection, crawl, times]);
  const again = (): void => {
    setVerification({ kind: "running", sinceMs: Date.now() });
    setTimes((last) => last + 1);
  };
  return { verification, again };
}

/** The time, once a second. */
export function useSeconds(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(sinceMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((nowMs - sinceMs) / 1000));
}
