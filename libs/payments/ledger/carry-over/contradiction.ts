/** What a former program wrote about something that the one payment ledger has changed itself. */
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';

export const CARRY_OVER_SUBJECTS = ['decision', 'item', 'recovery', 'payment', 'run', 'proposal'] as const;

/** What an event changes: an instalment, a debt, a payment, a run, a decision; or, as a proposal, the terms of an envelope, an exception. */
export interface CarriedSubject {
  readonly kind: (typeof CARRY_OVER_SUBJECTS)[number];
  readonly id: string;
}

/** An event of a former stream, and the last event of the ledger itself about the same. */
export interface CarryOverContradiction extends CarriedSubject {
  readonly envelope: string;
  readonly type: LedgerEvent['type'];
  readonly position: number;
  readonly since: { readonly type: LedgerEvent['type']; readonly position: number };
}
