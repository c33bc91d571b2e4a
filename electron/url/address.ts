/** Ranges of addresses that are not on the public internet, by the IANA special-purpose registries (RFC 6890 and successors). */
const PRIVATE_V4: readonly (readonly [address: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** The only IPv6 range given out for the public internet (RFC 4291 §2.4). */
const PUBLIC_V6 = ["2000::", 3] as const;
/** What is not public inside it: special purposes such as Teredo (2001::/23) and documentation. */
const PRIVATE_V6: readonly (readonly [address: string, prefix: number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["3fff::", 20],
];
/** 6to4: the IPv4 address follows the first 16 bits (RFC 3056). */
const SIX_TO_FOUR = ["2002::", 16] as const;
/** Ranges outside it that are as public as the IPv4 address in their last 32 bits: mapped, translated, NAT64 (RFC 6052). */
const CARRIES_V4: readonly (readonly [address: string, prefix: number])[] = [
  ["::ffff:0:0", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
];

/** Whether a textual IP address is private, local, reserved or otherwise not public. What is no IP address counts as private. */
export function isPrivateAddress(ip: string): boolean {
  const text = ip.replace(/^\[|\]$/g, "").split("%", 1)[0] ?? "";
  const v4 = parseV4(text);
  if (v4 !== null) return isPrivateV4(v4);
  const v6 = parseV6(text);
  if (v6 === null) return true;
  if (CARRIES_V4.some((range) => isIn(v6, range))) return isPrivateV4((v6[6]! * 65536 + v6[7]!) >>> 0);
  if (isIn(v6, SIX_TO_FOUR)) return isPrivateV4((v6[1]! * 65536 + v6[2]!) >>> 0);
  return !isIn(v6, PUBLIC_V6) || PRIVATE_V6.some((range) => isIn(v6, range));
}

const isIn = (address: readonly number[], [start, prefix]: readonly [string, number]): boolean =>
  sharesPrefix(address, parseV6(start)!, prefix);

/** Whether a host of an address is an IP address and not a name; IPv6 with or without its brackets. */
export function isIpLiteral(host: string): boolean {
  const text = host.replace(/^\[|\]$/g, "");
  return parseV4(text) !== null || parseV6(text) !== null;
}

function isPrivateV4(address: number): boolean {
  return PRIVATE_V4.some(([start, prefix]) => {
    const shift = 32 - prefix;
    return address >>> shift === parseV4(start)! >>> shift;
  });
}

function parseV4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return null;
  return parts.reduce((address, part) => address * 256 + part, 0) >>> 0;
}

/** The eight groups of an IPv6 address (RFC 4291 §2.2), or null. */
function parseV6(text: string): readonly number[] | null {
  if (!text.includes(":") || !/^[0-9a-fA-F:.]+$/.test(text)) return null;
  const lastColon = text.lastIndexOf(":");
  const v4 = text.includes(".") ? parseV4(text.slice(lastColon + 1)) : null;
  if (text.includes(".") && v4 === null) return null;
  const plain = v4 === null ? text : `${text.slice(0, lastColon)}:${(v4 >>> 16).toString(16)}:${(v4 & 0xffff).toString(16)}`;
  const halves = plain.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[] | undefined];
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = tail === undefined ? head : [...head, ...Array<string>(missing).fill("0"), ...tail];
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null;
}

function sharesPrefix(one: readonly number[], other: readonly number[], bits: number): boolean {
  for (let index = 0, left = bits; left > 0; index += 1, left -= 16) {
    const shift = Math.max(0, 16 - left);
    if (one[index]! >>> shift !== other[index]! >>> shift) return false;
  }
  return true;
}
