/** Decisions on an account: one person proposes it, another confirms or refuses it. */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { requireDifferentPerson, requireReason } from '#libs/commands/refusals.ts';
import type { Person } from '#libs/event-store/author.ts';
import { ACCOUNT_EVENTS, type AccountEvent } from '#libs/payments/accounts/events.ts';
import { refused } from '#libs/payments/accounts/refusals.ts';
import { type AccountState, evolve } from '#libs/payments/accounts/state.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';

export type AccountCommand =
  | { readonly type: 'propose'; readonly by: Person; readonly payee: BankAccount }
  | { readonly type: 'confirm'; readonly by: Person }
  | { readonly type: 'refuse'; readonly by: Person; readonly reason: string };

/** The account of a holder: a team, or an envelope. */
export function account(holder: string): Aggregate<AccountState, AccountCommand, AccountEvent> {
  return {
    events: ACCOUNT_EVENTS,
    initial: () => ({ status: 'none' }),
    evolve,
    decide: (command, state) => decide(holder, command, state),
  };
}

/** Throws NO_ACCOUNT_PROPOSED, SECOND_PERSON_REQUIRED, REASON_REQUIRED. */
function decide(holder: string, command: AccountCommand, state: AccountState): readonly AccountEvent[] {
  if (command.type === 'propose')
    return [{ type: 'PayeeProposed', effective: holder, data: { holder, payee: command.payee } }];
  if (state.status !== 'proposed') throw refused('NO_ACCOUNT_PROPOSED', { holder });
  const { payee, by: proposedBy } = state.proposed;
  switch (command.type) {
    case 'confirm':
      requireDifferentPerson(command.by, proposedBy, 'PROPOSED_ACCOUNT', holder);
      return [{ type: 'PayeeConfirmed', effective: holder, data: { holder, payee } }];
    case 'refuse': {
      const reason = requireReason(command.reason);
      return [{ type: 'PayeeRefused', effective: holder, data: { holder, payee, reason } }];
    }
  }
}
