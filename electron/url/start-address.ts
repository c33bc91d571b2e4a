import { isIpLiteral } from "#url/address.ts";

/** An address as a person typed it, made complete; or what is wrong with it, as a sentence. */
export type StartAddress = { readonly url: string } | { readonly problem: string };

const SCHEME = /^([a-zA-Z][a-zA-Z0-9+.-]*):(?!\d)/;

/**
 * Reads an address that a person typed. Without a scheme it is https; for IP addresses, localhost and port 80 it is http.
 * User names and passwords are left out.
 */
export function parseStartAddress(text: string): StartAddress {
  const typed = text.trim();
  if (typed === "") return { problem: "There is no address. Type one such as example.com." };
  if (/\s/.test(typed)) return { problem: `"${shorten(typed)}" is not an address: an address has no spaces.` };
  const scheme = SCHEME.exec(typed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https" && !isHostBeforePort(typed)) {
    return { problem: `"${shorten(typed)}" is not a web address: it must begin with http:// or https://.` };
  }
  const hasScheme = scheme === "http" || scheme === "https";
  if (hasScheme && !/^https?:\/\/[^/]/i.test(typed))
    return { problem: `"${shorten(typed)}" names no site. Type an address such as https://example.com.` };
  return hasScheme ? checkedUrl(typed, typed) : withScheme(typed);
}

/** Reads an address without a scheme, which more things can be mistaken for. */
function withScheme(typed: string): StartAddress {
  const bare = isIpLiteral(typed) && typed.includes(":") && !typed.startsWith("[") ? `[${typed}]` : typed.replace(/^\/\//, "");
  const host = bare.split(/[/?#\\]/, 1)[0]!;
  if (host.includes("@"))
    return { problem: `"${shorten(typed)}" looks like an e-mail address. Type the address of a site, such as example.com.` };
  const address = checkedUrl(host === "" ? "" : `https://${bare}`, typed);
  if ("problem" in address) return address;
  const url = new URL(address.url);
  const isNumber = /^[\d.]+$/.test(url.hostname) && !/^\d+\.\d+\.\d+\.\d+(?::|$)/.test(host);
  if (isNumber || (!url.hostname.includes(".") && !isLocal(url.hostname))) {
    const suggestion = isNumber ? "Type one such as example.com." : `Did you mean ${shorten(host)}.com, or http://${shorten(host)}?`;
    return { problem: `"${shorten(typed)}" is not an address. ${suggestion}` };
  }
  if (isLocal(url.hostname) || url.port === "80") url.protocol = "http:";
  return { url: url.href };
}

function checkedUrl(text: string, typed: string): StartAddress {
  const url = URL.parse(text);
  if (url === null || !isHost(url.hostname)) return { problem: `"${shorten(typed)}" is not an address. Type one such as example.com.` };
  url.username = "";
  url.password = "";
  return { url: url.href };
}

/** Whether the DNS could know a host (RFC 1035 §2.3.4; underscores are common), or it is an IP address. */
function isHost(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, "").split(".");
  return isIpLiteral(hostname) || (hostname.length <= 254 && labels.every((label) => /^[\w-]{1,63}$/.test(label) && /[^_-]/.test(label)));
}

/** A list of addresses as a file holds it. Each address once, in the order of the file. */
export interface AddressList {
  readonly urls: readonly string[];
  /** Lines that are no address; `line` counts from 1. */
  readonly problems: readonly { readonly line: number; readonly text: string; readonly problem: string }[];
  /** Addresses that stood there once more. */
  readonly duplicates: number;
}

/**
 * Reads a list: one address a line. Blank lines and lines that begin with # are passed over; of a line of a CSV file with
 * a quoted or comma-separated address in front, that address counts.
 */
export function parseAddressList(text: string): AddressList {
  const urls = new Set<string>();
  const problems: { line: number; text: string; problem: string }[] = [];
  let duplicates = 0;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = firstField(raw.trim());
    if (line === "" || line.startsWith("#")) continue;
    const address = parseStartAddress(line);
    if ("problem" in address) problems.push({ line: index + 1, text: shorten(line), problem: address.problem });
    else if (urls.has(address.url)) duplicates += 1;
    else urls.add(address.url);
  }
  return { urls: [...urls], problems, duplicates };
}

function firstField(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"\s*(?:[,;\t].*)?$/.exec(line)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"').trim();
  // A comma may be part of an address; it ends one where what follows it is set off like another field.
  return /^(https?:\/\/\S+?)[,;\t](?:\s|"|$)/i.exec(line)?.[1] ?? line.split("\t", 1)[0]!.trim();
}

/** `localhost:8080` and `example.com:80` look like a scheme to a parser of addresses. */
const isHostBeforePort = (text: string): boolean => /^[^/:]+:\d+(?:[/?#]|$)/.test(text);

const isLocal = (hostname: string): boolean => hostname === "localhost" || hostname.endsWith(".localhost") || isIpLiteral(hostname);

const shorten = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 79)}…`).toWellFormed();
