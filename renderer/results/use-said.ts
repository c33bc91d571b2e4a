import { useMemo, useState } from "react";

/** A sentence that stays until it is put away, with a way out when there is one. */
export interface Sentence {
  readonly level: "info" | "warning" | "error";
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Ways to tell the person something. */
export interface Say {
  /** In the status bar, until something else is said. */
  readonly quietly: (message: string) => void;
  readonly loudly: (sentence: Sentence) => void;
  readonly nothing: () => void;
}

/** What a table has to say to the person, the newest of each kind. */
export function useSaid() {
  const [quiet, setQuiet] = useState("");
  const [loud, setLoud] = useState<Sentence | null>(null);
  const say = useMemo<Say>(() => ({ quietly: setQuiet, loudly: setLoud, nothing: () => (setQuiet(""), setLoud(null)) }), []);
  return { quiet, loud, say };
}
