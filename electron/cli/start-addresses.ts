import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { CommandContext } from "#cli/command-context.ts";
import { counted } from "#cli/figures.ts";
import { readText } from "#cli/read-text.ts";
import { parseAddressList, parseStartAddress } from "#url/start-address.ts";

/** The addresses that were typed, made complete. Throws `bad-input` with every one that is none. */
export function typedAddresses(typed: readonly string[]): readonly string[] {
  const addresses: string[] = [];
  const problems: string[] = [];
  for (const text of typed) {
    const address = parseStartAddress(text);
    if ("url" in address) addresses.push(address.url);
    else problems.push(address.problem);
  }
  if (problems.length > 0) throw new OrbweaverError("bad-input", problems.join("\n"));
  return addresses;
}

/**
 * The addresses of a list file. Every line that is no address is told with its number; the others are taken. Throws `bad-input`
 * when there is no address at all.
 */
export function listedAddresses(file: string, { terminal, folder }: CommandContext): readonly string[] {
  const { urls, problems, duplicates } = parseAddressList(readText(() => readFileSync(resolve(folder, file)), file));
  for (const { line, problem } of problems) terminal.say(`${file}, line ${line}: ${problem}`);
  if (urls.length === 0)
    throw new OrbweaverError("bad-input", `${file} holds no address. It needs one on each line, such as https://example.com/.`);
  const left = [
    problems.length === 0 ? "" : `${counted(problems.length, "line", "lines")} without an address`,
    duplicates === 0 ? "" : counted(duplicates, "duplicate", "duplicates"),
  ].filter((part) => part !== "");
  if (left.length > 0) terminal.say(`${file}: taking ${counted(urls.length, "address", "addresses")}; left out: ${left.join(", ")}.`);
  return urls;
}
