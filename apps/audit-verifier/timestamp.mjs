// Verifies a time stamp (RFC 3161) of a checkpoint, offline. Needs only Node (20 or later). verify.mjs calls it if it is beside it.
//
// An authority of time stamps signed that it saw a digest at an instant. Its answer (a `.tsr` file) is DER (ITU-T X.690):
//
//   TimeStampResp  = [ status, token ]                           status 0 or 1: granted
//   token          = [ signed data, { version, hashes, content, certificates, …, [ signer ] } ]
//   content        = TSTInfo: version, policy, [ hash, DIGEST ], serial number, INSTANT, …
//   signer         = version, name, hash, ATTRIBUTES, algorithm, SIGNATURE
//
// It checks: the digest is the digest of the checkpoint; the certificate named by the attributes is your certificate, or issued by it, is
// for time stamps and was valid at the instant; the attributes hold the hash of the content, and the signature covers the attributes.

import { X509Certificate, createHash, verify } from 'node:crypto';

/** Tags of DER. */
const [INTEGER, OCTETS, OBJECT, TIME, SEQUENCE, SET, FIRST] = [0x02, 0x04, 0x06, 0x18, 0x30, 0x31, 0xa0];
/** Object identifiers, as their bytes. */
const SIGNED_DATA = '2a864886f70d010702';
const TST_INFO = '2a864886f70d0109100104';
const CONTENT_TYPE = '2a864886f70d010903';
const MESSAGE_DIGEST = '2a864886f70d010904';
const SIGNING_CERTIFICATE = '2a864886f70d010910020c';
const SIGNING_CERTIFICATE_V2 = '2a864886f70d010910022f';
const HASHES = { '608648016503040201': 'sha256', '608648016503040202': 'sha384', '608648016503040203': 'sha512' };
/** Extended key usage. */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** An answer that proves nothing; the message says why in French. */
export class NoStamp extends Error {}
const unreadable = () => new NoStamp('n’est pas une réponse de la RFC 3161');

/**
 * `digest`: SHA-256 in hexadecimal; `trusted`: certificates (X509Certificate). Gives the instant, as ISO 8601, and the name of the signer.
 * Throws NoStamp.
 */
export function stampOf(answer, digest, trusted) {
  const { content, certificates, signer } = tokenIn(answer);
  const [, , imprint, , time] = inside(only(content), SEQUENCE);
  const [algorithm, seen] = inside(imprint, SEQUENCE);
  if (hashOf(algorithm) !== 'sha256' || contentOf(seen, OCTETS).toString('hex') !== digest)
    throw new NoStamp('horodate autre chose');
  const at = instantOf(time);
  const certificate = signerAmong(trusted, certificates, signer.attributes);
  if (certificate === undefined) throw new NoStamp('est d’une autorité qui n’est pas celle des certificats donnés');
  if (!(Date.parse(at) >= Date.parse(certificate.validFrom) && Date.parse(at) <= Date.parse(certificate.validTo)))
    throw new NoStamp('est d’un certificat qui ne valait pas alors');
  checkSignature(certificate.publicKey, signer, content);
  return { at, by: certificate.subject.replaceAll('\n', ', ') };
}

function tokenIn(answer) {
  const [status, token] = inside(only(answer), SEQUENCE);
  const granted = contentOf(inside(status, SEQUENCE)[0], INTEGER);
  if (granted.length !== 1 || granted[0] > 1 || token === undefined) throw new NoStamp('est un refus de l’autorité');
  const [type, explicit] = inside(token, SEQUENCE);
  const [, , encapsulated, ...rest] = inside(inside(explicit, FIRST)[0], SEQUENCE);
  const [contentType, octets] = inside(encapsulated, SEQUENCE);
  if (objectOf(type) !== SIGNED_DATA || objectOf(contentType) !== TST_INFO) throw unreadable();
  const carried = rest.find(({ tag }) => tag === FIRST);
  return {
    content: contentOf(inside(octets, FIRST)[0], OCTETS),
    certificates: carried === undefined ? [] : inside(carried, FIRST).map(({ whole }) => certificateOf(whole)),
    signer: signerOf(inside(rest.at(-1), SET)[0]),
  };
}

