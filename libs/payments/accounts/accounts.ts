/** The accounts paid to (of a team) and from (of an envelope): proposed by one person, confirmed by another. */
import { checkBic, checkIban, checkRibKey } from '#libs/payments/bank/iban.ts';
import { repositoryFor } from '#libs/commands/repository.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { type AccountCommand, account } from '#libs/payments/accounts/decide.ts';
import type { AccountEvent } from '#libs/payments/accounts/events.ts';
import type { AccountState } from '#libs/payments/accounts/state.ts';

/** Whose account: the team's that is paid, or the envelope's that pays. */
export type AccountKind = 'payee' | 'debtor';

export interface AccountFault {
  readonly field: 'iban' | 'bic';
  readonly sentence: string;
}

/** The account is none that a bank would take: every fault of it, in French. */
export class InvalidAccount extends Error {
  readonly faults: readonly AccountFault[];

  constructor(faults: readonly AccountFault[]) {
    super(faults.map(({ sentence }) => sentence).join(' '));
    this.faults = faults;
  }
}

export function accountStream(kind: AccountKind, holder: string): string {
  return `${kind}-${holder}`;
}

/** As it goes on, IBAN and BIC in capitals and without spaces. Throws InvalidAccount. */
export function checkedAccount({ name, iban, bic }: BankAccount): BankAccount {
  const [written, checkedBic] = [checkIban(iban), checkBic(bic)];
  const checkedIban = written.ok ? checkRibKey(written.value) : written;
  if (checkedIban.ok && checkedBic.ok) return { name, iban: checkedIban.value, bic: checkedBic.value };
  throw new InvalidAccount([
    ...(checkedIban.ok ? [] : checkedIban.faults.map((sentence) => ({ field: 'iban' as const, sentence }))),
    ...(checkedBic.ok ? [] : checkedBic.faults.map((sentence) => ({ field: 'bic' as const, sentence }))),
  ]);
}

/** Accounts by their stream. */
export const accounts = repositoryFor<AccountState, AccountCommand, AccountEvent>({
  streamOf: (stream) => stream,
  aggregateOf: (stream) => account(stream.slice(stream.indexOf('-') + 1)),
});

/** Throws DomainError. */
export async function proposeAccount(
  log: EventStore,
  kind: AccountKind,
  holder: string,
  payee: BankAccount,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const command = { type: 'propose', by: meta.by, payee } as const;
  await accounts(log).handle(accountStream(kind, holder), { command, meta, commit });
}

/** Throws DomainError. */
export async function confirmAccount(
  log: EventStore,
  kind: AccountKind,
  holder: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const command = { type: 'confirm', by: meta.by } as const;
  await accounts(log).handle(accountStream(kind, holder), { command, meta, commit });
}

export async function accountOf(log: EventStore, kind: AccountKind, holder: string): Promise<AccountState> {
  return (await accounts(log).load(accountStream(kind, holder))).state;
}
