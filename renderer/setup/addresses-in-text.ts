const WEB_ADDRESS = /https?:\/\/[^\s<>"'`|\\^{}]+/gi;
const BARE_ADDRESS = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?$/i;

/**
 * The addresses of a pasted text, one a line, when it holds several: a list as it is, and of any other text the web addresses in it.
 * Null for a text with one address or none, which is left to the field it was pasted into.
 */
export function addressesInText(text: string): string | null {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length > 1 && lines.some(beginsWithAddress) && !lines.some(isProse)) return lines.join("\n");
  const words = text.split(/[\s,;]+/).filter(Boolean);
  if (words.length > 1 && words.every((word) => BARE_ADDRESS.test(word))) return words.join("\n");
  const found = [...new Set([...text.matchAll(WEB_ADDRESS)].map(([address]) => withoutSentenceEnd(address)))];
  return found.length > 1 ? found.join("\n") : null;
}

/** A line of a list or of a CSV file begins with an address, perhaps in quotes. */
function beginsWithAddress(line: string): boolean {
  return BARE_ADDRESS.test((/^"([^"]*)"/.exec(line)?.[1] ?? line.split(/[,;\t]/, 1)[0]!).trim());
}

/** A line with several words in front of its first address is no line of a list. */
function isProse(line: string): boolean {
  return /\s/.test(line) && !beginsWithAddress(line) && /https?:\/\//i.test(line);
}

/** A full stop or bracket behind an address belongs to the sentence around it. */
function withoutSentenceEnd(address: string): string {
  const bare = address.replace(/[.,;:!?]+$/, "");
  return bare.endsWith(")") && !bare.includes("(") ? withoutSentenceEnd(bare.slice(0, -1)) : bare;
}
