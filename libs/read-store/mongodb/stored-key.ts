/**
 * The form of a document's key as `_id`: unchanged if it is ASCII, otherwise with its bytes written out, so that every server sorts keys by
 * their UTF-8 bytes, although it may compare other characters in another order.
 */

/** Sorts after every other ASCII character, as the bytes of UTF-8 beyond ASCII do. */
const BYTE = '\u007F';
const LAST = '\u0080';
/** ASCII, without the mark itself. */
const PLAIN = /^[\0-~]*$/;
const WRITTEN_BYTE = new RegExp(`${BYTE}([0-9a-f]{2})`, 'g');

export function storedKey(key: string): string {
  if (PLAIN.test(key)) return key;
  let stored = '';
  for (const byte of Buffer.from(key, 'utf8'))
    stored += byte < 0x7f ? String.fromCharCode(byte) : BYTE + byte.toString(16).padStart(2, '0');
  return stored;
}

export function keyFromStored(stored: string): string {
  if (PLAIN.test(stored)) return stored;
  const bytes = stored.replace(WRITTEN_BYTE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** After every stored key with this prefix, which is itself a stored form. */
export function endOfPrefix(prefix: string): string {
  return prefix + LAST;
}

/** The beginnings of a stored key, up to its first slash and up to its second, if it has them: keys that are read together share them. */
export function beginningsOf(stored: string): readonly string[] {
  const first = stored.indexOf('/') + 1;
  const second = first === 0 ? 0 : stored.indexOf('/', first) + 1;
  return [first, second].filter((end) => end > 0).map((end) => stored.slice(0, end));
}
