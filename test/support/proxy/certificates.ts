/** A certificate authority made on the spot, in plain Node: X.509 v3 with P-256 keys, written as DER by hand. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface Authority {
  /** PEM, to be trusted. */
  readonly certificate: string;
  issue(wanted: Wanted): Pair;
}

export interface Wanted {
  /** Names that it is for. */
  readonly names: readonly string[];
  /** Days from now; both may be negative. */
  readonly from?: number;
  readonly until?: number;
}

/** PEM, as `tls.createServer` takes them. */
export interface Pair {
  readonly key: string;
  readonly cert: string;
}

export function makeAuthority(name = 'Private CA of a test'): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = {
    issuer: name,
    subject: name,
    publicKey: keys.publicKey,
    signWith: keys.privateKey,
    from: -10,
    until: 10,
  };
  const mayIssue = [
    extension(oids.basicConstraints, sequence(tlv(0x01, Buffer.from([0xff])))),
    extension(oids.keyUsage, tlv(0x03, Buffer.from([1, 0x06]))),
  ];
  return {
    certificate: certificate({ ...own, extensions: mayIssue }),
    issue({ names, from = -5, until = 5 }) {
      const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternatives = sequence(...names.map((host) => tlv(0x82, Buffer.from(host))));
      return {
        key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        cert: certificate({
          ...own,
          subject: names[0] ?? 'nobody',
          publicKey: leaf.publicKey,
          from,
          until,
          extensions: [extension(oids.subjectAltName, alternatives)],
        }),
      };
    },
  };
}

interface CertificateParts {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signWith: KeyObject;
  readonly from: number;
  readonly until: number;
  readonly extensions: readonly Buffer[];
}

const oids = {
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  keyUsage: [0x55, 0x1d, 0x0f],
  subjectAltName: [0x55, 0x1d, 0x11],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
};

/** RFC 5280, 4.1. */
function certificate(parts: CertificateParts): string {
  const algorithm = sequence(oid(oids.ecdsaWithSha256));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    algorithm,
    nameOf(parts.issuer),
    sequence(time(parts.from), time(parts.until)),
    nameOf(parts.subject),
    parts.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...parts.extensions)),
  );
  const signature = sign('sha256', body, parts.signWith);
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function extension(id: readonly number[], value: Buffer): Buffer {
  const critical = tlv(0x01, Buffer.from([0xff]));
  return sequence(oid(id), ...(id === oids.subjectAltName ? [] : [critical]), tlv(0x04, value));
}

function nameOf(text: string): Buffer {
  return sequence(tlv(0x31, sequence(oid(oids.commonName), tlv(0x0c, Buffer.from(text)))));
}

/** UTCTime, days from now. */
function time(days: number): Buffer {
  const digits = new Date(Date.now() + days * 86_400_000).toISOString().replace(/\D/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${digits}Z`));
}

function oid(bytes: readonly number[]): Buffer {
  return tlv(0x06, Buffer.from(bytes));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), value]);
}
