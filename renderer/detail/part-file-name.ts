const MOST_CHARS = 80;

/** Name of the file that a part of the detail of an address is saved as: letters, digits, dots and dashes of the address, then `file`. */
export function partFileName(url: string, file: string): string {
  const name = url
    .replace(/^[a-z][a-z0-9+.-]*:(\/\/)?/i, "")
    .replaceAll(/[^\p{L}\p{N}.]+/gu, "-")
    .slice(0, MOST_CHARS)
    .replaceAll(/^[-.]+|[-.]+$/g, "");
  return name === "" ? file : `${name}-${file}`;
}
