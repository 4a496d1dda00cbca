/** The end-to-end id of a payment: it names the payment to the bank. */
import { hash } from 'node:crypto';

/** A unique id for one attempt to pay an item, in the characters that banks accept. */
export function endToEndId(item: string, attempt: number): string {
  return `DCPT${hash('sha256', `${item}\n${attempt}`, 'hex').slice(0, 24).toUpperCase()}`;
}
