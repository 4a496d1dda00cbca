/** An account number that was read in full, as the record of accesses keeps it. */
import { hash } from 'node:crypto';

const DIGITS = 12;

/** Shows the country and the last four characters. */
export function maskedIban(iban: string): string {
  return `${iban.slice(0, 2)}${'•'.repeat(Math.max(0, iban.length - 6))}${iban.slice(-4)}`;
}

/** The masked number, and the first digits of its SHA-256 to find it again. */
export function accountRead(iban: string): string {
  return `${maskedIban(iban)} ${hash('sha256', iban, 'hex').slice(0, DIGITS)}`;
}
