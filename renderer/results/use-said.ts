import { useEffect, useMemo, useState } from "react";

/** What is said in the status bar is over after this. */
const QUIET_MS = 8000;

/** A sentence that stays until it is put away, with a way out when there is one. */
export interface Sentence {
  readonly level: "info" | "warning" | "error";
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Ways to tell the person something. */
export interface Say {
  /** In the status bar, for a while. */
  readonly quietly: (message: string) => void;
  readonly loudly: (sentence: Sentence) => void;
  readonly nothing: () => void;
}

/** What a table has to say to the person, the newest of each kind. */
export function useSaid() {
  const [quiet, setQuiet] = useState("");
  const [loud, setLoud] = useState<Sentence | null>(null);
  const say = useMemo<Say>(() => ({ quietly: setQuiet, loudly: setLoud, nothing: () => (setQuiet(""), setLoud(null)) }), []);
  useEffect(() => {
    if (quiet === "") return;
    const timer = setTimeout(() => setQuiet(""), QUIET_MS);
    return () => clearTimeout(timer);
  }, [quiet]);
  return { quiet, loud, say };
}
