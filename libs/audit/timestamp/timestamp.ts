/**
 * Time stamps of RFC 3161: an authority signs that it saw a digest at an instant. The request goes out as a file, the answer comes in as
 * one, and is verified offline by the certificate of the authority, which an auditor has received separately.
 */
import { X509Certificate, createHash, verify } from 'node:crypto';
import {
  type Element,
  NotDer,
  TAG,
  derContent,
  elementOf,
  inside,
  derInstant,
  objectText,
  written,
} from '#libs/audit/timestamp/der.ts';

const OID = {
  SIGNED_DATA: '1.2.840.113549.1.7.2',
  TST_INFO: '1.2.840.113549.1.9.16.1.4',
  CONTENT_TYPE: '1.2.840.113549.1.9.3',
  MESSAGE_DIGEST: '1.2.840.113549.1.9.4',
  SIGNING_CERTIFICATE: '1.2.840.113549.1.9.16.2.12',
  SIGNING_CERTIFICATE_V2: '1.2.840.113549.1.9.16.2.47',
  TIME_STAMPING: '1.3.6.1.5.5.7.3.8',
} as const;

const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** SHA-256, as encoded in a request. */
const SHA256 = Buffer.from('300d06096086480165030402010500', 'hex');
/** Granted, or granted with changes. */
const GRANTED = [0, 1];

/** The reasons why an answer of an authority proves nothing. */
export type TimestampFault =
  | 'NO_TIMESTAMP'
  | 'REFUSED'
  | 'OTHER_DIGEST'
  | 'CONTENT_CHANGED'
  | 'SIGNER_UNKNOWN'
  | 'SIGNER_OUT_OF_TIME'
  | 'SIGNATURE_WRONG';

type Verified =
  | {
      readonly status: 'stamped';
      /** ISO 8601 instant. */ readonly at: string;
      /** The subject of the certificate that signed. */ readonly by: string;
    }
  | { readonly status: 'fault'; readonly fault: TimestampFault };

class Fault extends Error {
  readonly fault: TimestampFault;

  constructor(fault: TimestampFault) {
    super(fault);
    this.fault = fault;
  }
}

/** The request to an authority (a `.tsq` file): to stamp a SHA-256, in hexadecimal, and to send its certificate. */
export function timestampRequest(digest: string): Buffer {
  const [version, yes] = [Buffer.from('020101', 'hex'), Buffer.from('0101ff', 'hex')];
  const imprint = written(TAG.SEQUENCE, SHA256, written(TAG.OCTETS, Buffer.from(digest, 'hex')));
  return written(TAG.SEQUENCE, version, imprint, yes);
}

/**
 * Whether an answer (a `.tsr` file) stamps a SHA-256, in hexadecimal. `trusted`: certificates of time stamp authorities, or of their
 * issuers.
 */
export function verifyTimestamp(answer: Buffer, digest: string, trusted: readonly X509Certificate[]): Verified {
  try {
    const { content, certificates, signer } = tokenIn(answer);
    const { at, imprint } = infoIn(content);
    if (imprint !== digest) throw new Fault('OTHER_DIGEST');
    const certificate = signerAmong(trusted, certificates, signer, at);
    requireSignature(certificate, signer, content);
    return { status: 'stamped', at, by: certificate.subject.replaceAll('\n', ', ') };
  } catch (error) {
    if (error instanceof Fault) return { status: 'fault', fault: error.fault };
    if (error instanceof NotDer) return { status: 'fault', fault: 'NO_TIMESTAMP' };
    throw error;
  }
}

interface Token {
  /** TSTInfo. */
  readonly content: Buffer;
  readonly certificates: readonly X509Certificate[];
  readonly signer: Signer;
}

interface Signer {
  readonly hash: string;
  /** SET OF Attribute, in the signed form. */
  readonly signed: Buffer;
  readonly attributes: ReadonlyMap<string, Element>;
  readonly signature: Buffer;
}

/** TimeStampResp, and the SignedData of its token. */
function tokenIn(answer: Buffer): Token {
  const [status, token] = inside(elementOf(answer), TAG.SEQUENCE);
  const [code] = inside(status, TAG.SEQUENCE);
  if (!GRANTED.includes(derContent(code, TAG.INTEGER).readUIntBE(0, 1)) || token === undefined)
    throw new Fault('REFUSED');
  const [type, explicit] = inside(token, TAG.SEQUENCE);
  if (objectText(type) !== OID.SIGNED_DATA) throw new NotDer('signed data is expected');
  const [, , encapsulated, ...rest] = inside(inside(explicit, TAG.FIRST)[0], TAG.SEQUENCE);
  const [contentType, octets] = inside(encapsulated, TAG.SEQUENCE);
  if (objectText(contentType) !== OID.TST_INFO) throw new NotDer('a time stamp is expected');
  const content = derContent(inside(octets, TAG.FIRST)[0], TAG.OCTETS);
  const carried = rest.find(({ tag }) => tag === TAG.FIRST);
  const certificates = carried === undefined ? [] : inside(carried, TAG.FIRST).map(({ whole }) => certificateOf(whole));
  const [signer] = inside(rest.at(-1), TAG.SET);
  return { content, certificates, signer: signerOf(signer) };
}

