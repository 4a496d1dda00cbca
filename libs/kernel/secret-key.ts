/** Node takes the bytes of a key too, but looks what they are by an error that it throws and catches: 10 µs for each cipher. */
import { type KeyObject, createSecretKey } from 'node:crypto';

export function secretKey(bytes: Uint8Array): KeyObject {
  return createSecretKey(bytes);
}
