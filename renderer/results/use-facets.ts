import { useEffect, useState } from "react";
import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { OutputOf, SentInputOf } from "#contract/questions.ts";
import type { Questions } from "../connection/connection.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";

type Asked = SentInputOf<Questions, "view.facets">;
type FacetAnswer = OutputOf<Questions, "view.facets">;

/** The groups of what is asked; the last ones stay on the screen while newer ones are on their way. */
export interface Facets {
  readonly answer: FacetAnswer | null;
  readonly error: OrbweaverError | null;
  /** Whether `answer` is not (yet) the one to what is asked. */
  readonly busy: boolean;
  readonly again: () => void;
}

/** Asks for groups when the question changes, and at each `tick`. */
export function useFacets(asked: Asked, tick: number): Facets {
  const connection = useConnection();
  const { kind, epoch } = useConnectionState();
  const [times, setTimes] = useState(0);
  const [known, setKnown] = useState<{ key: string; answer: FacetAnswer | null; error: OrbweaverError | null }>({
    key: "",
    answer: null,
    error: null,
  });
  const key = JSON.stringify(asked);
  useEffect(() => {
    if (kind !== "open") return;
    const abort = new AbortController();
    connection.call("view.facets", JSON.parse(key) as Asked, abort.signal).then(
      (answer) => setKnown({ key, answer, error: null }),
      (thrown: unknown) => {
        const error = toOrbweaverError(thrown);
        if (error.code !== "cancelled" && error.code !== "disconnected") setKnown({ key, answer: null, error });
      },
    );
    return () => abort.abort();
  }, [connection, kind, epoch, key, tick, times]);
  return { answer: known.answer, error: known.error, busy: known.key !== key, again: () => setTimes((last) => last + 1) };
}
