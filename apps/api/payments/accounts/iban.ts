/** The roles that see a whole account number: those that pay, do the accounting or audit. */
import { maskedIban } from '#libs/access-record/account-read.ts';
import { noteAccount } from '#apps/api/access/reads.ts';
import type { Identity, Role } from '#apps/api/access/role.ts';

const SEES: readonly Role[] = ['accountant', 'authorising-officer', 'auditor'];

export function seesIbans({ roles }: Identity): boolean {
  return roles.some((role) => SEES.includes(role));
}

export function ibanFor(iban: string, caller: Identity): string {
  if (!seesIbans(caller)) return maskedIban(iban);
  noteAccount(iban);
  return iban;
}
