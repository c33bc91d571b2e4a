import net, { type LookupFunction, type Socket } from "node:net";
import tls, { type SecureContext } from "node:tls";
import { isPrivateAddress } from "#url/address.ts";
import { connectFailure, connectTimeout, type ConnectAttempt } from "#fetch/connect-failures.ts";
import { durationInWords, FetchError } from "#fetch/fetch-error.ts";
import { lookupFailure, type HostAddress, type Lookup } from "#fetch/lookup.ts";

/** How long one address of several is given before the next is tried (RFC 8305 §5 asks for 100 ms to 2 s). */
const NEXT_ADDRESS_AFTER_MS = 400;

/** Where to connect to, and what is allowed there. */
export interface ConnectTarget {
  readonly secure: boolean;
  /** Host name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly mayBePrivate: boolean;
  readonly acceptInvalidCertificate: boolean;
  readonly http2: boolean;
}

/** A connection that stands. */
export interface Connected {
  readonly socket: Socket;
  readonly dnsMs: number;
  /** TCP and TLS together. */
  readonly connectMs: number;
  readonly remoteAddress: string;
}

/** What connecting needs from its surroundings. */
export interface ConnectMeans {
  readonly lookup: Lookup;
  readonly secureContext: () => SecureContext;
}

/**
 * Connects to a host within the time allowed and calls back exactly once. Private addresses are left out before anything
 * is sent, the socket goes only to the addresses that were judged, and the address really reached is judged again: a name
 * that changes its answer in between gains nothing. Returns how to give up.
 */
export function connect(target: ConnectTarget, means: ConnectMeans, done: (outcome: Connected | FetchError) => void): () => void {
  const startedAt = performance.now();
  let socket: Socket | null = null;
  let dnsMs: number | null = null;
  let connected = false;
  let settled = false;
  const attempt = (): ConnectAttempt => ({ ...target, connected });
  const settle = (outcome: Connected | FetchError): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (outcome instanceof FetchError) socket?.destroy();
    done(outcome);
  };
  const timer = setTimeout(() => settle(dnsMs === null ? lookupTimeout(target) : connectTimeout(attempt())), target.timeoutMs);
  const open = (found: readonly HostAddress[]): void => {
    if (settled) return;
    dnsMs = performance.now() - startedAt;
    const allowed = target.mayBePrivate ? found : found.filter(({ address }) => !isPrivateAddress(address));
    const first = found[0];
    if (first === undefined) return settle(lookupFailure(target.host, { code: "ENOTFOUND" }));
    if (allowed.length === 0) return settle(privateAddress(target.host, first.address));
    const opening = (socket = target.secure
      ? openSecure(target, allowed, means.secureContext())
      : net.connect(plainOptions(target, allowed)));
    opening.on("error", (error) => settle(connectFailure(error, attempt())));
    opening.once("connect", () => (connected = true));
    opening.once(target.secure ? "secureConnect" : "connect", () => {
      const remoteAddress = opening.remoteAddress ?? "";
      if (!target.mayBePrivate && isPrivateAddress(remoteAddress)) return settle(privateAddress(target.host, remoteAddress));
      settle({ socket: opening, dnsMs: dnsMs ?? 0, connectMs: performance.now() - startedAt - (dnsMs ?? 0), remoteAddress });
    });
  };
  const tryOpen = (found: readonly HostAddress[]): void => {
    try {
      open(found);
    } catch (error) {
      settle(connectFailure(error, attempt()));
    }
  };
  const family = net.isIP(target.host);
  if (family !== 0) tryOpen([{ address: target.host, family }]);
  else means.lookup(target.host).then(tryOpen, (error: unknown) => settle(lookupFailure(target.host, error)));
  return () => settle(new FetchError("reset", "The request was given up."));
}

function plainOptions(target: ConnectTarget, addresses: readonly HostAddress[]): net.TcpNetConnectOpts {
  const only = addresses[0];
  return {
    port: target.port,
    host: addresses.length === 1 && only !== undefined && !target.secure ? only.address : target.host,
    lookup: fixedLookup(addresses),
    autoSelectFamily: addresses.length > 1,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    noDelay: true,
  };
}

function openSecure(target: ConnectTarget, addresses: readonly HostAddress[], secureContext: SecureContext): Socket {
  return tls.connect({
    ...plainOptions(target, addresses),
    // An IP address is not a server name, nor is the dot at the end of a full name (RFC 6066 §3).
    servername: net.isIP(target.host) === 0 ? target.host.replace(/\.$/, "") : "",
    secureContext,
    ALPNProtocols: target.http2 ? ["h2", "http/1.1"] : ["http/1.1"],
    rejectUnauthorized: !target.acceptInvalidCertificate,
  });
}

/** Answers every question with the addresses that were judged. */
function fixedLookup(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all === true) return callback(null, [...addresses]);
    const first = addresses[0];
    callback(null, first?.address ?? "", first?.family ?? 0);
  };
}

function privateAddress(host: string, address: string): FetchError {
  return new FetchError("private-address", `${host} is on a private network (${address}), and the crawl did not start there.`);
}

function lookupTimeout(target: ConnectTarget): FetchError {
  return new FetchError("dns", `The name ${target.host} could not be looked up within ${durationInWords(target.timeoutMs)}.`);
}
