import { OrbweaverError } from "#contract/failure.ts";
import { compileExpression, compilePattern } from "#url/pattern.ts";

const KEPT_PATTERNS = 20;
const compiled = new Map<string, (text: string) => boolean>();

/** Columns that hold an address: a pattern of `include` and `exclude` is what they are matched with. */
export const ADDRESS_COLUMNS: ReadonlySet<string> = new Set(
  "url final_url source_url target_url redirect_url canonical first_seen_on section shape".split(" "),
);

/**
 * The SQL function behind the test `matches`: whether a text matches a pattern (`isAddress` 1) or an expression (0); 0 for no text.
 * Throws `bad-input` for a pattern that is not one.
 */
export function matches(text: unknown, pattern: unknown, isAddress: unknown): number {
  return typeof text === "string" && matcher(String(pattern), isAddress === 1)(text) ? 1 : 0;
}

/** A pattern as a test. Errors: bad-input. */
export function matcher(pattern: string, isAddress: boolean): (text: string) => boolean {
  const key = `${isAddress ? "address" : "text"} ${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const result = isAddress ? compilePattern(pattern) : compileExpression(pattern, "i");
  if ("problem" in result)
    throw new OrbweaverError("bad-input", `The pattern "${pattern.slice(0, 100)}" cannot be used: ${result.problem}`);
  if (compiled.size >= KEPT_PATTERNS) compiled.clear();
  compiled.set(key, result.test);
  return result.test;
}
