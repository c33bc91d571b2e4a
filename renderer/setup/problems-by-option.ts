import { EDITOR_OPTIONS } from "./editor-options.ts";

/** What the host says is wrong with a configuration, sorted by option; `other` has what belongs to none. */
export interface OptionProblems {
  readonly byOption: Readonly<Record<string, readonly string[]>>;
  readonly other: readonly string[];
}

export const NO_PROBLEMS: OptionProblems = { byOption: {}, other: [] };

/**
 * Takes the message of a `bad-config` apart: one problem a line, each beginning with the option it is about, behind a heading when
 * there are several. The words stay those of the host.
 */
export function problemsByOption(message: string): OptionProblems {
  const lines = message.split("\n").map((line) => line.replace(/^- |^The configuration has a problem\. /, ""));
  const said = lines.filter((line) => line !== "" && !/^The configuration has \d+ problems:$/.test(line));
  const byOption: Record<string, string[]> = {};
  const other: string[] = [];
  for (const line of said) {
    const path = /^([A-Za-z]\w*)(?:\.(\w+))?/.exec(line);
    const option =
      EDITOR_OPTIONS.find(({ name }) => name === path?.[0]) ??
      EDITOR_OPTIONS.find(({ path: [name] }) => name.toLowerCase() === path?.[1]?.toLowerCase());
    if (option === undefined) other.push(line);
    else (byOption[option.name] ??= []).push(line);
  }
  return { byOption, other };
}
