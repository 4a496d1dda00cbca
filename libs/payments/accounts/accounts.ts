/** Bank accounts: of a team, which is paid, or of an envelope, which pays. One person proposes an account, another confirms it. */
import { repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type AccountCommand, account } from '#libs/payments/accounts/decide.ts';
import type { AccountEvent } from '#libs/payments/accounts/events.ts';
import type { AccountState } from '#libs/payments/accounts/state.ts';

/** The side of an account: of the team that is paid, or of the envelope that pays. */
export const ACCOUNT_SIDES = ['payee', 'debtor'] as const;
export type AccountSide = (typeof ACCOUNT_SIDES)[number];

/** The key of an account: its side and its holder. */
export interface AccountKey {
  readonly side: AccountSide;
  /** A team, or an envelope. */
  readonly holder: string;
}

/** A run reads the account of every team that it pays. */
const KEPT = 20_000;

export function accountStream({ side, holder }: AccountKey): string {
  return `${side}-${holder}`;
}

export function accountKeyOf(stream: string): AccountKey {
  const dash = stream.indexOf('-');
  return { side: stream.slice(0, dash) === 'debtor' ? 'debtor' : 'payee', holder: stream.slice(dash + 1) };
}

/** Accounts by their stream. */
export const accounts = repositoryFor<AccountState, AccountCommand, AccountEvent>({
  streamOf: (stream) => stream,
  aggregateOf: (stream) => account(accountKeyOf(stream)),
  capacity: KEPT,
});

export async function accountOf(log: EventStore, key: AccountKey): Promise<AccountState> {
  return (await accounts(log).load(accountStream(key))).state;
}
