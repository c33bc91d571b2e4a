import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import type { ReasonRow } from "./reason-table.tsx";

/** The addresses of one reason that are to be asked for after all. */
export interface InclusionWish extends ReasonRow {
  readonly view: "excluded" | "failed";
  readonly column: "reason" | "code";
}

/** Asking for addresses after all: wished, confirmed, done. */
export interface Inclusion {
  /** What waits for the person's confirmation. */
  readonly wished: InclusionWish | null;
  readonly wish: (wish: InclusionWish) => void;
  readonly confirm: () => void;
  readonly decline: () => void;
  readonly busy: boolean;
  readonly done: { readonly requeued: number; readonly leftOut: number } | null;
  readonly error: string | null;
  readonly dismiss: () => void;
}

/** Makes the addresses of a reason wait again. Those that failed are asked for at once; what a rule kept out is confirmed first. */
export function useInclusion(crawl: string, changed: () => void): Inclusion {
  const connection = useConnection();
  const [wished, setWished] = useState<InclusionWish | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Inclusion["done"]>(null);
  const [error, setError] = useState<string | null>(null);
  const dismiss = (): void => {
    setDone(null);
    setError(null);
  };
  const carryOut = async ({ view, column, word }: InclusionWish): Promise<void> => {
    dismiss();
    setBusy(true);
    try {
      setDone(await connection.call("crawl.requeue", { crawl, view, filter: { column, test: "is", value: word } }));
      changed();
    } catch (thrown) {
      setError(toOrbweaverError(thrown).message);
    } finally {
      setBusy(false);
      setWished(null);
    }
  };
  return {
    wished,
    wish: (wish) => (wish.view === "failed" ? void carryOut(wish) : setWished(wish)),
    confirm: () => void (wished !== null && carryOut(wished)),
    decline: () => setWished(null),
    busy,
    done,
    error,
    dismiss,
  };
}
