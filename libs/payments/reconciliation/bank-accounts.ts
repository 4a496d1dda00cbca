/** The accounts of ours at the bank that statements were taken of. */
import { hash } from 'node:crypto';
import { repositoryFor } from '#libs/commands/repository.ts';
import { streamIdsOf } from '#libs/commands/stream-ids.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type BankAccountCommand, statedAccount } from '#libs/payments/reconciliation/decide.ts';
import type { BankAccountEvent } from '#libs/payments/reconciliation/events.ts';
import type { StatedAccount } from '#libs/payments/reconciliation/state.ts';

const CATEGORY = 'account';
const ID_LENGTH = 16;

/** Names of streams are read by more people than account numbers. */
export function bankAccountId(iban: string): string {
  return hash('sha256', iban, 'hex').slice(0, ID_LENGTH);
}

/** Accounts by `bankAccountId`. */
export const bankAccounts = repositoryFor<StatedAccount, BankAccountCommand, BankAccountEvent>({
  streamOf: (id) => `${CATEGORY}-${id}`,
  aggregateOf: () => statedAccount,
});

/** The ids of all accounts with a statement. */
export const bankAccountIds: (log: EventStore) => Promise<readonly string[]> = streamIdsOf(CATEGORY);
