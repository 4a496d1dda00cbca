/** Who sees an account number whole: those who pay, hold the books, or audit them. */
import type { Identity, Role } from '#apps/api/access/role.ts';

const SEES: readonly Role[] = ['accountant', 'authorising-officer', 'auditor'];

export function seesIbans({ roles }: Identity): boolean {
  return roles.some((role) => SEES.includes(role));
}

/** Country and last four characters; the rest is hidden. */
export function maskedIban(iban: string): string {
  return `${iban.slice(0, 2)}${'•'.repeat(Math.max(0, iban.length - 6))}${iban.slice(-4)}`;
}

export function ibanFor(iban: string, caller: Identity): string {
  return seesIbans(caller) ? iban : maskedIban(iban);
}
