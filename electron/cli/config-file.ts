import { readFileSync } from "node:fs";
import { readText } from "#cli/read-text.ts";
import { parseConfig, type GivenOptions } from "#options/parse-config.ts";

/**
 * Reads a configuration file. Throws `bad-config` that names the file and, for every problem, the line, the option, its value and
 * what was expected; `not-found` and `bad-input` when the file cannot be read.
 */
export function readConfigFile(path: string, shownPath: string): GivenOptions {
  return parseConfig(
    readText(() => readFileSync(path), shownPath),
    shownPath,
  );
}
