/**
 * Flags an unusual account that a bank would accept: they are shown to the person who confirms, and the code covers them. An account that
 * no bank accepts is refused (check-account.ts).
 */
import { type Field, list, oneOf, record, text } from '#libs/kernel/field.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { AccountVerification } from '#libs/payments/accounts/verification.ts';
import { isAltered } from '#libs/payments/bank/holder-name.ts';
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import { sepaText } from '#libs/payments/bank/sepa-text.ts';

/**
 * SAME_AS_DEBTOR: the account of a team is one that envelopes pay from. SAME_AS_PAYEE: the account of an envelope is one that teams are
 * paid to. SHARED_BY_TEAMS: other teams have it. UNKNOWN_HOLDER: no fact names the team. NAME_ALTERED: the bank cannot show a letter of the
 * name. NOT_VERIFIED: the verification of the payee did not match.
 */
export const ACCOUNT_FLAGS = [
  'SAME_AS_DEBTOR',
  'SAME_AS_PAYEE',
  'SHARED_BY_TEAMS',
  'UNKNOWN_HOLDER',
  'NAME_ALTERED',
  'NOT_VERIFIED',
] as const;

export interface AccountFlag {
  readonly flag: (typeof ACCOUNT_FLAGS)[number];
  /** The teams or envelopes that have it, the name as the bank shows it, or the result of the verification; may be empty. */
  readonly of: readonly string[];
}

export const FLAGS: Field<readonly AccountFlag[]> = list(
  record<AccountFlag>({ flag: oneOf(...ACCOUNT_FLAGS), of: list(text) }),
);

/** The flags of an account that is the same wherever it is looked at, in force or proposed. */
export interface SurroundingsOfAccount {
  /** The other holders of the same IBAN. */
  readonly others: readonly AccountKey[];
  readonly isHolderKnown: boolean;
}

/** The flags of an account, in a fixed order. */
export function flagsOf(
  { side }: AccountKey,
  { name }: BankAccount,
  verification: AccountVerification | null,
  { others, isHolderKnown }: SurroundingsOfAccount,
): readonly AccountFlag[] {
  const holders = (of: AccountKey['side']): readonly string[] =>
    others.flatMap((other) => (other.side === of ? [other.holder] : [])).sort(compareText);
  const [payees, debtors] = [holders('payee'), holders('debtor')];
  const flags: readonly (AccountFlag | false)[] = [
    side === 'payee' && debtors.length > 0 && { flag: 'SAME_AS_DEBTOR', of: debtors },
    side === 'debtor' && payees.length > 0 && { flag: 'SAME_AS_PAYEE', of: payees },
    side === 'payee' && payees.length > 0 && { flag: 'SHARED_BY_TEAMS', of: payees },
    !isHolderKnown && { flag: 'UNKNOWN_HOLDER', of: [] },
    isAltered(name) && { flag: 'NAME_ALTERED', of: [sepaText(name, BANK_LIMITS.nameLengthMax)] },
    verification !== null && verification.result !== 'MATCH' && { flag: 'NOT_VERIFIED', of: [verification.result] },
  ];
  return flags.filter((flag) => flag !== false);
}
