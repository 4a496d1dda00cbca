/** A posting: one amount that moves between two accounts of a team, so that the ledger always balances. */
import type { Field } from '#libs/kernel/field.ts';
import { cents, text } from '#libs/kernel/field.ts';

/**
 * charges: the cost of teams; due, released, executed: owed to them, sent to the bank, paid; to-recover, demanded: owed by them; repaid:
 * paid back by them.
 */
const TEAM_ACCOUNT_KINDS = ['charges', 'due', 'released', 'executed', 'to-recover', 'demanded', 'repaid'] as const;
export type TeamAccountKind = (typeof TEAM_ACCOUNT_KINDS)[number];
/** between: what an envelope owes another (credit) or is owed by it (debit). */
export type AccountKind = TeamAccountKind | 'between';
/** The kind, a colon, and a team; for `between`, the other envelope. */
export type Account = `${AccountKind}:${string}`;

export interface Posting {
  readonly debit: Account;
  readonly credit: Account;
  /** Always > 0. */
  readonly amountCents: bigint;
}

/** A posting in the accounts of one envelope. */
export interface EnvelopePosting extends Posting {
  readonly envelope: string;
}

/** The part of an event's data about the money that it moves. */
interface Moving extends EnvelopePosting {
  /** The envelope of the debt, if a debt is set off. */
  readonly debtEnvelope?: string;
}

/** A posting from `credit` to `debit` of one team. Throws RangeError if the amount is not positive, or if both accounts are the same. */
export function posting(
  team: string,
  { debit, credit, amountCents }: { debit: TeamAccountKind; credit: TeamAccountKind; amountCents: bigint },
): Posting {
  if (amountCents <= 0n) throw new RangeError(`a posting of ${amountCents} cents; it is always more than 0`);
  if (debit === credit) throw new RangeError(`a posting from ${debit} to itself`);
  return { debit: accountName(debit, team), credit: accountName(credit, team), amountCents };
}

/**
 * The postings of an event: zero, one, or two when a debt of one envelope is set off in another. With two, each envelope balances by
 * itself, and their `between` accounts cancel out.
 */
export function postingsOf(data: object | Moving): readonly EnvelopePosting[] {
  if (!('debit' in data)) return [];
  const { envelope, debtEnvelope = envelope, debit, credit, amountCents } = data;
  if (debtEnvelope === envelope) return [{ envelope, debit, credit, amountCents }];
  return [
    { envelope, debit, credit: accountName('between', debtEnvelope), amountCents },
    { envelope: debtEnvelope, debit: accountName('between', envelope), credit, amountCents },
  ];
}

export function accountName(kind: AccountKind, team: string): Account {
  return `${kind}:${team}`;
}

export function accountKindOf(name: Account): AccountKind {
  return name.slice(0, name.indexOf(':')) as AccountKind;
}

/** The team of an account; of a `between` account, the other envelope. */
export function holderOf(name: Account): string {
  return name.slice(name.indexOf(':') + 1);
}

const ACCOUNT: Field<Account> = {
  ...text,
  kind: `account: ${TEAM_ACCOUNT_KINDS.join(' | ')}, a colon, a team`,
  read: (json) => {
    const name = text.read(json) as Account;
    if (!name.includes(':') || !(TEAM_ACCOUNT_KINDS as readonly string[]).includes(accountKindOf(name)))
      throw new RangeError(`${name} is not an account`);
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
