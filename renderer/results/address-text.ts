/** An address cut for showing: the host can be faded or left out, and only `head` is shortened when there is no room. */
export interface AddressParts {
  /** Scheme and host, or "" when the address is on the site itself. */
  readonly host: string;
  readonly head: string;
  /** The end of the address, which is never cut. */
  readonly tail: string;
}

const MAX_TAIL = 40;

/** The parts of an address, seen from `site` (a host name with port, or "" for none). What is not an address is all `head`. */
export function addressParts(address: string, site: string): AddressParts {
  const match = /^(https?:\/\/([^/?#]*))(.*)$/i.exec(address);
  if (match === null) return { host: "", ...cut(address) };
  const [, origin = "", host = "", rest = ""] = match;
  const sameSite = bare(host) === bare(site);
  return { host: sameSite ? "" : origin, ...cut(rest === "" && sameSite ? "/" : rest) };
}

function cut(text: string): { head: string; tail: string } {
  if (text.length <= MAX_TAIL) return { head: "", tail: text };
  const slash = text.lastIndexOf("/", text.length - 2);
  const at = text.length - slash <= MAX_TAIL ? slash : splitPoint(text, text.length - MAX_TAIL);
  return { head: text.slice(0, at), tail: text.slice(at) };
}

/** Not between the two halves of one letter. */
function splitPoint(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, "");
}
