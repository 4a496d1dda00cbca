/** A bank account, as in a transfer: of a team that is paid, or of an envelope that pays. */
import { record, text } from '#libs/kernel/field.ts';

export interface BankAccount {
  /** Name of the holder. */
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
}

export const BANK_ACCOUNT = record<BankAccount>({ name: text, iban: text, bic: text });
