/** The state of an account: none, in force, or with a change that waits for a second person. */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, authorOf } from '#libs/event-store/typed-event.ts';
import type { AccountEvent } from '#libs/payments/accounts/events.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';

export interface InForce extends BankAccount {
  /** The day of confirmation. */
  readonly since: Day;
}

export type AccountState =
  | { readonly status: 'none' }
  | { readonly status: 'in-force'; readonly current: InForce }
  | {
      readonly status: 'proposed';
      /** Undefined for the first account of a holder. */
      readonly current: InForce | undefined;
      readonly proposed: { readonly payee: BankAccount; readonly by: Person };
    };

/** The account that payments use, if any. */
export function accountInForce(state: AccountState): InForce | undefined {
  return state.status === 'none' ? undefined : state.current;
}

export function evolve(state: AccountState, event: Recorded<AccountEvent>): AccountState {
  switch (event.type) {
    case 'PayeeProposed':
      return {
        status: 'proposed',
        current: accountInForce(state),
        proposed: { payee: event.data.payee, by: authorOf(event).by },
      };
    case 'PayeeConfirmed':
      return { status: 'in-force', current: { ...event.data.payee, since: dayOfInstant(authorOf(event).at) } };
    case 'PayeeRefused': {
      const current = accountInForce(state);
      return current === undefined ? { status: 'none' } : { status: 'in-force', current };
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
