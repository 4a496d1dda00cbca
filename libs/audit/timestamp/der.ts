/**
 * The part of DER (ITU-T X.690) that a time stamp needs: elements with one byte of tag, definite lengths. We use no library: Node reads
 * certificates itself, and the rest of a time stamp is short. Anything that is not DER is rejected.
 */

export interface Element {
  /** Class, form and number in one byte. */
  readonly tag: number;
  /** The bytes with tag and length. */
  readonly whole: Buffer;
  readonly content: Buffer;
}

export const TAG = {
  INTEGER: 0x02,
  OCTETS: 0x04,
  OBJECT: 0x06,
  TIME: 0x18,
  SEQUENCE: 0x30,
  SET: 0x31,
  /** Context-specific, constructed. */
  FIRST: 0xa0,
} as const;

const LONG_LENGTH = 0x80;
const LENGTH_BYTES_MAX = 4;

/** The bytes are no DER, or not of the form that is read. */
export class NotDer extends Error {}

/** The one element that the bytes are. Throws NotDer. */
export function elementOf(bytes: Buffer): Element {
  const [element, ...more] = elementsOf(bytes);
  if (element === undefined || more.length > 0) throw new NotDer('one element is expected');
  return element;
}

/** The elements in the bytes, one after the other. Throws NotDer. */
function elementsOf(bytes: Buffer): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const element = elementAt(bytes.subarray(at));
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

function elementAt(bytes: Buffer): Element {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new NotDer('an element is cut off');
  const count = first < LONG_LENGTH ? 0 : first - LONG_LENGTH;
  if (first >= LONG_LENGTH && (count === 0 || count > LENGTH_BYTES_MAX || bytes.length < 2 + count))
    throw new NotDer('a length is not as DER writes it');
  const length = count === 0 ? first : bytes.readUIntBE(2, count);
  if (count > 0 && (length < LONG_LENGTH || bytes[2] === 0))
    throw new NotDer('a length is written in its shortest form');
  const begin = 2 + count;
  if (bytes.length < begin + length) throw new NotDer('an element is cut off');
  return { tag, whole: bytes.subarray(0, begin + length), content: bytes.subarray(begin, begin + length) };
}

/** The elements inside an element with this tag. Throws NotDer. */
export function inside(element: Element | undefined, tag: number): readonly Element[] {
  return elementsOf(derContent(element, tag));
}

/** Throws NotDer if the element is missing or has another tag. */
export function derContent(element: Element | undefined, tag: number): Buffer {
  if (element?.tag !== tag) throw new NotDer(`an element of tag ${tag} is expected`);
  return element.content;
}

/** `1.2.840.113549`: an object identifier of at least two arcs, the first 0 or 1 (or 2 below 40). */
export function objectText(element: Element | undefined): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of derContent(element, TAG.OBJECT)) {
    arc = arc * 128 + (byte % 128);
    if (byte >= 128) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** YYYYMMDDHHMMSS[.fraction]Z as ISO 8601. Throws NotDer. */
export function derInstant(element: Element | undefined): string {
  const text = derContent(element, TAG.TIME).toString('latin1');
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text);
  if (found === null) throw new NotDer('an instant is not as DER writes it');
  const [, year, month, day, hour, minute, second, fraction = ''] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`;
}

/** Writes an element of a tag around contents. */
export function written(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < LONG_LENGTH) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([LONG_LENGTH + bytes.length, ...bytes]);
}
