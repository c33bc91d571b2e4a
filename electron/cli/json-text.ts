/** A value as one line of JSON, with names in snake_case as in exports. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, snakeCaseNames)}\n`;
}

function snakeCaseNames(_name: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), part]),
  );
}
