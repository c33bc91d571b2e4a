import { ASCII_WIDTHS, WIDTH_BLOCKS } from "#page/arial-widths.ts";

const FONT_PIXELS = 20;
const UNITS_PER_EM = 2048;
/** Width of a letter that no table knows: that of most Latin small letters. */
const DEFAULT_WIDTH = 1139;

/** Every code unit from here up may be part of a cluster of several; below, each one is a letter of its own. */
const FIRST_COMBINING = 0x300;

/** Clusters are looked for in this many code units; what is behind them is counted by code points without marks. */
const SEGMENTED_UNITS = 20_000;

let graphemes: Intl.Segmenter | null = null;

/** How many letters a reader counts (extended grapheme clusters, Unicode UAX #29). */
export function graphemeLength(text: string): number {
  if (isOneLetterPerUnit(text)) return text.length;
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let count = 0;
  for (const _ of graphemes.segment(text.slice(0, SEGMENTED_UNITS))) count++;
  if (text.length <= SEGMENTED_UNITS) return count;
  return count + (text.slice(SEGMENTED_UNITS).match(/\P{M}/gu)?.length ?? 0);
}

/** Whether `text` has only letters that never join with a neighbour: most of Latin, Greek, Cyrillic, kana, Han and Hangul. */
function isOneLetterPerUnit(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < FIRST_COMBINING) {
      if (unit === 0x0d) return false;
      continue;
    }
    const single =
      (unit >= 0x370 && unit <= 0x482) ||
      (unit >= 0x2010 && unit <= 0x2027) ||
      (unit >= 0x3001 && unit <= 0x3029) ||
      (unit >= 0x3041 && unit <= 0x3096) ||
      (unit >= 0x30a0 && unit <= 0x30ff) ||
      (unit >= 0x3400 && unit <= 0x9fff) ||
      (unit >= 0xac00 && unit <= 0xd7a3) ||
      (unit >= 0xff01 && unit <= 0xff9d);
    if (!single) return false;
  }
  return true;
}

/** Width of `text` in Arial at 20 pixels, as the results page of a search engine shows it; rounded. */
export function pixelWidth(text: string): number {
  const { first, widths } = ASCII_WIDTHS;
  let units = 0;
  for (let i = 0; i < text.length; i++) {
    const width = widths[text.charCodeAt(i) - first];
    if (width === undefined) return toPixels(units + unitsFrom(text, i));
    units += width;
  }
  return toPixels(units);
}

const toPixels = (units: number): number => Math.round((units * FONT_PIXELS) / UNITS_PER_EM);

function unitsFrom(text: string, start: number): number {
  let units = 0;
  let joined = false;
  for (let i = start; i < text.length; i++) {
    const point = text.codePointAt(i) ?? 0;
    if (point > 0xffff) i++;
    // What follows a zero width joiner is drawn as one picture with what stands before it.
    if (!joined) units += widthOf(point);
    joined = point === 0x200d;
  }
  return units;
}

function widthOf(point: number): number {
  for (const { first, widths } of WIDTH_BLOCKS) {
    const width = point >= first ? widths[point - first] : undefined;
    if (width) return width;
  }
  for (const [first, last, width] of RANGE_WIDTHS) {
    if (point >= first && point <= last) return width;
  }
  return DEFAULT_WIDTH;
}

/** Usual widths of scripts that Arial has no letters for, or that have too many to list; the first that fits counts. */
const RANGE_WIDTHS: readonly (readonly [first: number, last: number, width: number])[] = [
  [0x00, 0x1f, 0],
  [0x7f, 0x9f, 0],
  [0xad, 0xad, 0],
  [0x300, 0x36f, 0],
  [0x483, 0x489, 0],
  [0x591, 0x5c7, 0],
  [0x610, 0x61a, 0],
  [0x64b, 0x65f, 0],
  [0x5d0, 0x5ea, 1100],
  [0x620, 0x6ff, 1000],
  [0x93c, 0x94d, 300],
  [0x900, 0xdff, 1250],
  [0xe31, 0xe31, 0],
  [0xe34, 0xe3a, 0],
  [0xe47, 0xe4e, 0],
  [0xe00, 0xeff, 1150],
  [0x1100, 0x115f, 2048],
  [0x1ab0, 0x1aff, 0],
  [0x1dc0, 0x1dff, 0],
  [0x200b, 0x200f, 0],
  [0x202a, 0x202e, 0],
  [0x2060, 0x206f, 0],
  [0x2122, 0x2122, 2048],
  [0x20d0, 0x20ff, 0],
  [0x2190, 0x21ff, 2048],
  [0x2600, 0x27bf, 2048],
  [0x2e80, 0x303e, 2048],
  [0x3041, 0xa4cf, 2048],
  [0xac00, 0xd7a3, 1884],
  [0xf900, 0xfaff, 2048],
  [0xfe00, 0xfe0f, 0],
  [0xfe20, 0xfe2f, 0],
  [0xfe30, 0xfe4f, 2048],
  [0xfeff, 0xfeff, 0],
  [0xff01, 0xff60, 2048],
  [0xff61, 0xff9f, 1024],
  [0xffe0, 0xffe6, 2048],
  [0x1f1e6, 0x1f1ff, 1024],
  [0x1f3fb, 0x1f3ff, 0],
  [0x1f000, 0x1faff, 2048],
  [0x20000, 0x3ffff, 2048],
  [0xe0000, 0xe0fff, 0],
];
