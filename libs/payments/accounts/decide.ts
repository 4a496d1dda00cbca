/** Decisions on an account: one person proposes it, another confirms the proposal, or refuses it; its author may withdraw it. */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import {
  type Confirming,
  type Ending,
  type Refusing,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import { ACCOUNT_EVENTS, type AccountEvent, type KnownAccount } from '#libs/payments/accounts/events.ts';
import type { AccountFlag } from '#libs/payments/accounts/flags.ts';
import { refused } from '#libs/payments/accounts/refusals.ts';
import { type AccountState, evolve } from '#libs/payments/accounts/state.ts';

/** `flags`: the unusual traits of the account now; they may differ from those at the time of the proposal. */
export type AccountCommand =
  | ({ readonly type: 'propose'; readonly by: Person } & Omit<KnownAccount, 'holder'>)
  | ({ readonly type: 'confirm'; readonly flags: readonly AccountFlag[] } & Confirming)
  | ({ readonly type: 'refuse'; readonly flags: readonly AccountFlag[] } & Refusing)
  | ({ readonly type: 'withdraw'; readonly flags: readonly AccountFlag[] } & Ending);

/** The account of a holder: a team, or an envelope. */
export function account({ side, holder }: AccountKey): Aggregate<AccountState, AccountCommand, AccountEvent> {
  return {
    events: ACCOUNT_EVENTS,
    initial: () => ({ status: 'NONE' }),
    evolve: (state, event) => evolve(side, state, event),
    decide: (command, state) => decide(holder, command, state),
  };
}

/** Throws NO_ACCOUNT_PROPOSED, and the refusals of libs/commands/proposal.ts. */
function decide(holder: string, command: AccountCommand, state: AccountState): readonly AccountEvent[] {
  if (command.type === 'propose') {
    const { payee, verification, flags } = command;
    return [{ type: 'PayeeProposed', effective: holder, data: { holder, payee, verification, flags } }];
  }
  if (state.status !== 'PROPOSED') throw refused('NO_ACCOUNT_PROPOSED', { holder });
  const { proposal } = state;
  const { payee, verification } = proposal.content;
  switch (command.type) {
    case 'confirm': {
      const { flags } = command;
      requireConfirmation(proposal, command, { flags });
      return [{ type: 'PayeeConfirmed', effective: holder, data: { holder, payee, verification, flags } }];
    }
    case 'refuse': {
      const { flags } = command;
      const reason = requireRefusal(proposal, command, { flags });
      return [{ type: 'PayeeRefused', effective: holder, data: { holder, payee, reason } }];
    }
    case 'withdraw': {
      const { flags } = command;
      requireWithdrawal(proposal, command, { flags });
      return [{ type: 'PayeeWithdrawn', effective: holder, data: { holder, payee } }];
    }
  }
}
