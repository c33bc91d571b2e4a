/** The words that make the application a command line: with one of them first it opens no window. */
export const COMMANDS: ReadonlySet<string> = new Set(["crawl", "resume", "status", "coverage", "verify", "export", "config", "help"]);
/** The switches that do the same. */
const SWITCHES: ReadonlySet<string> = new Set(["--help", "-h", "--version", "-V"]);

/** The arguments for the command line; null when the application is to open its window. */
export function commandLineArguments(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  // Unpackaged, the second argument is the folder of the application.
  const given = argv.slice(isPackaged ? 1 : 2);
  const first = given.findIndex((argument) => SWITCHES.has(argument) || !argument.startsWith("-"));
  const word = given[first] ?? "";
  return COMMANDS.has(word) || SWITCHES.has(word) ? given.slice(first) : null;
}
