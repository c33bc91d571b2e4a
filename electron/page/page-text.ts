import type { LinkCollector } from "#page/links.ts";
import { type OpenElements, STATE } from "#page/open-elements.ts";
import { TextCapture, collapse, cutText } from "#page/text-capture.ts";
import { VisibleText } from "#page/visible-text.ts";

/** At most this much of any text is kept. */
export const MAX_TEXT_LENGTH = 2000;
const MAX_ANCHOR_LENGTH = 200;
const MAX_HEADINGS = 20;

/** Text of a link or of what stands for one: collapsed, at most 200 characters. */
export function anchorOf(text: string): string {
  return cutText(collapse(text), MAX_ANCHOR_LENGTH);
}

/** The headings of one level. An image's alternative text stands for a heading that has no text. */
class Headings {
  readonly texts: string[] = [];
  count = 0;
  readonly capture = new TextCapture(MAX_TEXT_LENGTH);
  #alt = "";

  addAlt(alt: string): void {
    if (this.#alt === "") this.#alt = cutText(collapse(alt), MAX_TEXT_LENGTH);
  }

  end(): void {
    this.count++;
    const text = this.capture.take();
    if (this.texts.length < MAX_HEADINGS) this.texts.push(text === "" ? this.#alt : text);
    this.#alt = "";
  }
}

/** Sends the text of a page to all that want some of it: title, headings, the open link, and the visible text. */
export class PageText {
  readonly visible = new VisibleText();
  readonly h1s = new Headings();
  readonly h2s = new Headings();
  /** Text of the first title as written; null when there is none. */
  title: string | null = null;
  #titleIsOpen = false;

  readonly #links: LinkCollector;
  readonly #anchor = new TextCapture(MAX_ANCHOR_LENGTH);
  #anchorAlt = "";
  /** Number of the link that is open; -1 when it is not recorded, null when none is open. */
  #openLink: number | null = null;
  /** Blocks that were open around the link: when one of them ends, the link does. */
  #linkDepth = 0;

  constructor(links: LinkCollector) {
    this.#links = links;
  }

  /** Takes the text at `start`..`end` of `text`, which stands where `state` holds. */
  add(text: string, start: number, end: number, state: number): void {
    if ((state & (STATE.raw | STATE.template)) !== 0) {
      this.#addRaw(text, start, end, state);
      return;
    }
    if ((state & (STATE.unseen | STATE.noscript)) === 0) this.visible.add(text, start, end);
    const headings = state & (STATE.h1 | STATE.h2);
    if (this.#openLink === null && headings === 0) return;
    const piece = text.slice(start, end);
    if (this.#openLink !== null) this.#anchor.add(piece);
    if (headings !== 0) this.#addHeading(piece, state);
  }

  #addRaw(text: string, start: number, end: number, state: number): void {
    if ((state & STATE.template) !== 0) return;
    if ((state & STATE.title) !== 0 && this.#titleIsOpen) this.title += text.slice(start, end);
    else if ((state & STATE.svgTitle) !== 0) this.addAlt(text.slice(start, end), state);
  }

  #addHeading(piece: string, state: number): void {
    if ((state & (STATE.unseen | STATE.noscript)) !== 0) return;
    if ((state & STATE.h1) !== 0) this.h1s.capture.add(piece);
    if ((state & STATE.h2) !== 0) this.h2s.capture.add(piece);
  }

  /** Words on both sides of this place are not one word. */
  addBreak(state: number): void {
    this.visible.addBreak();
    if (this.#openLink !== null) this.#anchor.add(" ");
    if ((state & (STATE.h1 | STATE.h2)) !== 0) this.#addHeading(" ", state);
  }

  /** Takes a text that stands for an image. */
  addAlt(alt: string, state: number): void {
    if (this.#openLink !== null && this.#anchorAlt === "") this.#anchorAlt = anchorOf(alt);
    if ((state & STATE.h1) !== 0) this.h1s.addAlt(alt);
    if ((state & STATE.h2) !== 0) this.h2s.addAlt(alt);
  }

  /** A title begins; only the first of a page is kept. */
  beginTitle(): void {
    this.#titleIsOpen = this.title === null;
    this.title ??= "";
  }

  beginLink(link: number, depth: number): void {
    this.endLink();
    this.#openLink = link;
    this.#linkDepth = depth;
  }

  endLink(): void {
    if (this.#openLink === null) return;
    const text = this.#anchor.take();
    this.#links.setAnchor(this.#openLink, text === "" ? this.#anchorAlt : text);
    this.#openLink = null;
    this.#anchorAlt = "";
  }

  /** A start tag closed blocks: the link goes on in the block that is left, as browsers let it. */
  keepLinkTo(depth: number): void {
    if (this.#linkDepth > depth) this.#linkDepth = depth;
  }

  /** Blocks were closed; `before` is the state inside them. */
  afterClosing(elements: OpenElements, before: number): void {
    if (this.#openLink !== null && elements.depth < this.#linkDepth) this.endLink();
    const left = before & ~elements.state;
    if ((left & STATE.h1) !== 0) this.h1s.end();
    if ((left & STATE.h2) !== 0) this.h2s.end();
  }

  /** The page is over. */
  end(state: number): void {
    this.endLink();
    if ((state & STATE.h1) !== 0) this.h1s.end();
    if ((state & STATE.h2) !== 0) this.h2s.end();
  }
}
