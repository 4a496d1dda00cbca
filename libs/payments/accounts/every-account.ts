/** Every account of the log, in force or proposed: keeps their states, so that each event is read once. */
import pLimit from 'p-limit';
import { folded } from '#libs/commands/folded.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type AccountKey, accountKeyOf, accountStream } from '#libs/payments/accounts/account-key.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { ACCOUNT_EVENTS } from '#libs/payments/accounts/events.ts';
import { type AccountFlag, flagsOf } from '#libs/payments/accounts/flags.ts';
import { type AccountState, accountInForce, evolve } from '#libs/payments/accounts/state.ts';
import type { AccountVerification } from '#libs/payments/accounts/verification.ts';

interface HeldAccount {
  readonly key: AccountKey;
  readonly state: AccountState;
}

/** All accounts, in the order in which their streams began. Throws StoreDamaged if an event cannot follow those before it. */
export async function everyAccount(log: EventStore): Promise<readonly HeldAccount[]> {
  return [...(await everyAccountOf(log).current()).values()];
}

/** The unusual traits of an account of a holder, now. */
export async function flagsNow(
  log: EventStore,
  key: AccountKey,
  account: BankAccount,
  verification: AccountVerification | null,
): Promise<readonly AccountFlag[]> {
  const others = (await everyAccount(log))
    .filter((held) => accountStream(held.key) !== accountStream(key) && holds(held.state, account.iban))
    .map((held) => held.key);
  // An envelope may have its account before it has its terms.
  const isHolderKnown = key.side === 'debtor' || (await log.readStream(`team-${key.holder}`, { limit: 1 })).length > 0;
  return flagsOf(key, account, verification, { others, isHolderKnown });
}

/** The unusual traits, now, of the account that is proposed for a holder; empty if none is. */
export async function flagsOfProposed(log: EventStore, key: AccountKey): Promise<readonly AccountFlag[]> {
  const state = await accountOf(log, key);
  if (state.status !== 'PROPOSED') return [];
  const { payee, verification } = state.proposal.content;
  return flagsNow(log, key, payee, verification);
}

function holds(state: AccountState, iban: string): boolean {
  const proposed = state.status === 'PROPOSED' ? state.proposal.content.payee.iban : undefined;
  return accountInForce(state)?.iban === iban || proposed === iban;
}

/** Each log has one instance, which its users share. */
const everyAccountOf = memoisedOf((log: EventStore) => new EveryAccount(log));

class EveryAccount {
  readonly #log: EventStore;
  /** Concurrent readers fold one after the other. */
  readonly #turns = pLimit(1);
  readonly #accounts = new Map<string, HeldAccount>();
  #position = 0;

  constructor(log: EventStore) {
    this.#log = log;
  }

  async current(): Promise<ReadonlyMap<string, HeldAccount>> {
    await this.#turns(() => this.#fold());
    return this.#accounts;
  }

  async #fold(): Promise<void> {
    const end = await this.#log.end();
    const asked = { after: this.#position, upTo: end, categories: ['payee', 'debtor'] };
    for await (const batch of this.#log.read(asked))
      for (const recorded of batch) {
        const { stream, position } = recorded;
        const key = accountKeyOf(stream);
        const before = this.#accounts.get(stream)?.state ?? { status: 'NONE' };
        const state = folded(recorded, () => evolve(key.side, before, ACCOUNT_EVENTS.read(recorded)));
        this.#accounts.set(stream, { key, state });
        // The position moves after each event, so that an interrupted read resumes here.
        this.#position = position;
      }
    this.#position = Math.max(this.#position, end);
  }
}
