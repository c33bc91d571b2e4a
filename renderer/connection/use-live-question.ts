import { useEffect } from "react";
import type { SentInputOf, OutputOf } from "#contract/questions.ts";
import type { QuestionName, Questions } from "./connection.ts";
import { useQuestion, type Answer } from "./use-question.ts";

/** How often a question is asked again. */
interface Pace {
  readonly everyMs: number;
  /** Whether the answer can change by itself. When that ends it is asked once more. */
  readonly isLive: boolean;
}

/** A question that is asked again a while after each answer, as long as the answer can change by itself. */
export function useLiveQuestion<N extends QuestionName>(
  name: N,
  input: SentInputOf<Questions, N>,
  { everyMs, isLive }: Pace,
): Answer<OutputOf<Questions, N>> {
  const answer = useQuestion(name, input);
  const { value, error, again } = answer;
  useEffect(() => {
    if (!isLive) return again();
    const timer = setTimeout(again, everyMs);
    return () => clearTimeout(timer);
  }, [value, error, again, everyMs, isLive]);
  return answer;
}
