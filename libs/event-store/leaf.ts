/**
 * The leaf of an event in the Merkle tree over the log (RFC 6962: the first byte distinguishes leaves from nodes). Hashes are
 * hexadecimal text.
 *
 * A leaf holds a nonce, so that a reader of one event and of the hashes beside it cannot test guesses of the other events.
 */
import { hash } from 'node:crypto';

const LEAF = '\u0000';
const NONCE = '\u0002';

/** Form 1: made from the link before the event, which the reader of one event does not learn. */
export function nonceAfter(previousLink: string): string {
  return hash('sha256', NONCE + previousLink, 'hex');
}

/** Form 2: made from the salt among the stored bytes of its row. */
export function nonceOf(salt: string, position: number): string {
  return hash('sha256', `${NONCE}${salt}\n${position}`, 'hex');
}

export function leafOf(nonce: string, position: number, text: string): string {
  return hash('sha256', `${LEAF}${nonce}\n${position}\n${text}`, 'hex');
}
