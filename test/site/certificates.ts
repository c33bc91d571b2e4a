import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import net from "node:net";

/** A certificate with its private key, both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate is to say. */
export interface CertificateWish {
  readonly name: string;
  /** Host names and IP addresses it is for. */
  readonly hosts?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Who signs it; itself when left out. */
  readonly issuer?: Identity & { readonly name: string };
  readonly authority?: boolean;
}

const DAY_MS = 86_400_000;

/** Makes an X.509 v3 certificate (RFC 5280) with a new P-256 key. For tests only. */
export function makeCertificate(wish: CertificateWish): Identity {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signer = wish.issuer === undefined ? keys.privateKey : createPrivateKey(wish.issuer.key);
  const algorithm = sequence(oid("1.2.840.10045.4.3.2")); // ecdsa-with-SHA256
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(wish.issuer?.name ?? wish.name),
    sequence(time(wish.notBefore ?? new Date(Date.now() - DAY_MS)), time(wish.notAfter ?? new Date(Date.now() + 30 * DAY_MS))),
    distinguishedName(wish.name),
    keys.publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(...extensions(wish, keys.publicKey, createPublicKey(signer)))),
  );
  const signature = sign("sha256", body, signer);
  const der = sequence(body, algorithm, tag(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString("base64").replace(/.{64}/g, "$&\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function extensions(wish: CertificateWish, own: KeyObject, issuer: KeyObject): Buffer[] {
  const list = [
    extension("2.5.29.14", tag(0x04, keyId(own))),
    extension("2.5.29.35", sequence(tag(0x80, keyId(issuer)))),
    extension("2.5.29.19", sequence(...(wish.authority === true ? [tag(0x01, Buffer.from([0xff]))] : [])), true),
  ];
  if (wish.hosts !== undefined) list.push(extension("2.5.29.17", sequence(...wish.hosts.map(alternativeName))));
  return list;
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [tag(0x01, Buffer.from([0xff]))] : []), tag(0x04, value));
}

function keyId(key: KeyObject): Buffer {
  return createHash("sha1")
    .update(key.export({ type: "spki", format: "der" }))
    .digest();
}

function alternativeName(host: string): Buffer {
  return net.isIPv4(host) ? tag(0x87, Buffer.from(host.split(".").map(Number))) : tag(0x82, Buffer.from(host));
}

function distinguishedName(name: string): Buffer {
  return sequence(tag(0x31, sequence(oid("2.5.4.3"), tag(0x0c, Buffer.from(name)))));
}

/** GeneralizedTime, which is right for any year when the standard's UTCTime would not be. */
function time(date: Date): Buffer {
  return tag(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return tag(0x06, Buffer.from(bytes));
}

function integer(bytes: Buffer): Buffer {
  return tag(0x02, bytes);
}

function explicit(number: number, content: Buffer): Buffer {
  return tag(0xa0 + number, content);
}

function sequence(...parts: Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

/** One DER value. */
function tag(number: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([number, ...size]), content]);
}
