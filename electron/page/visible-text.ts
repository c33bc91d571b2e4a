/** Classes of characters, as far as counting words needs them. */
const GAP = 0;
const MARK = 1;
const WORD = 2;
/** Of a script that does not put spaces between words. */
const UNSPACED = 3;

const ASCII_CLASSES = new Uint8Array(128).map((_, unit) => {
  if (unit <= 0x20) return GAP;
  return /[0-9A-Za-z]/.test(String.fromCharCode(unit)) ? WORD : MARK;
});

/** Letters of unspaced scripts that are looked at word by word; further ones of the same page count as half a word each. */
const MAX_SEGMENTED_UNITS = 20_000;

let words: Intl.Segmenter | null = null;

/**
 * Counts the words of a text that comes in pieces, and hashes it. White space counts as one space wherever it stands, so two
 * pages with the same text in another layout of the source have the same hash.
 */
export class VisibleText {
  wordCount = 0;
  /** Two 32-bit hashes (FNV-1a and a multiply-rotate one) over the UTF-16 units. */
  #first = 0x811c9dc5;
  #second = 0x9e3779b9;
  #length = 0;
  #isAfterGap = false;
  #isInWord = false;
  #segmentedUnits = 0;

  /** The next piece does not continue the last word. */
  addBreak(): void {
    this.#isAfterGap = true;
    this.#isInWord = false;
  }

  /** Adds what stands at `start`..`end` of `text`. */
  add(text: string, start: number, end: number): void {
    let first = this.#first;
    let second = this.#second;
    let isInWord = this.#isInWord;
    let unspacedEnd = start;
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i);
      const kind = unit < 128 ? ASCII_CLASSES[unit] : classOf(unit);
      if (kind === GAP) {
        this.#isAfterGap = true;
        isInWord = false;
        continue;
      }
      if (this.#isAfterGap) {
        this.#isAfterGap = false;
        if (this.#length > 0) {
          first = Math.imul(first ^ 0x20, 0x01000193);
          second = mixSecond(second, 0x20);
        }
      }
      this.#length++;
      first = Math.imul(first ^ unit, 0x01000193);
      second = mixSecond(second, unit);
      if (kind === UNSPACED) {
        isInWord = false;
        if (i >= unspacedEnd) unspacedEnd = this.#countUnspaced(text, i, end);
      } else if (kind === WORD && !isInWord) {
        isInWord = true;
        this.wordCount++;
      }
    }
    this.#first = first;
    this.#second = second;
    this.#isInWord = isInWord;
  }

  /** 16 hex digits; "" when there was no text. */
  hash(): string {
    if (this.#length === 0) return "";
    return hex(finish(this.#first ^ this.#length)) + hex(finish(this.#second ^ Math.imul(this.#length, 0x85ebca6b)));
  }

  /** Counts the words of the run of unspaced letters that begins at `start`; returns where the run ends. */
  #countUnspaced(text: string, start: number, limit: number): number {
    let end = start + 1;
    while (end < limit && (isUnspaced(text.charCodeAt(end)) || isSecondHalf(text.charCodeAt(end)))) end++;
    const units = end - start;
    if (this.#segmentedUnits + units > MAX_SEGMENTED_UNITS) {
      this.wordCount += Math.ceil(units / 2);
      return end;
    }
    this.#segmentedUnits += units;
    words ??= new Intl.Segmenter("en", { granularity: "word" });
    for (const segment of words.segment(text.slice(start, end))) if (segment.isWordLike) this.wordCount++;
    return end;
  }
}

function mixSecond(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x5bd1e995);
  return (mixed << 13) | (mixed >>> 19);
}

/** The finaliser of MurmurHash3. */
function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const hex = (value: number): string => value.toString(16).padStart(8, "0");

function classOf(unit: number): number {
  if (unit < 0x80) return ASCII_CLASSES[unit] as number;
  if (unit < 0x0e00) return latinClassOf(unit);
  if (isUnspaced(unit)) return UNSPACED;
  if (unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029 || unit === 0x202f) return GAP;
  if (unit === 0x205f || unit === 0x3000 || unit === 0xfeff) return GAP;
  if (unit >= 0x2010 && unit <= 0x2bff) return MARK;
  if (unit >= 0x3001 && unit <= 0x303f) return MARK;
  if ((unit >= 0xfe10 && unit <= 0xfe6f) || (unit >= 0xff00 && unit <= 0xff0f) || unit >= 0xfff0) return MARK;
  if (isSecondHalf(unit)) return MARK;
  // First halves of pairs: emoji and symbols from D83C on, letters before.
  return unit >= 0xd83c && unit <= 0xd83e ? MARK : WORD;
}

function latinClassOf(unit: number): number {
  if (unit === 0xa0 || unit === 0x85) return GAP;
  if (unit <= 0xbf) return unit === 0xaa || unit === 0xb5 || unit === 0xba ? WORD : MARK;
  return unit === 0xd7 || unit === 0xf7 ? MARK : WORD;
}

/** Second half of a surrogate pair: part of what the first half was. */
function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Thai, Lao, Myanmar, Khmer, Han, Hiragana, Katakana. */
function isUnspaced(unit: number): boolean {
  return (
    (unit >= 0x0e00 && unit <= 0x0eff) ||
    (unit >= 0x1000 && unit <= 0x109f) ||
    (unit >= 0x1780 && unit <= 0x17ff) ||
    (unit >= 0x3041 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    (unit >= 0xd840 && unit <= 0xd888)
  );
}
