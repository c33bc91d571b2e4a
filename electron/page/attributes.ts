import { NameTable } from "#page/name-table.ts";
import { TAG, TAG_CODES } from "#page/tags.ts";

const ATTRIBUTE_NAMES = [
  "role",
  "href",
  "rel",
  "src",
  "srcset",
  "alt",
  "title",
  "name",
  "content",
  "http-equiv",
  "hreflang",
  "lang",
  "xml:lang",
  "action",
  "data",
  "poster",
  "background",
  "type",
  "xlink:href",
  "imagesrcset",
] as const;
/** An attribute that says something about links or facts. */
export type AttributeName = (typeof ATTRIBUTE_NAMES)[number];

const table = new NameTable(ATTRIBUTE_NAMES);

const bits = Object.fromEntries(ATTRIBUTE_NAMES.map((name, index) => [name, 1 << index])) as Readonly<Record<AttributeName, number>>;

/** Attributes that are read of any element. */
export const WANTED_OF_ALL = bits.role;

const wanted = new Int32Array(TAG_CODES).fill(WANTED_OF_ALL);

function want(tag: keyof typeof TAG, ...names: readonly AttributeName[]): void {
  for (const name of names) wanted[TAG[tag]] = (wanted[TAG[tag]] as number) | bits[name];
}

want("a", "href", "rel", "xlink:href");
want("area", "href", "rel", "alt");
want("base", "href");
want("html", "lang", "xml:lang");
want("link", "href", "rel", "hreflang", "imagesrcset");
want("meta", "name", "http-equiv", "content");
want("img", "src", "srcset", "alt");
want("image", "src", "srcset", "alt", "href", "xlink:href");
want("script", "src", "href", "xlink:href");
want("iframe", "src", "title");
want("frame", "src", "title");
want("form", "action");
want("source", "src", "srcset");
want("video", "src", "poster");
want("audio", "src");
want("track", "src");
want("embed", "src");
want("object", "data");
want("input", "type", "src", "alt");
for (const tag of ["body", "table", "tbody", "thead", "tfoot", "tr", "td", "th"] as const) want(tag, "background");

/** The attributes worth reading of an element, as bits. */
export function attributesWantedOf(tag: number): number {
  return wanted[tag] as number;
}

/** The wanted attributes of one start tag. The first of two attributes with the same name counts. */
export class Attributes {
  /** Bits of the attributes that the tag has. */
  #present = 0;
  readonly #values: string[] = ATTRIBUTE_NAMES.map(() => "");

  clear(): void {
    this.#present = 0;
  }

  /** Number of the attribute named at `start`..`end` when it is wanted and new; 0 otherwise. */
  numberAt(text: string, start: number, end: number, wantedBits: number): number {
    const number = table.find(text, start, end);
    if (number === 0) return 0;
    const bit = 1 << (number - 1);
    return (wantedBits & bit) !== 0 && (this.#present & bit) === 0 ? number : 0;
  }

  set(number: number, value: string): void {
    this.#present |= 1 << (number - 1);
    this.#values[number - 1] = value;
  }

  get isEmpty(): boolean {
    return this.#present === 0;
  }

  /** Value of an attribute; null when the tag does not have it. */
  get(name: AttributeName): string | null {
    const bit = bits[name];
    return (this.#present & bit) === 0 ? null : (this.#values[31 - Math.clz32(bit)] as string);
  }
}
