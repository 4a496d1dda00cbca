/** Bank accounts. A team's account is paid, an envelope's account pays. One person proposes an account, another confirms it. */
import { repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type AccountCommand, account } from '#libs/payments/accounts/decide.ts';
import { type AccountKey, accountKeyOf, accountStream } from '#libs/payments/accounts/account-key.ts';
import type { AccountEvent } from '#libs/payments/accounts/events.ts';
import type { AccountState } from '#libs/payments/accounts/state.ts';

/** A run reads the account of every team that it pays. */
const KEPT = 20_000;

/** Accounts by their stream. */
export const accounts = repositoryFor<AccountState, AccountCommand, AccountEvent>({
  streamOf: (stream) => stream,
  aggregateOf: (stream) => account(accountKeyOf(stream)),
  capacity: KEPT,
});

export async function accountOf(log: EventStore, key: AccountKey): Promise<AccountState> {
  return (await accounts(log).load(accountStream(key))).state;
}
