/** Keys for ciphers. Node takes their bytes too, but finds out what they are by an error that it throws and catches: 10 µs a cipher. */
import { type KeyObject, createSecretKey } from 'node:crypto';

export function secretKey(bytes: Uint8Array): KeyObject {
  return createSecretKey(bytes);
}
