import { useMemo } from "react";
import type { ReadAddresses } from "#contract/questions.ts";
import { useAnswer } from "./use-answer.ts";

const PAUSE_MS = 200;

/** What the host makes of a text as a list of addresses, while it is typed; null before its first answer and without a text. */
export function useReadAddresses(text: string): ReadAddresses | null {
  const input = useMemo(() => (text.trim() === "" ? null : { text }), [text]);
  const { value } = useAnswer("addresses.read", input, PAUSE_MS);
  return input === null ? null : value;
}
