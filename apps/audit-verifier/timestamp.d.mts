/** For the tests that hold the script against the product. */
import type { X509Certificate } from 'node:crypto';

export class NoStamp extends Error {}
export function stampOf(
  answer: Buffer,
  digest: string,
  trusted: readonly X509Certificate[],
): { readonly at: string; readonly by: string };
