/** The state of an account: none, in force, or with a change that waits for a second person. */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import type { Proposal } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { AccountSide } from '#libs/payments/accounts/account-key.ts';
import type { AccountEvent, KnownAccount } from '#libs/payments/accounts/events.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';

export interface InForce extends BankAccount {
  /** The day of confirmation. */
  readonly since: Day;
  readonly proposedBy: Person;
  readonly confirmedBy: Person;
}

export type AccountProposal = Proposal<KnownAccount>;

export type AccountState =
  | { readonly status: 'NONE' }
  | { readonly status: 'IN_FORCE'; readonly current: InForce }
  | {
      readonly status: 'PROPOSED';
      /** Undefined for the first account of a holder. */
      readonly current: InForce | undefined;
      readonly proposal: AccountProposal;
    };

/** The account that payments use, if any. */
export function accountInForce(state: AccountState): InForce | undefined {
  return state.status === 'NONE' ? undefined : state.current;
}

/** The fields in which an account differs from the one in force, with both values; all fields when no account is in force. */
export function differenceOf(
  current: BankAccount | undefined,
  payee: BankAccount,
): readonly { readonly field: keyof BankAccount; readonly before: string | undefined; readonly after: string }[] {
  return (['name', 'iban', 'bic'] as const)
    .filter((field) => current?.[field] !== payee[field])
    .map((field) => ({ field, before: current?.[field], after: payee[field] }));
}

export function evolve(side: AccountSide, state: AccountState, event: Recorded<AccountEvent>): AccountState {
  const { by, at } = commandMetaOf(event);
  switch (event.type) {
    case 'PayeeProposed': {
      const step = side === 'payee' ? 'PROPOSED_ACCOUNT' : 'PROPOSED_DEBTOR';
      const proposal: AccountProposal = { step, subject: event.data.holder, content: event.data, by, at };
      return { status: 'PROPOSED', current: accountInForce(state), proposal };
    }
    case 'PayeeConfirmed': {
      if (state.status !== 'PROPOSED') throw new RangeError('an account is confirmed after it is proposed');
      const { by: proposedBy } = state.proposal;
      const current = { ...event.data.payee, since: dayOfInstant(at), proposedBy, confirmedBy: by };
      return { status: 'IN_FORCE', current };
    }
    case 'PayeeRefused':
    case 'PayeeWithdrawn': {
      const current = accountInForce(state);
      return current === undefined ? { status: 'NONE' } : { status: 'IN_FORCE', current };
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
