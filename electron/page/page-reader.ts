import type { TokenizerCallbacks } from "htmlparser2";
import { type Attributes, WANTED_OF_ALL, attributesWantedOf } from "#page/attributes.ts";
import { CONTENT, DRAWING_READERS, HEAD, RAW_TAGS, SIBLINGS, foreignState, positionInside } from "#page/element-rules.ts";
import type { LinkCollector } from "#page/links.ts";
import { BLOCK_BARRIER, INLINE_BARRIER, OpenElements, STATE } from "#page/open-elements.ts";
import { PageNotes } from "#page/page-notes.ts";
import { PageText } from "#page/page-text.ts";
import { ScriptEscapes } from "#page/script-escapes.ts";
import { TAG, TAG_CODES, TRAIT, tagAt, traitsOf } from "#page/tags.ts";
import { anchorHref, readerOf } from "#page/tag-readers.ts";

const {
  a: A,
  br: BR,
  form: FORM,
  p: P,
  h1: H1,
  h2: H2,
  svg: SVG,
  math: MATH,
  template: TEMPLATE,
  noscript: NOSCRIPT,
  script: SCRIPT,
  title: TITLE,
} = TAG;
const HEADINGS: readonly number[] = [TAG.h1, TAG.h2, TAG.h3, TAG.h4, TAG.h5, TAG.h6];
/** Never put on the stack: nothing depends on where they end. */
const UNSTACKED: ReadonlySet<number> = new Set([TAG.html, TAG.head, TAG.body, FORM]);

/**
 * Reads a page in one pass, from the tokens of an HTML tokenizer. It follows the rules of the HTML standard ("tree
 * construction") as far as they matter for facts and links, without building a tree.
 */
export class PageReader implements TokenizerCallbacks {
  readonly notes: PageNotes;
  readonly text: PageText;
  readonly #html: string;
  readonly #isXhtml: boolean;
  readonly #elements = new OpenElements(HEAD);
  readonly #attributes: Attributes;

  #tag = 0;
  #nameStart = 0;
  #nameEnd = 0;
  #wanted = 0;
  #attribute = 0;
  #value = "";
  #formIsOpen = false;
  /** Not null inside a script. */
  #script: ScriptEscapes | null = null;
  /** Codes of elements without one that have a role. */
  #customTags: Map<string, number> | null = null;

  constructor(html: string, isXhtml: boolean, links: LinkCollector) {
    this.#html = html;
    this.#isXhtml = isXhtml;
    this.notes = new PageNotes(links);
    this.text = new PageText(links);
    this.#attributes = this.notes.attributes;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = tagAt(this.#html, start, end);
    this.#nameStart = start;
    this.#nameEnd = end;
    this.#wanted = attributesWantedOf(this.#tag);
    this.#attributes.clear();
  }

