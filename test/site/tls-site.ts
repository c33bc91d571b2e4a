import http2 from "node:http2";
import https from "node:https";
import type { SecureVersion } from "node:tls";
import { makeCertificate, type Identity } from "#test/site/certificates.ts";
import { openSite, type Site, type SiteOptions } from "#test/site/site.ts";

/** What is wrong with the certificate of a secure site; `good` needs `authority` to be trusted. */
export type CertificateFault = "good" | "self-signed" | "expired" | "not-yet-valid" | "wrong-host" | "untrusted";

/** How a secure site is to behave. */
export interface TlsSiteOptions extends SiteOptions {
  readonly certificate?: CertificateFault;
  /** Offers HTTP/2 as well. Resources that write raw bytes work over HTTP/1.1 only. */
  readonly http2?: boolean;
  readonly maxVersion?: SecureVersion;
  readonly minVersion?: SecureVersion;
}

/** A secure site with the authority (PEM) that signed its certificate. */
export interface TlsSite extends Site {
  readonly authority: string;
}

const YEAR_MS = 31_557_600_000;

/** Starts a site that is reached over https, with a certificate for 127.0.0.1 and localhost made on the spot. */
export async function startTlsSite(options: TlsSiteOptions = {}): Promise<TlsSite> {
  const name = "Orbweaver test authority";
  const authority = makeCertificate({ name, authority: true });
  const identity = identityFor(options.certificate ?? "good", { ...authority, name });
  const versions = {
    ...(options.minVersion === undefined ? {} : { minVersion: options.minVersion, ciphers: "DEFAULT@SECLEVEL=0" }),
    ...(options.maxVersion === undefined ? {} : { maxVersion: options.maxVersion }),
  };
  const server =
    options.http2 === true
      ? (http2.createSecureServer({ ...identity, ...versions, allowHTTP1: true }) as unknown as https.Server)
      : https.createServer({ ...identity, ...versions });
  const site = await openSite(server, "https", options);
  return { ...site, authority: authority.cert };
}

function identityFor(fault: CertificateFault, issuer: Identity & { name: string }): Identity {
  const hosts = ["127.0.0.1", "localhost"];
  const now = Date.now();
  switch (fault) {
    case "good":
      return makeCertificate({ name: "localhost", hosts, issuer });
    case "self-signed":
      return makeCertificate({ name: "localhost", hosts });
    case "expired":
      return makeCertificate({
        name: "localhost",
        hosts,
        issuer,
        notBefore: new Date(now - 2 * YEAR_MS),
        notAfter: new Date(now - YEAR_MS),
      });
    case "not-yet-valid":
      return makeCertificate({
        name: "localhost",
        hosts,
        issuer,
        notBefore: new Date(now + YEAR_MS),
        notAfter: new Date(now + 2 * YEAR_MS),
      });
    case "wrong-host":
      return makeCertificate({ name: "elsewhere.example", hosts: ["elsewhere.example"], issuer });
    case "untrusted": {
      const stranger = { ...makeCertificate({ name: "Stranger", authority: true }), name: "Stranger" };
      return makeCertificate({ name: "localhost", hosts, issuer: stranger });
    }
  }
}
