/** Keys for ciphers. Node accepts their bytes too, but detects them by throwing and catching an error: 10 µs a cipher. */
import { type KeyObject, createSecretKey } from 'node:crypto';

export function secretKey(bytes: Uint8Array): KeyObject {
  return createSecretKey(bytes);
}
