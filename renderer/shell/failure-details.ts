import { VERSION } from "#contract/version.ts";

/** Addresses in a text, in which words of the person's crawl may stand. */
const ADDRESS = /\b(?:https?|wss?|file):\/\/[^\s)'"]+/gi;

/** What a bug report needs of a failure, without addresses: what was thrown, where, and in which program. */
export function failureDetails(thrown: unknown, components = ""): string {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const lines = [
    `Orbweaver ${VERSION}, ${navigator.userAgent}`,
    `${error.name}: ${error.message.replaceAll(ADDRESS, "<address>")}`,
    ...stackLines(error.stack ?? ""),
    ...(components === "" ? [] : ["Components:", ...stackLines(components)]),
  ];
  return lines.join("\n");
}

/** The lines of a stack that name a place, each file without the address it came from. */
function stackLines(stack: string): readonly string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s*at /.test(line))
    .map((line) => line.trimEnd().replaceAll(/(?:https?|file|[\w-]+):\/\/[^\s)]*\/([^\s/)]+)/g, "$1"));
}
