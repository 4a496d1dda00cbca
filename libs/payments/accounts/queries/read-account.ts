/** The account of a team or of an envelope: in force, and proposed, with everything that the confirming person has to read. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { isTeam } from '#libs/enrolment/is-team.ts';
import { codeOf, lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { flagsNow } from '#libs/payments/accounts/every-account.ts';
import type { AccountFlag } from '#libs/payments/accounts/flags.ts';
import {
  type AccountProposal,
  type AccountState,
  type InForce,
  accountInForce,
  differenceOf,
} from '#libs/payments/accounts/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ShownProposal extends Pick<AccountProposal, 'by' | 'at' | 'content'> {
  /** The code of the shown state; a confirmation must give it. */
  readonly code: string;
  /** The unusual traits of the account now. */
  readonly flags: readonly AccountFlag[];
  readonly difference: ReturnType<typeof differenceOf>;
  /** The last day on which the proposal may be confirmed. */
  readonly lastDay: Day;
}

export interface FoundAccount {
  /** Undefined while no account is in force. */
  readonly current: InForce | undefined;
  /** Undefined while no proposal waits. */
  readonly proposal: ShownProposal | undefined;
}

interface ReadHolder extends FoundAccount {
  /** Whether the holder has an account, or may have one: a team of the facts, or an envelope by any name. */
  readonly isKnown: boolean;
}

export class ReadAccount extends Query<ReadHolder> {
  readonly key: AccountKey;

  constructor(key: AccountKey) {
    super();
    this.key = key;
  }
}

@QueryHandler(ReadAccount)
export class ReadAccountHandler implements IQueryHandler<ReadAccount> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ key }: ReadAccount): Promise<ReadHolder> {
    const { log } = this.#stores;
    const found = await foundAccount(log, key, await accountOf(log, key));
    const hasAccount = found.current !== undefined || found.proposal !== undefined;
    return { ...found, isKnown: hasAccount || key.side === 'debtor' || (await isTeam(log, key.holder)) };
  }
}

/** The account as shown, with the flags of the proposed one. */
export async function foundAccount(log: EventStore, key: AccountKey, state: AccountState): Promise<FoundAccount> {
  const current = accountInForce(state);
  if (state.status !== 'PROPOSED') return { current, proposal: undefined };
  const { proposal } = state;
  const { by, at, content } = proposal;
  const flags = await flagsNow(log, key, content.payee, content.verification);
  const shown = { code: codeOf(proposal, { flags }), flags, difference: differenceOf(current, content.payee) };
  return { current, proposal: { by, at, content, ...shown, lastDay: lastDayToConfirm(proposal) } };
}
