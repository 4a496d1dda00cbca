/** The roles that see a whole account number: those that pay, keep the books or audit. */
import { noteAccount } from '#apps/api/access/reads.ts';
import type { Identity, Role } from '#apps/api/access/role.ts';

const SEES: readonly Role[] = ['accountant', 'authorising-officer', 'auditor'];

export function seesIbans({ roles }: Identity): boolean {
  return roles.some((role) => SEES.includes(role));
}

/** Shows the country and the last four characters. */
export function maskedIban(iban: string): string {
  return `${iban.slice(0, 2)}${'•'.repeat(Math.max(0, iban.length - 6))}${iban.slice(-4)}`;
}

export function ibanFor(iban: string, caller: Identity): string {
  if (!seesIbans(caller)) return maskedIban(iban);
  noteAccount(iban, maskedIban(iban));
  return iban;
}
