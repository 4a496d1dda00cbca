/** A posting: one amount that moves between two accounts of a team, so that the ledger always balances. */
import type { Field } from '#libs/kernel/field.ts';
import { cents, text } from '#libs/kernel/field.ts';

/** charges: what teams cost; due, released, executed: what is owed, sent to the bank, paid; to-recover, demanded: what teams owe. */
const ACCOUNT_KINDS = ['charges', 'due', 'released', 'executed', 'to-recover', 'demanded'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
export type Account = `${AccountKind}:${string}`;

export interface Posting {
  readonly debit: Account;
  readonly credit: Account;
  /** Always > 0. */
  readonly amountCents: bigint;
}

/** From `credit` to `debit`, of one team. Throws RangeError for an amount that is not positive, or for one account only. */
export function posting(
  team: string,
  { debit, credit, amountCents }: { debit: AccountKind; credit: AccountKind; amountCents: bigint },
): Posting {
  if (amountCents <= 0n) throw new RangeError(`a posting of ${amountCents} cents; it is always more than 0`);
  if (debit === credit) throw new RangeError(`a posting from ${debit} to itself`);
  return { debit: accountName(debit, team), credit: accountName(credit, team), amountCents };
}

export function accountName(kind: AccountKind, team: string): Account {
  return `${kind}:${team}`;
}

export function kindOf(name: Account): AccountKind {
  return name.slice(0, name.indexOf(':')) as AccountKind;
}

export function teamOf(name: Account): string {
  return name.slice(name.indexOf(':') + 1);
}

const ACCOUNT: Field<Account> = {
  ...text,
  kind: `account: ${ACCOUNT_KINDS.join(' | ')}, a colon, a team`,
  read: (json) => {
    const name = text.read(json) as Account;
    if (!name.includes(':') || !ACCOUNT_KINDS.includes(kindOf(name))) throw new RangeError(`${name} is not an account`);
    return name;
  },
};

const AMOUNT: Field<bigint> = {
  ...cents,
  kind: 'cents, as text, more than 0',
  read: (json) => {
    const amountCents = cents.read(json);
    if (amountCents <= 0n) throw new RangeError(`a posting of ${amountCents} cents; it is always more than 0`);
    return amountCents;
  },
};

/** The fields of a posting, at the end of the data of each event that moves money. */
export const POSTING = { debit: ACCOUNT, credit: ACCOUNT, amountCents: AMOUNT };
