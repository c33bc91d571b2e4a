import type { z } from "zod";
import { crawlConfigSchema, type CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { nearestWord } from "#contract/nearest-word.ts";
import { compilePattern } from "#url/pattern.ts";
import { parseStartAddress } from "#url/start-address.ts";

/** More problems than this are only counted: nobody reads a thousand lines. */
const MAX_PROBLEMS = 20;
const MAX_VALUE_LENGTH = 80;

/**
 * The complete configuration that a person's input stands for, with start addresses written out (`example.com` becomes
 * `https://example.com/`). Throws `bad-config` with every problem: option, value, what was expected.
 */
export function checkConfig(input: unknown): CrawlConfig {
  const parsed = crawlConfigSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) throw badConfig(parsed.error.issues.flatMap(issueProblems));
  const config = parsed.data;
  const problems: string[] = [];
  const seeds = checkSeeds(config, problems);
  checkPatterns("include", config.include, problems);
  checkPatterns("exclude", config.exclude, problems);
  for (const pattern of Object.keys(config.caps)) checkPattern("caps", pattern, problems);
  if (problems.length > 0) throw badConfig(problems);
  return { ...config, seeds };
}

function checkSeeds({ seeds, maxUrlLength }: CrawlConfig, problems: string[]): string[] {
  if (seeds.length === 0) problems.push("seeds: there is no start address. Give at least one, such as https://example.com/.");
  const addresses: string[] = [];
  for (const [index, seed] of seeds.entries()) {
    const address = parseStartAddress(seed);
    if ("url" in address && address.url.length > maxUrlLength)
      problems.push(`seeds[${index}] ${shown(seed)}: it is longer than maxUrlLength allows (${maxUrlLength}).`);
    else if ("url" in address) addresses.push(address.url);
    else problems.push(`seeds[${index}] ${shown(seed)}: ${address.problem}`);
  }
  return [...new Set(addresses)];
}

function checkPatterns(option: string, patterns: readonly string[], problems: string[]): void {
  for (const [index, pattern] of patterns.entries()) {
    checkPattern(`${option}[${index}]`, pattern, problems);
  }
}

function checkPattern(path: string, pattern: string, problems: string[]): void {
  const compiled = compilePattern(pattern);
  if ("problem" in compiled) problems.push(`${path} ${shown(pattern)}: ${compiled.problem}`);
}

function issueProblems(issue: z.core.$ZodIssue): string[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownOption([...issue.path, key]));
  const path = pathText(issue.path);
  // Headers may hold passwords, so their values are never repeated.
  const value = issue.path.length === 0 || issue.path[0] === "headers" ? "" : ` ${shown(issue.input)}`;
  return [`${path}${value}: ${issue.message.replace(/^Invalid input: /, "")}`];
}

function unknownOption(path: readonly PropertyKey[]): string {
  const known = path[0] === "normalise" && path.length > 1 ? normaliseOptions() : Object.keys(crawlConfigSchema.shape);
  const near = nearestWord(String(path.at(-1)), known);
  return `${pathText(path)}: there is no such option${near === null ? "" : `; did you mean ${near}?`}`;
}

function normaliseOptions(): string[] {
  return Object.keys(crawlConfigSchema.shape.normalise.unwrap().shape);
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "configuration";
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

function badConfig(problems: readonly string[]): OrbweaverError {
  if (problems.length === 1) return new OrbweaverError("bad-config", `The configuration has a problem. ${problems[0]}`);
  const listed = problems.slice(0, MAX_PROBLEMS).map((problem) => `\n- ${problem}`);
  const left = problems.length - listed.length;
  const rest = left > 0 ? `\n- and ${left} more` : "";
  return new OrbweaverError("bad-config", `The configuration has ${problems.length} problems:${listed.join("")}${rest}`);
}
