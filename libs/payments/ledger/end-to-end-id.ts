import { hash } from 'node:crypto';

/** A short name for a payment, in the characters banks accept, that no other payment has. */
export function endToEndId(item: string, attempt: number): string {
  return `DCPT${hash('sha256', `${item}\n${attempt}`, 'hex').slice(0, 24).toUpperCase()}`;
}
