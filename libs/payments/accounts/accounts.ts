/** The accounts paid to (of a team) and from (of an envelope): proposed by one person, confirmed by another. */
import { repositoryFor } from '#libs/commands/repository.ts';
import { streamIdsOf } from '#libs/commands/stream-ids.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type AccountCommand, account } from '#libs/payments/accounts/decide.ts';
import type { AccountEvent } from '#libs/payments/accounts/events.ts';
import type { AccountState } from '#libs/payments/accounts/state.ts';

/** Whose account: the team's that is paid, or the envelope's that pays. */
export type AccountSide = 'payee' | 'debtor';

/** An account, by the side it is on and who holds it. */
export interface AccountKey {
  readonly side: AccountSide;
  /** A team, or an envelope. */
  readonly holder: string;
}

/** A run looks at the account of every team it pays. */
const KEPT = 20_000;

export function accountStream({ side, holder }: AccountKey): string {
  return `${side}-${holder}`;
}

/** Accounts by their stream. */
export const accounts = repositoryFor<AccountState, AccountCommand, AccountEvent>({
  streamOf: (stream) => stream,
  aggregateOf: (stream) => account(stream.slice(stream.indexOf('-') + 1)),
  capacity: KEPT,
});

export async function accountOf(log: EventStore, key: AccountKey): Promise<AccountState> {
  return (await accounts(log).load(accountStream(key))).state;
}

const HOLDERS: Readonly<Record<AccountSide, (log: EventStore) => Promise<readonly string[]>>> = {
  payee: streamIdsOf('payee'),
  debtor: streamIdsOf('debtor'),
};

/** Who has an account on a side, in force or proposed: teams, or envelopes. */
export function accountHolders(log: EventStore, side: AccountSide): Promise<readonly string[]> {
  return HOLDERS[side](log);
}
