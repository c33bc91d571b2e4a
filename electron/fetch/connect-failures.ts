import type { FailureCode } from "#contract/words.ts";
import { durationInWords, FetchError } from "#fetch/fetch-error.ts";
import { errorCode } from "#fetch/lookup.ts";

const UNREACHABLE = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EACCES",
  "EPERM",
  "EINVAL",
  "EAFNOSUPPORT",
]);

/** Codes of OpenSSL's certificate check that stand for a missing or unknown issuer. */
const UNTRUSTED = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "CERT_REVOKED",
  "CERT_SIGNATURE_FAILURE",
  "INVALID_CA",
  "INVALID_PURPOSE",
  "PATH_LENGTH_EXCEEDED",
  "CERT_CHAIN_TOO_LONG",
  "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
  "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
]);

/** What is known of a connection that could not be made. */
export interface ConnectAttempt {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** Whether the TCP connection stood, so that the failure is one of TLS. */
  readonly connected: boolean;
  readonly timeoutMs: number;
}

/** What an error of connecting means for the URL. */
export function connectFailure(error: unknown, attempt: ConnectAttempt): FetchError {
  if (error instanceof FetchError) return error;
  if (error instanceof AggregateError) return connectFailure(tellingError(error.errors), attempt);
  const code = errorCode(error);
  const at = `${attempt.host}:${attempt.port}`;
  if (attempt.connected && attempt.secure) return secureFailure(code, error, attempt);
  if (code === "ECONNREFUSED") return new FetchError("connection-refused", `Nothing accepts connections at ${at}.`);
  if (code === "ETIMEDOUT") return connectTimeout(attempt);
  if (UNREACHABLE.has(code)) return new FetchError("unreachable", `There is no way to ${at} (${code}).`);
  return new FetchError("reset", `The connection to ${at} was broken off (${code === "" ? String(error) : code}).`);
}

/** The failure of a connection that was not made in time. */
export function connectTimeout(attempt: ConnectAttempt): FetchError {
  const within = durationInWords(attempt.timeoutMs);
  if (attempt.connected) return new FetchError("connect-timeout", `${attempt.host} agreed on no secure connection within ${within}.`);
  return new FetchError("connect-timeout", `${attempt.host} accepted no connection within ${within}.`);
}

/** When several addresses failed, a refusal says more than a timeout. */
function tellingError(errors: readonly unknown[]): unknown {
  return (
    errors.find((error) => errorCode(error) === "ECONNREFUSED") ?? errors.find((error) => errorCode(error) !== "ETIMEDOUT") ?? errors[0]
  );
}

function secureFailure(code: string, error: unknown, attempt: ConnectAttempt): FetchError {
  const { host } = attempt;
  if (code === "ECONNRESET" || code === "EPIPE") {
    // A reset (reported by a system call) may pass; an orderly end here is how servers without TLS react to it.
    const kind = typeof error === "object" && error !== null && "syscall" in error ? "reset" : "tls";
    return new FetchError(kind, `${host} broke off the connection while a secure one was being agreed on.`);
  }
  const found = certificateFailure(code, host);
  if (found !== null) return new FetchError(found[0], found[1]);
  const reason = typeof error === "object" && error !== null && "reason" in error && typeof error.reason === "string" ? error.reason : code;
  return new FetchError("tls", `No secure connection with ${host} could be agreed on${reason === "" ? "" : ` (${reason})`}.`);
}

function certificateFailure(code: string, host: string): readonly [FailureCode, string] | null {
  if (code === "CERT_HAS_EXPIRED") return ["tls-expired", `The certificate of ${host} has expired.`];
  if (code === "CERT_NOT_YET_VALID") return ["tls-expired", `The certificate of ${host} is not valid yet.`];
  if (code === "DEPTH_ZERO_SELF_SIGNED_CERT") return ["tls-self-signed", `The certificate of ${host} is signed by ${host} itself.`];
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH") {
    return ["tls-wrong-host", `The certificate that ${host} shows belongs to another host.`];
  }
  if (UNTRUSTED.has(code))
    return ["tls-untrusted", `The certificate of ${host} comes from an authority that is not trusted here (${code}).`];
  return null;
}
