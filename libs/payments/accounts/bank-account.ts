/** An account at a bank, as a transfer names it: of a team that is paid, or of an envelope that pays. */
import { record, text } from '#libs/kernel/field.ts';

export interface BankAccount {
  /** Of who holds it. */
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
}

export const BANK_ACCOUNT = record<BankAccount>({ name: text, iban: text, bic: text });
