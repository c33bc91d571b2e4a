import { isAbsolute, resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { settingsSchema, type Settings } from "#contract/settings.ts";
import { JsonFile, type JsonFileOptions } from "#library/json-file.ts";
import { asSentence, givenProblems, problemText, shownValue } from "#options/option-problem.ts";

const NAME = "settings.json";

type Content = Readonly<Record<string, unknown>>;

/** What the person has set, kept in `settings.json`. */
export class SettingsFile {
  readonly #file: JsonFile;

  constructor(options: Omit<JsonFileOptions, "name">) {
    this.#file = new JsonFile({ ...options, name: NAME });
  }

  /** Path of the file; null when nothing is kept. */
  get path(): string | null {
    return this.#file.path;
  }

  /** The settings; those that were never set, or set to what this version does not know, have their defaults. */
  read(): Settings {
    return understood(this.#content());
  }

  /**
   * Changes some settings and keeps them. What a newer version has written beside them stays. `prepare` gets them all before they
   * are kept. Throws `bad-input` that names the setting and what was expected, `read-only`, `disk-full`, and what `prepare` throws;
   * then nothing is changed.
   */
  change(changes: Content, prepare: (settings: Settings) => void): Settings {
    const checked = checkChanges(changes, this.read());
    prepare(checked);
    const content = this.#content();
    const kept = Object.fromEntries(Object.keys(changes).map((name) => [name, checked[name as keyof Settings]]));
    this.#file.write({ ...content, ...kept });
    return { ...understood(content), ...kept };
  }

  #content(): Content {
    return (this.#file.read(isObject) ?? {}) as Content;
  }
}

function isObject(content: unknown): boolean {
  return typeof content === "object" && content !== null && !Array.isArray(content);
}

/** Each setting by itself: one that a newer version has given a new value does not take the others with it. */
function understood(content: Content): Settings {
  const known = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const parsed = Object.hasOwn(content, name) ? schema.safeParse(content[name]) : null;
    return parsed?.success === true ? [[name, parsed.data] as const] : [];
  });
  return settingsSchema.parse(Object.fromEntries(known));
}

/** All settings as they are after the changes. Throws `bad-input`. */
function checkChanges(changes: Content, before: Settings): Settings {
  const parsed = settingsSchema.safeParse({ ...before, ...changes }, { reportInput: true });
  if (!parsed.success) throw badSetting(parsed.error.issues.map(issueText));
  const problems = [
    ...newCrawlProblems(parsed.data.newCrawl),
    ...folderProblems("libraryFolder", parsed.data.libraryFolder),
    ...folderProblems("exportFolder", parsed.data.exportFolder),
  ];
  if (problems.length > 0) throw badSetting(problems);
  return { ...parsed.data, libraryFolder: whole(parsed.data.libraryFolder), exportFolder: whole(parsed.data.exportFolder) };
}

function issueText(issue: {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
}): string {
  if (issue.code === "unrecognized_keys" && "keys" in issue)
    return `there is no setting "${(issue.keys as readonly string[]).join('", "')}".`;
  return `${issue.path.map(String).join(".")} is ${shownValue(issue.input)}; ${issue.message.replace(/^Invalid \w+: /, "")}.`;
}

function newCrawlProblems(newCrawl: Content): readonly string[] {
  if (Object.hasOwn(newCrawl, "seeds")) return ["newCrawl.seeds: start addresses belong to one crawl and cannot be set for all."];
  return givenProblems(newCrawl, "window").map((problem) => `newCrawl: ${problemText(problem)}`);
}

function folderProblems(name: string, folder: string): readonly string[] {
  if (folder === "" || (isAbsolute(folder) && !folder.includes("\0"))) return [];
  return [`${name} is ${shownValue(folder)}; expected a complete path that begins at the root, or nothing for the usual folder.`];
}

const whole = (folder: string): string => (folder === "" ? "" : resolve(folder));

function badSetting(problems: readonly string[]): OrbweaverError {
  return new OrbweaverError("bad-input", problems.map(asSentence).join("\n"));
}
