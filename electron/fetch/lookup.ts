import { lookup as systemLookup } from "node:dns/promises";
import { FetchError } from "#fetch/fetch-error.ts";

/** An IP address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds all addresses of a host name; rejects with the error of `dns.lookup`. */
export type Lookup = (hostname: string) => Promise<readonly HostAddress[]>;

const FOUND_FOR_MS = 30_000;
const MISSING_FOR_MS = 60_000;
const MAX_NAMES = 2000;

interface Entry {
  readonly addresses: Promise<readonly HostAddress[]>;
  expiresAt: number;
}

/** The lookup of the operating system. */
export const lookupBySystem: Lookup = (hostname) => systemLookup(hostname, { all: true });

/**
 * Remembers answers: addresses for 30 s, names that do not exist for 60 s. Failures that may pass are not remembered.
 * Two questions for one name at the same time are asked once.
 */
export function cachedLookup(lookup: Lookup): Lookup {
  const entries = new Map<string, Entry>();
  return (hostname) => {
    const known = entries.get(hostname);
    if (known !== undefined && known.expiresAt > performance.now()) return known.addresses;
    const entry: Entry = { addresses: lookup(hostname), expiresAt: Number.POSITIVE_INFINITY };
    entries.delete(hostname);
    entries.set(hostname, entry);
    if (entries.size > MAX_NAMES) entries.delete(entries.keys().next().value ?? "");
    entry.addresses.then(
      () => (entry.expiresAt = performance.now() + FOUND_FOR_MS),
      (error: unknown) => (entry.expiresAt = isMissing(error) ? performance.now() + MISSING_FOR_MS : 0),
    );
    return entry.addresses;
  };
}

/** What an error of a lookup means for the URL. */
export function lookupFailure(hostname: string, error: unknown): FetchError {
  if (isMissing(error)) return new FetchError("dns", `There is no host named ${hostname.replace(/\.$/, "")}.`);
  const code = errorCode(error);
  return new FetchError("dns", `The name ${hostname} could not be looked up${code === "" ? "" : ` (${code})`}.`);
}

/** The `code` of a system error; "" when there is none. */
export function errorCode(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
}

function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === "ENOTFOUND" || code === "ENODATA";
}
