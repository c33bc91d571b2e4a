import type { Cell } from "#contract/views.ts";
import { BLOCKS, EXCLUSIONS, FAILURES } from "#contract/words.ts";
import { resultsTexts } from "../texts/results.ts";

const REASONS: Readonly<Record<string, string>> = { ...FAILURES, ...EXCLUSIONS, ...BLOCKS };

/** The columns whose cells are codes, and what each code means. */
const MEANINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reason: REASONS,
  code: REASONS,
  failure: REASONS,
  indexability_reason: resultsTexts.notIndexable,
};

/** The sentence that a code stands for, in a column of codes; undefined for anything else. A code can have a number or another code behind it. */
export function codeMeaning(column: string, value: Cell): string | undefined {
  return typeof value === "string" ? MEANINGS[column]?.[value.replace(/(?: \d+|: .*)$/, "")] : undefined;
}
