/** A set of characters: those below 128 by table, all others by asking. */
export interface CharacterSet {
  readonly ascii: Uint8Array;
  readonly other: (character: string) => boolean;
}

/** A regular expression as a tree. `look` is a look-ahead: `body` does (or does not) match from here on. */
export type RegexNode =
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "all"; readonly parts: readonly RegexNode[] }
  | { readonly kind: "any"; readonly options: readonly RegexNode[] }
  | { readonly kind: "repeat"; readonly body: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: "assert"; readonly what: "start" | "end" | "boundary" | "no-boundary" }
  | { readonly kind: "look"; readonly body: RegexNode; readonly negative: boolean };

/** Something that JavaScript knows and this reader does not; `message` is for people. */
export class UnsupportedSyntax extends Error {}

const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const ESCAPE = /\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|c[a-z]|[^])/iy;
const ESCAPE_WITH_U = /\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|u\{[0-9a-f]+\}|p\{[^}]*\}|c[a-z]|[^])/iy;
const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y;
const GROUP = /\((?:\?(?:[:=!]|<(?![=!])[^>]*>))?/y;

/**
 * Reads the source of a JavaScript regular expression, which must be valid. What single characters mean is left to
 * JavaScript itself. Throws `UnsupportedSyntax` on look-behinds, back references and inline flags.
 */
export function parseRegex(source: string, flags: string): RegexNode {
  return new RegexReader(source, flags).readAll();
}

class RegexReader {
  readonly #source: string;
  readonly #flags: string;
  readonly #sets = new Map<string, RegexNode>();
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  readAll(): RegexNode {
    const node = this.#readOptions();
    if (this.#at < this.#source.length) throw new UnsupportedSyntax(`"${this.#source.slice(this.#at, this.#at + 20)}" is not understood here.`);
    return node;
  }

  #readOptions(): RegexNode {
    const options = [this.#readParts()];
    while (this.#source[this.#at] === "|") {
      this.#at += 1;
      options.push(this.#readParts());
    }
    return options.length === 1 ? options[0]! : { kind: "any", options };
  }

  #readParts(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.#at < this.#source.length && this.#source[this.#at] !== "|" && this.#source[this.#at] !== ")") {
      parts.push(this.#readQuantifier(this.#readAtom()));
    }
    return { kind: "all", parts };
  }

  /** Lazy or greedy makes no difference to whether there is a match. */
  #readQuantifier(body: RegexNode): RegexNode {
    const found = this.#take(QUANTIFIER);
    if (found === null) return body;
    const [, sign, min, comma, max] = found;
    if (sign !== undefined) return { kind: "repeat", body, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity };
    return { kind: "repeat", body, min: Number(min), max: comma === undefined ? Number(min) : max === "" ? Infinity : Number(max) };
  }

  #readAtom(): RegexNode {
    switch (this.#source[this.#at]) {
      case "^": return this.#assertion("start", 1);
      case "$": return this.#assertion("end", 1);
      case "(": return this.#readGroup();
      case "\\": return this.#readEscape();
      case "[": return this.#set(this.#take(CLASS)![0]);
      default: return this.#readCharacter();
    }
  }

  #readGroup(): RegexNode {
    const opening = this.#take(GROUP)![0];
    if (this.#source[this.#at] === "?") throw new UnsupportedSyntax("look-behinds and inline flags cannot be used here.");
    const body = this.#readOptions();
    this.#at += 1;
    return opening === "(?=" || opening === "(?!" ? { kind: "look", body, negative: opening === "(?!" } : body;
  }

  #readEscape(): RegexNode {
    const next = this.#source[this.#at + 1] ?? "";
    if (next === "b") return this.#assertion("boundary", 2);
    if (next === "B") return this.#assertion("no-boundary", 2);
    if (/[1-9k]/.test(next)) throw new UnsupportedSyntax("back references such as \\1 cannot be used here.");
    return this.#set(this.#take(this.#flags.includes("u") ? ESCAPE_WITH_U : ESCAPE)![0]);
  }

  #readCharacter(): RegexNode {
    const code = this.#source.codePointAt(this.#at)!;
    const character = this.#flags.includes("u") ? String.fromCodePoint(code) : this.#source[this.#at]!;
    this.#at += character.length;
    // A brace or bracket that opens nothing stands for itself, but only alone.
    return this.#set(/[{}\]]/.test(character) ? `\\${character}` : character);
  }

  #assertion(what: Extract<RegexNode, { kind: "assert" }>["what"], length: number): RegexNode {
    this.#at += length;
    return { kind: "assert", what };
  }

  #set(source: string): RegexNode {
    const known = this.#sets.get(source);
    if (known !== undefined) return known;
    const node: RegexNode = { kind: "set", set: setOf(new RegExp(`^(?:${source})$`, this.#flags.replace("m", ""))) };
    this.#sets.set(source, node);
    return node;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found !== null) this.#at += found[0].length;
    return found;
  }
}

/** The characters that an expression for exactly one character accepts. */
export function setOf(one: RegExp): CharacterSet {
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => (one.test(String.fromCharCode(code)) ? 1 : 0));
  return { ascii, other: (character) => one.test(character) };
}
