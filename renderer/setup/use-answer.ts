import { useEffect, useState } from "react";
import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { OutputOf, SentInputOf } from "#contract/questions.ts";
import type { QuestionName, Questions } from "../connection/connection.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";

/** An answer, and the input it belongs to: the newest that has come, perhaps of an input that is not the shown one any more. */
export interface LatestAnswer<I, O> {
  readonly input: I | null;
  readonly value: O | null;
  readonly error: OrbweaverError | null;
  /** Whether the answer to the present input is still to come. */
  readonly isPending: boolean;
}

/**
 * Asks a question about something that is being typed: after `pauseMs` of quiet, and only about the newest input; the answer before
 * stays until the next has come. `input` null asks nothing. Inputs are told apart by identity.
 */
export function useAnswer<N extends QuestionName>(
  name: N,
  input: SentInputOf<Questions, N> | null,
  pauseMs: number,
): LatestAnswer<SentInputOf<Questions, N>, OutputOf<Questions, N>> {
  type Latest = LatestAnswer<SentInputOf<Questions, N>, OutputOf<Questions, N>>;
  const connection = useConnection();
  const { kind, epoch } = useConnectionState();
  const [latest, setLatest] = useState<Omit<Latest, "isPending">>({ input: null, value: null, error: null });

  useEffect(() => {
    if (input === null || kind !== "open") return;
    const abort = new AbortController();
    const ask = (): void => {
      connection.call(name, input, abort.signal).then(
        (value) => setLatest({ input, value, error: null }),
        (thrown: unknown) => {
          const error = toOrbweaverError(thrown);
          if (!abort.signal.aborted && error.code !== "disconnected") setLatest({ input, value: null, error });
        },
      );
    };
    const timer = setTimeout(ask, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [connection, kind, epoch, name, input, pauseMs]);

  return { ...latest, isPending: input !== null && latest.input !== input };
}
