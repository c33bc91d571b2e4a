import type { LinkKind } from "#contract/words.ts";
import { LINK_POSITIONS } from "#contract/words.ts";
import { Attributes } from "#page/attributes.ts";
import type { LinkCollector } from "#page/links.ts";
import { STATE } from "#page/open-elements.ts";

/** What the tags of a page say, before any address is resolved. */
export class PageNotes {
  readonly attributes = new Attributes();
  readonly links: LinkCollector;
  /** Bits of STATE where the tag stands that is read now. */
  state = 0;

  description: string | null = null;
  canonical: string | null = null;
  readonly robots: string[] = [];
  language: string | null = null;
  readonly hreflangs: [language: string, href: string][] = [];
  metaRefresh: string | null = null;
  base: string | null = null;

  constructor(links: LinkCollector) {
    this.links = links;
  }

  /** Whether facts count here: browsers that run scripts do not see what is in noscript. */
  get isInNoscript(): boolean {
    return (this.state & STATE.noscript) !== 0;
  }

  get isInDrawing(): boolean {
    return (this.state & STATE.svg) !== 0;
  }

  /** Notes a link of the tag that is read now. Returns its number, as `LinkCollector.add` does. */
  link(kind: LinkKind, href: string, anchor = ""): number {
    return this.links.add({
      kind,
      href,
      anchor,
      rel: this.attributes.get("rel") ?? "",
      position: LINK_POSITIONS[this.state & STATE.position] ?? "content",
    });
  }

  /** Notes something that the page embeds. Nothing is asked for when the address is blank, or is the thing itself (`data:`). */
  embed(kind: LinkKind, href: string | null, anchor = ""): void {
    if (href !== null && !isBlank(href) && !isData(href)) this.link(kind, href, anchor);
  }
}

/** Whether nothing but white space stands in `href`. */
export function isBlank(href: string): boolean {
  const first = href.charCodeAt(0);
  return !(first > 0x20) && href.trim() === "";
}

function isData(href: string): boolean {
  const first = href.charCodeAt(0);
  return (first === 0x64 || first === 0x44 || first <= 0x20) && /^\s*data:/i.test(href);
}