function signerOf(element) {
  const [, , algorithm, attributes, , signature] = inside(element, SEQUENCE);
  const each = inside(attributes, FIRST).map((one) => {
    const [type, values] = inside(one, SEQUENCE);
    return [objectOf(type), inside(values, SET)[0]];
  });
  // The attributes are signed as a set, under its own tag (RFC 5652, 5.4).
  const signed = Buffer.from(attributes.whole);
  signed[0] = SET;
  return { hash: hashOf(algorithm), signed, attributes: new Map(each), signature: contentOf(signature, OCTETS) };
}

function signerAmong(trusted, carried, attributes) {
  const issued = carried.filter((one) =>
    trusted.some((issuer) => issuer.ca && one.checkIssued(issuer) && one.verify(issuer.publicKey)),
  );
  const named = namedIn(attributes);
  return [...trusted, ...issued].find(
    (one) =>
      one.keyUsage?.includes(TIME_STAMPING) && createHash(named.hash).update(one.raw).digest().equals(named.digest),
  );
}

/**
 * The digest of the signing certificate, from the attribute signing-certificate (RFC 5816): SHA-256 unless the second form names another.
 */
function namedIn(attributes) {
  const [second, first] = [attributes.get(SIGNING_CERTIFICATE_V2), attributes.get(SIGNING_CERTIFICATE)];
  const fields = inside(inside(inside(second ?? first, SEQUENCE)[0], SEQUENCE)[0], SEQUENCE);
  const hash = second === undefined ? 'sha1' : fields[0]?.tag === SEQUENCE ? hashOf(fields[0]) : 'sha256';
  return {
    hash,
    digest: contentOf(
      fields.find(({ tag }) => tag === OCTETS),
      OCTETS,
    ),
  };
}

function checkSignature(publicKey, { hash, signed, attributes, signature }, content) {
  const digest = createHash(hash).update(content).digest();
  const isOfIt =
    objectOf(attributes.get(CONTENT_TYPE)) === TST_INFO &&
    digest.equals(contentOf(attributes.get(MESSAGE_DIGEST), OCTETS));
  if (!isOfIt) throw new NoStamp('a été changé après sa signature');
  if (!verify(hash, signed, publicKey, signature)) throw new NoStamp('a une signature qui ne convient pas');
}

// ── DER: elements of a tag of one byte and a definite length

function elementsOf(bytes) {
  const elements = [];
  for (let at = 0; at < bytes.length; at += elements.at(-1).whole.length) elements.push(firstOf(bytes.subarray(at)));
  return elements;
}

function firstOf(bytes) {
  const short = bytes[1] ?? 0x80;
  const count = short < 0x80 ? 0 : short - 0x80;
  if (short === 0x80 || count > 4 || bytes.length < 2 + count) throw unreadable();
  const length = count === 0 ? short : bytes.readUIntBE(2, count);
  // Accepts only the shortest form.
  if (count > 0 && (length < 0x80 || bytes[2] === 0)) throw unreadable();
  const [begin, end] = [2 + count, 2 + count + length];
  if (bytes.length < end) throw unreadable();
  return { tag: bytes[0], whole: bytes.subarray(0, end), content: bytes.subarray(begin, end) };
}

/** The bytes must be one element, with nothing after it. */
function only(bytes) {
  const [element, ...more] = elementsOf(bytes);
  if (element === undefined || more.length > 0) throw unreadable();
  return element;
}

function contentOf(element, tag) {
  if (element?.tag !== tag) throw unreadable();
  return element.content;
}

const inside = (element, tag) => elementsOf(contentOf(element, tag));
const objectOf = (element) => contentOf(element, OBJECT).toString('hex');

/** The hash of an algorithm, which is a sequence that begins with its name. */
function hashOf(element) {
  const name = HASHES[objectOf(inside(element, SEQUENCE)[0])];
  if (name === undefined) throw unreadable();
  return name;
}

function instantOf(element) {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(contentOf(element, TIME).toString('latin1'));
  if (found === null) throw unreadable();
  const [, year, month, day, hour, minute, second, fraction = ''] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`;
}

function certificateOf(der) {
  try {
    return new X509Certificate(der);
  } catch {
    throw unreadable();
  }
}
