/** How far into a page its declaration is looked for. The standard asks for 1,024 bytes at least; browsers look further. */
const PRESCAN_BYTES = 4096;

const SPACE = /[\t\n\f\r ]/;
const LATIN1 = new TextDecoder("latin1");

/** The label in an XML declaration (`<?xml encoding="…"?>`); "" when there is none. HTML standard, "get an XML encoding". */
export function xmlDeclarationLabel(bytes: Uint8Array): string {
  const head = LATIN1.decode(bytes.subarray(0, 1024));
  if (!head.startsWith("<?xml")) return "";
  const end = head.indexOf("?>");
  const match = /\sencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(end === -1 ? head : head.slice(0, end));
  return (match?.[1] ?? match?.[2] ?? "").trim();
}

/** What stands at a place of the page: the label it declares, "" mostly, and where to go on. */
interface Markup {
  readonly label: string;
  readonly end: number;
}

/**
 * The first label declared by a meta element at the beginning of a page that `read` makes something of, as that; null when
 * there is none. HTML standard, "prescan a byte stream to determine its encoding".
 */
export function firstMetaLabel(bytes: Uint8Array, read: (label: string) => string | null): string | null {
  const head = LATIN1.decode(bytes.subarray(0, PRESCAN_BYTES));
  let at = head.indexOf("<");
  while (at !== -1 && at < head.length) {
    const { label, end } = markupAt(head, at);
    const found = label === "" ? null : read(label);
    if (found !== null) return found;
    at = head.indexOf("<", end);
  }
  return null;
}

/** Reads what begins with the `<` at `at`. */
function markupAt(head: string, at: number): Markup {
  if (head.startsWith("<!--", at)) {
    const end = head.indexOf("-->", at + 2);
    return { label: "", end: end === -1 ? head.length : end + 3 };
  }
  if (/^<\/?[a-z]/i.test(head.slice(at, at + 3))) {
    const isMeta = /^<meta[\t\n\f\r /]/i.test(head.slice(at, at + 6));
    let next = at + 1;
    while (next < head.length && head[next] !== ">" && !SPACE.test(head[next] as string)) {
      if (isMeta && head[next] === "/") break;
      next++;
    }
    const attributes = new Map<string, string>();
    next = readAttributes(head, next, attributes);
    return { label: isMeta ? labelOf(attributes) : "", end: next };
  }
  if (/^<[!/?]/.test(head.slice(at, at + 2))) {
    const end = head.indexOf(">", at);
    return { label: "", end: end === -1 ? head.length : end + 1 };
  }
  return { label: "", end: at + 1 };
}

/** HTML standard, "get an attribute", until the tag ends; the first of two attributes with the same name counts. */
function readAttributes(head: string, start: number, attributes: Map<string, string>): number {
  const attribute = /[\t\n\f\r /]*([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r >]*)))?/y;
  attribute.lastIndex = start;
  for (;;) {
    const from = attribute.lastIndex;
    const match = attribute.exec(head);
    if (match === null) {
      const end = head.indexOf(">", from);
      return end === -1 ? head.length : end + 1;
    }
    const name = (match[1] as string).toLowerCase();
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? "");
  }
}

function labelOf(attributes: ReadonlyMap<string, string>): string {
  const charset = attributes.get("charset");
  if (charset !== undefined) return charset.trim();
  if (attributes.get("http-equiv")?.toLowerCase() !== "content-type") return "";
  return charsetInContent(attributes.get("content") ?? "");
}

/** HTML standard, "extracting a character encoding from a meta element". */
function charsetInContent(content: string): string {
  const match = /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^"'\t\n\f\r ;][^\t\n\f\r ;]*))/i.exec(content);
  return (match?.[1] ?? match?.[2] ?? match?.[3] ?? "").trim();
}
