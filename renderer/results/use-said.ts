import { useEffect, useMemo, useState } from "react";
import { messages } from "../shell/messages.ts";

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
}

/** What a table has to say to the person: quietly in the status bar, loudly above everything. */
export function useSaid() {
  const [quiet, setQuiet] = useState("");
  const say = useMemo<Say>(() => ({ quietly: setQuiet, loudly }), []);
  useEffect(() => {
    if (quiet === "") return;
    const timer = setTimeout(() => setQuiet(""), QUIET_MS);
    return () => clearTimeout(timer);
  }, [quiet]);
  return { quiet, say };
}

function loudly({ level, message, action }: Sentence): void {
  messages.say({ key: "table", level, message, actions: action === undefined ? [] : [action] });
}
