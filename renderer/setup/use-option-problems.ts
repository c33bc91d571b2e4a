import { useMemo } from "react";
import { withoutBlanks, type GivenOptions } from "./given-options.ts";
import { NO_PROBLEMS, problemsByOption, type OptionProblems } from "./problems-by-option.ts";
import { useAnswer } from "./use-answer.ts";

const PAUSE_MS = 150;
/** Options are checked without the addresses, which are read by themselves. */
const ANY_SEED = ["https://example.com/"];

/** What the host says of options while they are typed. `isPending` while it has not judged the newest. */
export function useOptionProblems(given: GivenOptions): { readonly problems: OptionProblems; readonly isPending: boolean } {
  const input = useMemo(() => ({ config: { ...withoutBlanks(given), seeds: ANY_SEED } }), [given]);
  const { error, isPending } = useAnswer("config.check", input, PAUSE_MS);
  const problems = useMemo(() => (error === null ? NO_PROBLEMS : problemsByOption(error.message)), [error]);
  return { problems, isPending };
}
