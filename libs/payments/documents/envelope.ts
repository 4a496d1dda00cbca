/** Applies an event of the ledger to an envelope and to a team in it: the terms, and the balances of the accounts. */
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { AccountBalance, EnvelopeDocument, TeamAccountsDocument } from '#libs/payments/documents/documents.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type Account, accountName, holderOf, accountKindOf, postingsOf } from '#libs/payments/ledger/posting.ts';
import type { Envelope } from '#libs/payments/ledger/state.ts';
import { withTerms } from '#libs/payments/ledger/terms.ts';

/** The document of an envelope after an event that names it. */
export function envelopeAfter(
  before: EnvelopeDocument | undefined,
  event: Recorded<LedgerEvent>,
  envelope: string,
): EnvelopeDocument {
  const { terms, balances } = before ?? { terms: [], balances: [] };
  if (event.type === 'EnvelopeConfirmed') return { envelope, terms: withTerms(terms, event.data.terms), balances };
  return { envelope, terms, balances: balancesAfter(balances, event, envelope, ofAllTeams) };
}

/** The document of a team in an envelope after an event that moves its accounts. */
export function teamAfter(
  before: TeamAccountsDocument | undefined,
  event: Recorded<LedgerEvent>,
  { envelope, team }: Pick<TeamAccountsDocument, 'envelope' | 'team'>,
): TeamAccountsDocument {
  return { envelope, team, balances: balancesAfter(before?.balances ?? [], event, envelope, ofTeam) };
}

/** The envelope in the ledger's form; one account of each kind stands for all teams, without a holder. */
export function envelopeFromDocument({ envelope: name, terms, balances }: EnvelopeDocument): Envelope {
  return { name, terms, balances: balancesOf(balances) };
}

export function balancesOf(balances: readonly AccountBalance[]): Map<Account, bigint> {
  return new Map(balances.map(({ account, balanceCents }) => [account, balanceCents]));
}

function ofAllTeams(account: Account): Account {
  const kind = accountKindOf(account);
  return kind === 'between' ? account : accountName(kind, '');
}

function ofTeam(account: Account): Account | undefined {
  return accountKindOf(account) === 'between' ? undefined : account;
}

function balancesAfter(
  before: readonly AccountBalance[],
  event: Recorded<LedgerEvent>,
  envelope: string,
  kept: (account: Account) => Account | undefined,
): readonly AccountBalance[] {
  const balances = balancesOf(before);
  const add = (account: Account, cents: bigint): void => {
    const name = kept(account);
    if (name !== undefined) balances.set(name, (balances.get(name) ?? 0n) + cents);
  };
  for (const { envelope: of, debit, credit, amountCents } of postingsOf(event.data)) {
    if (of !== envelope) continue;
    add(debit, amountCents);
    add(credit, -amountCents);
  }
  const accounts = [...balances].map(([account, balanceCents]) => ({ account, balanceCents }));
  return accounts.sort((a, b) => compareText(a.account, b.account));
}

/** The team whose accounts an event changes; undefined if it changes none. */
export function teamMoved({ data }: Recorded<LedgerEvent>): string | undefined {
  // Both accounts belong to one team.
  return 'debit' in data ? holderOf(data.debit) : undefined;
}
