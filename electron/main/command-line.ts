/** The words that make the application a command line: with one of them it opens no window. */
const COMMANDS: ReadonlySet<string> = new Set(["crawl", "resume", "status", "coverage", "verify", "export", "config", "help"]);

/** The arguments for the command line; null when the application is to open its window. */
export function commandLineArguments(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  // Unpackaged, the second argument is the folder of the application.
  const given = argv.slice(isPackaged ? 1 : 2);
  const first = given.findIndex((argument) => !argument.startsWith("-"));
  return first >= 0 && COMMANDS.has(given[first] ?? "") ? given.slice(first) : null;
}