function certificateOf(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw new NotDer('a certificate is expected');
  }
}

function signerOf(element: Element | undefined): Signer {
  const [, , algorithm, attributes, , signature] = inside(element, TAG.SEQUENCE);
  const hash = HASHES[objectText(inside(algorithm, TAG.SEQUENCE)[0])];
  if (hash === undefined) throw new NotDer('a digest of SHA-2 is expected');
  const each = inside(attributes, TAG.FIRST).map((one): [string, Element] => {
    const [type, values] = inside(one, TAG.SEQUENCE);
    const [value] = inside(values, TAG.SET);
    if (value === undefined) throw new NotDer('an attribute has a value');
    return [objectText(type), value];
  });
  return {
    hash,
    // The attributes are signed as a set, not under the tag that they have here (RFC 5652, 5.4).
    signed: written(TAG.SET, derContent(attributes, TAG.FIRST)),
    attributes: new Map(each),
    signature: derContent(signature, TAG.OCTETS),
  };
}

/** TSTInfo: version, policy, imprint, serial number, instant. */
function infoIn(content: Buffer): { readonly at: string; readonly imprint: string } {
  const [, , imprint, , time] = inside(elementOf(content), TAG.SEQUENCE);
  const [algorithm, digest] = inside(imprint, TAG.SEQUENCE);
  if (HASHES[objectText(inside(algorithm, TAG.SEQUENCE)[0])] !== 'sha256') throw new Fault('OTHER_DIGEST');
  return { at: derInstant(time), imprint: derContent(digest, TAG.OCTETS).toString('hex') };
}

/** The certificate that the signature names, if it is trusted or issued by a trusted one, serves for time stamps, and was valid then. */
function signerAmong(
  trusted: readonly X509Certificate[],
  carried: readonly X509Certificate[],
  signer: Signer,
  at: string,
): X509Certificate {
  const issued = carried.filter((one) =>
    trusted.some((issuer) => issuer.ca && one.checkIssued(issuer) && one.verify(issuer.publicKey)),
  );
  const found = [...trusted, ...issued].find((one) => usageOf(one).includes(OID.TIME_STAMPING) && isNamed(one, signer));
  if (found === undefined) throw new Fault('SIGNER_UNKNOWN');
  const instant = Date.parse(at);
  if (!(instant >= Date.parse(found.validFrom) && instant <= Date.parse(found.validTo)))
    throw new Fault('SIGNER_OUT_OF_TIME');
  return found;
}

/** Extended key usage; undefined in Node if the certificate states none. */
function usageOf({ keyUsage = [] }: { readonly keyUsage?: readonly string[] }): readonly string[] {
  return keyUsage;
}

/** Whether the signed attribute signing-certificate has the digest of the certificate (RFC 5816). */
function isNamed({ raw }: X509Certificate, { attributes }: Signer): boolean {
  const [second, first] = [attributes.get(OID.SIGNING_CERTIFICATE_V2), attributes.get(OID.SIGNING_CERTIFICATE)];
  const named = second ?? first;
  if (named === undefined) return false;
  const [id] = inside(inside(named, TAG.SEQUENCE)[0], TAG.SEQUENCE);
  const fields = inside(id, TAG.SEQUENCE);
  // ESSCertIDv2 names its algorithm only if it is not SHA-256.
  const algorithm = fields[0]?.tag === TAG.SEQUENCE ? HASHES[objectText(inside(fields[0], TAG.SEQUENCE)[0])] : 'sha256';
  const digest = fields.find(({ tag }) => tag === TAG.OCTETS);
  const name = second === undefined ? 'sha1' : algorithm;
  return name !== undefined && createHash(name).update(raw).digest().equals(derContent(digest, TAG.OCTETS));
}

function requireSignature({ publicKey }: X509Certificate, signer: Signer, content: Buffer): void {
  const { hash, attributes, signed, signature } = signer;
  const type = attributes.get(OID.CONTENT_TYPE);
  const digest = createHash(hash).update(content).digest();
  if (type === undefined || objectText(type) !== OID.TST_INFO) throw new Fault('CONTENT_CHANGED');
  if (!digest.equals(derContent(attributes.get(OID.MESSAGE_DIGEST), TAG.OCTETS))) throw new Fault('CONTENT_CHANGED');
  if (!verify(hash, signed, publicKey, signature)) throw new Fault('SIGNATURE_WRONG');
}
