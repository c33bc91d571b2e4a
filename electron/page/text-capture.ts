const NEEDS_COLLAPSING = /^\s|\s$|\s\s|[^\S ]/;
/** White space may be this much more than the text itself before it is collapsed on the way. */
const SLACK = 4096;

/** `text` trimmed, with runs of white space as one space. */
export function collapse(text: string): string {
  return NEEDS_COLLAPSING.test(text) ? text.trim().replace(/\s+/g, " ") : text;
}

/** At most `maxLength` UTF-16 units of `text`; a character is never cut in half. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const last = text.charCodeAt(maxLength - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength);
}

/** Puts together a text that comes in pieces, and holds no more of it than will be asked for. */
export class TextCapture {
  readonly #maxLength: number;
  #text = "";
  #isFull = false;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  add(piece: string): void {
    if (this.#isFull) return;
    this.#text += piece;
    if (this.#text.length <= this.#maxLength + SLACK) return;
    const endsInSpace = /\s$/.test(this.#text);
    this.#text = collapse(this.#text) + (endsInSpace ? " " : "");
    this.#isFull = this.#text.length > this.#maxLength + 1;
  }

  /** The text so far, collapsed and cut; what comes next is a new text. */
  take(): string {
    const text = cutText(collapse(this.#text), this.#maxLength);
    this.clear();
    return text;
  }

  clear(): void {
    this.#text = "";
    this.#isFull = false;
  }
}
