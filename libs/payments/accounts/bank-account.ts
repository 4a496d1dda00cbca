/** A bank account, as in a transfer. It belongs to a team that is paid or to an envelope that pays. */
import { proposalCode } from '#libs/commands/proposal.ts';
import { record, text, typed } from '#libs/kernel/field.ts';

export interface BankAccount {
  /** Name of the holder. */
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
}

export const BANK_ACCOUNT = record<BankAccount>({ name: text, iban: text, bic: text });
/** The same, for an account that a person gives. */
export const GIVEN_ACCOUNT = record<BankAccount>({ name: typed, iban: text, bic: text });

/** The bank account without the facts known about it. */
export function bankAccountOf({ name, iban, bic }: BankAccount): BankAccount {
  return { name, iban, bic };
}

/** 10 characters that name an account by its IBAN and holder: another account has another digest. */
export function accountDigest({ name, iban }: BankAccount): string {
  return proposalCode('account', { name, iban });
}
