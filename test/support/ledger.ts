/** Events of a payment ledger for specifications: the envelope FISS, the team T1, its first quarter of 2021. */
import { dayText } from '#libs/kernel/day.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import type {
  DecisionPosted,
  DuePosted,
  DueReduced,
  EnvelopeConfirmed,
  EnvelopeProposed,
  PaymentReleased,
  PaymentRunMade,
  RecoveryPosted,
} from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { ACCOUNT } from '#test/support/payments.ts';
import { type Authored, by, person, specificationOf } from '#test/support/specification.ts';

export const TEAM = 'T1';
export const PERIOD = '2021-Q1';
export const { given } = specificationOf(paymentLedger('FISS'), 'ledger-FISS');

const TERMS = { amountCents: 1_000n, schemes: ['PEPS'] };

/** Proposed by Alice: PEPS up to 10 €. */
export function proposed(terms = TERMS): EnvelopeProposed {
  return { type: 'EnvelopeProposed', effective: 'FISS', data: { terms } };
}

export function confirmed(terms = TERMS): EnvelopeConfirmed {
  return { type: 'EnvelopeConfirmed', effective: 'FISS', data: { terms } };
}

export const IN_FORCE: readonly [Authored<EnvelopeProposed>, Authored<EnvelopeConfirmed>] = [
  by('Alice', proposed()),
  by('Bob', confirmed()),
];

export function posted(decision: string): DecisionPosted {
  return { type: 'DecisionPosted', effective: PERIOD, data: { decision, team: TEAM, period: PERIOD } };
}

/** The first item of a decision that Bob approved. */
export function due(decision: string, dueOn: number, amountCents: bigint, item = `${decision}#1`): DuePosted {
  const moved = posting(TEAM, { debit: 'charges', credit: 'due', amountCents });
  const data = { team: TEAM, period: PERIOD, decision, dueOn, approvedBy: person('Bob'), item, ...moved };
  return { type: 'DuePosted', effective: dayText(dueOn), data };
}

export function reduced(item: string, because: string, amountCents: bigint): DueReduced {
  const moved = posting(TEAM, { debit: 'due', credit: 'charges', amountCents });
  return { type: 'DueReduced', effective: PERIOD, data: { item, because, ...moved } };
}

export function recovery(decision: string, amountCents: bigint, id = `${decision}#1`): RecoveryPosted {
  const moved = posting(TEAM, { debit: 'to-recover', credit: 'charges', amountCents });
  return {
    type: 'RecoveryPosted',
    effective: PERIOD,
    data: { team: TEAM, period: PERIOD, decision, recovery: id, ...moved },
  };
}

export function runMade(run: string, executionDay: number, payments: readonly string[]): Authored<PaymentRunMade> {
  const data = { id: run, executionDay, debtor: ACCOUNT, payments };
  return by('Carol', { type: 'PaymentRunMade', effective: dayText(executionDay), data });
}

/** A release in the run R1. */
export function released(endToEndId: string, item: string, day: number, amountCents: bigint): PaymentReleased {
  const moved = posting(TEAM, { debit: 'due', credit: 'released', amountCents });
  return {
    type: 'PaymentReleased',
    effective: dayText(day),
    data: { run: 'R1', endToEndId, item, team: TEAM, period: PERIOD, payee: ACCOUNT, ...moved },
  };
}
