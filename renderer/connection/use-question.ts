import { useCallback, useEffect, useState } from "react";
import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { OutputOf, SentInputOf } from "#contract/questions.ts";
import type { QuestionName, Questions } from "./connection.ts";
import { useConnection, useConnectionState } from "./connection-context.ts";

/** The newest answer to a question. `value` stays while it is asked again, so that nothing on the screen blinks. */
export interface Answer<T> {
  readonly value: T | null;
  readonly error: OrbweaverError | null;
  /** Asks the same question again. */
  readonly again: () => void;
}

/** Asks a question when the component appears, when the input changes, after each reconnection, and on `again`. */
export function useQuestion<N extends QuestionName>(name: N, input: SentInputOf<Questions, N>): Answer<OutputOf<Questions, N>> {
  type Value = OutputOf<Questions, N>;
  const connection = useConnection();
  const { kind, epoch } = useConnectionState();
  const key = JSON.stringify(input);
  const [times, setTimes] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; value: Value | null; error: OrbweaverError | null }>({
    key,
    value: null,
    error: null,
  });

  useEffect(() => {
    if (kind !== "open") return;
    const abort = new AbortController();
    connection.call(name, JSON.parse(key) as SentInputOf<Questions, N>, abort.signal).then(
      (value) => setAnswer({ key, value, error: null }),
      (thrown: unknown) => {
        const error = toOrbweaverError(thrown);
        if (error.code === "cancelled" || error.code === "disconnected") return;
        setAnswer((last) => ({ key, value: last.key === key ? last.value : null, error }));
      },
    );
    return () => abort.abort();
  }, [connection, kind, epoch, name, key, times]);

  const again = useCallback(() => setTimes((last) => last + 1), []);
  const current = answer.key === key;
  return { value: current ? answer.value : null, error: current ? answer.error : null, again };
}