  onattribname(start: number, end: number): void {
    const cannotBeRole = this.#wanted === WANTED_OF_ALL && end - start !== 4;
    this.#attribute = cannotBeRole ? 0 : this.#attributes.numberAt(this.#html, start, end, this.#wanted);
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute === 0) return;
    const piece = this.#html.slice(start, end);
    this.#value = this.#value === "" ? piece : this.#value + piece;
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute !== 0) this.#value += String.fromCodePoint(codePoint);
  }

  onattribend(): void {
    if (this.#attribute === 0) return;
    this.#attributes.set(this.#attribute, this.#value);
    this.#attribute = 0;
    this.#value = "";
  }

  onopentagend(end: number): void {
    this.#open(end, false);
  }

  onselfclosingtag(end: number): void {
    this.#open(end, true);
  }

  onclosetag(start: number, end: number): void {
    let tag = tagAt(this.#html, start, end);
    if (tag === 0 && this.#customTags !== null) tag = this.#customTags.get(this.#html.slice(start, end).toLowerCase()) ?? 0;
    if (this.#script !== null) {
      if (tag !== SCRIPT || !this.#script.endsAt(this.#html, start - 2)) return;
      this.#script = null;
    }
    if (tag !== 0) this.#close(tag);
  }

  ontext(start: number, end: number): void {
    this.#addText(this.#html, start, end);
  }

  ontextentity(codePoint: number): void {
    const char = String.fromCodePoint(codePoint);
    this.#addText(char, 0, char.length);
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.#isXhtml || this.isInForeignContext()) this.#addText(this.#html, start, end - endOffset);
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  onend(): void {
    this.text.end(this.#elements.state);
  }

  isInForeignContext(): boolean {
    return (this.#elements.state & (STATE.svg | STATE.math)) !== 0;
  }

  #addText(text: string, start: number, end: number): void {
    const elements = this.#elements;
    const { state } = elements;
    if ((state & STATE.position) === HEAD && (state & (STATE.raw | STATE.noscript | STATE.template)) === 0) {
      if (isWhiteSpace(text, start, end)) return;
      elements.moveTo(CONTENT);
    }
    this.text.add(text, start, end, elements.state);
  }

  #open(end: number, isSelfClosing: boolean): void {
    if (this.#script !== null) return;
    const elements = this.#elements;
    const tag = this.#tag;
    const traits = traitsOf(tag);
    if ((traits & TRAIT.breaksOut) !== 0) this.#leaveForeign();
    const state = elements.state;
    if ((state & STATE.position) === HEAD && (traits & TRAIT.head) === 0 && (state & (STATE.noscript | STATE.template)) === 0) {
      elements.moveTo(CONTENT);
    }
    const isForeign = this.isInForeignContext();
    if (tag !== 0 && !isForeign) this.#closeImplied(tag, traits);
    this.notes.state = elements.state;
    const isRead = !isForeign || ((elements.state & STATE.svg) !== 0 && DRAWING_READERS.has(tag));
    if (isRead && (elements.state & STATE.template) === 0) this.#read(tag);
    if ((traits & TRAIT.breaks) !== 0) this.text.addBreak(elements.state);
    if ((traits & TRAIT.void) !== 0) return;
    const depth = elements.depth;
    this.#push(tag, traits, isForeign);
    if (isSelfClosing && (isForeign || this.#isXhtml || tag === SVG || tag === MATH)) this.#closeSelf(tag, depth);
    else if (tag === SCRIPT && !isForeign) this.#script = new ScriptEscapes(end + 1);
  }

  /** Ends an element as soon as it has begun. */
  #closeSelf(tag: number, depth: number): void {
    if (tag === A) this.text.endLink();
    if (this.#elements.depth > depth) this.#closeAt(depth);
  }

  /** Reads the attributes of the tag. */
  #read(tag: number): void {
    if (tag === A) {
      const href = anchorHref(this.notes);
      this.text.endLink();
      if (href !== null) this.text.beginLink(this.notes.link("a", href), this.#elements.depth);
      return;
    }
    if (tag === FORM) {
      if (this.#formIsOpen) return;
      this.#formIsOpen = true;
    }
    if (this.#attributes.isEmpty) return;
    readerOf(tag)?.(this.notes);
    const alt = tag === TAG.img ? this.#attributes.get("alt") : null;
    if (alt !== null) this.text.addAlt(alt, this.#elements.state);
  }

  #push(tag: number, traits: number, isForeign: boolean): void {
    const elements = this.#elements;
    const place = positionInside(tag, this.#attributes.get("role"));
    const code = tag === 0 ? this.#customCode(place !== undefined) : tag;
    const isStacked = (traits & TRAIT.special) !== 0 || isForeign || elements.isOpen(code) || place !== undefined;
    if (code === 0 || !isStacked || code === A || UNSTACKED.has(code)) return;
    let state = elements.state;
    if (place !== undefined) state = (state & ~STATE.position) | place;
    state = isForeign ? foreignState(code, state) : this.#stateInside(code, traits, state);
    elements.push(code, state);
  }

  /** The state inside an HTML element. */
  #stateInside(tag: number, traits: number, around: number): number {
    let state = around;
    if ((traits & TRAIT.hidden) !== 0) {
      if (RAW_TAGS.has(tag)) state |= STATE.raw;
      else if (tag === TEMPLATE) state |= STATE.template;
      else state |= tag === NOSCRIPT ? STATE.noscript : STATE.unseen;
    }
    if (tag === SVG) return state | STATE.svg;
    if (tag === MATH) return state | STATE.math;
    if ((state & (STATE.noscript | STATE.template)) !== 0) return state;
    if (tag === TITLE) {
      this.text.beginTitle();
      return state | STATE.title;
    }
    if (tag === H1) {
      if ((around & STATE.h1) !== 0) this.text.h1s.end();
      return state | STATE.h1;
    }
    if (tag === H2) {
      if ((around & STATE.h2) !== 0) this.text.h2s.end();
      return state | STATE.h2;
    }
    return state;
  }

  #closeImplied(tag: number, traits: number): void {
    const elements = this.#elements;
    const siblings = SIBLINGS.get(tag);
    if (siblings !== undefined) this.#closeAt(elements.findAny(siblings.closes, siblings.barrier));
    if ((traits & TRAIT.closesParagraph) !== 0 && elements.isOpen(P)) {
      const index = elements.find(P, BLOCK_BARRIER);
      if (index !== -1) {
        this.text.keepLinkTo(index);
        this.#closeAt(index);
      }
    }
    if ((traits & TRAIT.heading) !== 0 && HEADINGS.includes(elements.top)) this.#closeAt(elements.depth - 1);
  }

  #close(tag: number): void {
    const elements = this.#elements;
    const before = elements.depth;
    if (tag === P || tag === BR) this.#leaveForeign();
    if (tag === A) this.text.endLink();
    else if (tag === FORM) this.#formIsOpen = false;
    else this.#closeAt(this.#indexClosedBy(tag));
    const traits = tag < TAG_CODES ? traitsOf(tag) : 0;
    const isClosed = elements.depth < before || (traits & TRAIT.special) === 0 || tag === P || tag === BR;
    if (isClosed && (traits & TRAIT.breaks) !== 0) this.text.addBreak(elements.state);
  }

  /** Closes the drawings and formulas that this place is in. */
  #leaveForeign(): void {
    while (this.isInForeignContext()) this.#closeAt(this.#elements.findForeign());
  }

  /** Index of the element that an end tag closes; -1 when it closes none. */
  #indexClosedBy(tag: number): number {
    const elements = this.#elements;
    const traits = tag < TAG_CODES ? traitsOf(tag) : 0;
    // Any end tag of a heading closes the nearest heading, whatever its level.
    if ((traits & TRAIT.heading) !== 0) return elements.findAny(HEADINGS, BLOCK_BARRIER);
    if ((traits & TRAIT.tablePart) !== 0) return elements.find(tag, TRAIT.tableScope);
    if (tag === TEMPLATE || tag === SVG || tag === MATH) return elements.find(tag, 0);
    return elements.find(tag, (traits & TRAIT.special) !== 0 ? BLOCK_BARRIER : INLINE_BARRIER);
  }

  #closeAt(index: number): void {
    if (index === -1) return;
    const before = this.#elements.state;
    this.#elements.closeAt(index);
    this.text.afterClosing(this.#elements, before);
  }

  /** Code of an element that has none of its own: only those with a role need one, and others of their name inside them. */
  #customCode(hasPlace: boolean): number {
    if (!hasPlace && this.#customTags === null) return 0;
    this.#customTags ??= new Map();
    const name = this.#html.slice(this.#nameStart, this.#nameEnd).toLowerCase();
    const known = this.#customTags.get(name) ?? 0;
    if (known !== 0 || !hasPlace) return known;
    const code = TAG_CODES + this.#customTags.size;
    this.#customTags.set(name, code);
    return code;
  }
}

function isWhiteSpace(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 0x20) return false;
  return true;
}
