/** Events of a payment ledger for specifications: the envelope FISS, the team T1, its first quarter of 2021. */
import { dayText } from '#libs/kernel/day.ts';
import type { OverpaymentPosted } from '#libs/payments/ledger/answer-events.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import { type LedgerCommand, paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import type {
  DecisionPosted,
  DuePosted,
  DueReduced,
  PaymentExecuted,
  PaymentReleased,
  PaymentRunMade,
  RecoveryPosted,
} from '#libs/payments/ledger/events.ts';
import type {
  EnvelopeConfirmed,
  EnvelopeProposed,
  EnvelopeTerms,
  ExceptionConfirmed,
  ExceptionProposed,
} from '#libs/payments/ledger/proposal-events.ts';
import { LEDGER_STREAM } from '#libs/payments/ledger/ledger.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import type { BankFileAnswer } from '#libs/payments/ledger/rules/record-answer.ts';
import type { ChangeAsked, LookedUp } from '#libs/payments/ledger/rules/change-ledger.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { ACCOUNT } from '#test/support/payments.ts';
import { type Authored, by, person, specificationOf } from '#test/support/specification.ts';

export const ENVELOPE = 'FISS';
export const TEAM = 'T1';
export const PERIOD = '2021-Q1';
export const { given } = specificationOf(paymentLedger, LEDGER_STREAM);

const TERMS: EnvelopeTerms = { from: null, amountCents: 1_000n, schemes: ['PEPS'] };

/** Proposed by Alice: PEPS up to 10 €. */
export function proposed(terms = TERMS, envelope = ENVELOPE): EnvelopeProposed {
  return { type: 'EnvelopeProposed', effective: envelope, data: { envelope, terms, exception: null } };
}

export function confirmed(terms = TERMS, envelope = ENVELOPE): EnvelopeConfirmed {
  return { type: 'EnvelopeConfirmed', effective: envelope, data: { envelope, terms, exception: null } };
}

/** Terms that two people agreed on. */
export function inForce(
  terms: Partial<EnvelopeTerms>,
  envelope = ENVELOPE,
): readonly [Authored<EnvelopeProposed>, Authored<EnvelopeConfirmed>] {
  const whole = { ...TERMS, ...terms };
  return [by('Alice', proposed(whole, envelope)), by('Bob', confirmed(whole, envelope))];
}

export const IN_FORCE = inForce({});

export function posted(decision: string, envelope = ENVELOPE): DecisionPosted {
  return { type: 'DecisionPosted', effective: PERIOD, data: { envelope, decision, team: TEAM, period: PERIOD } };
}

/** An item of a decision that Alice submitted and Bob approved. */
export function due(
  decision: string,
  dueOn: number,
  amountCents: bigint,
  item = `${decision}#1`,
  envelope = ENVELOPE,
): DuePosted {
  const moved = posting(TEAM, { debit: 'charges', credit: 'due', amountCents });
  const people = { submittedBy: person('Alice'), approvedBy: person('Bob') };
  const data = { envelope, team: TEAM, period: PERIOD, decision, dueOn, ...people, item, ...moved };
  return { type: 'DuePosted', effective: dayText(dueOn), data };
}

export function reduced(item: string, because: string, amountCents: bigint): DueReduced {
  const moved = posting(TEAM, { debit: 'due', credit: 'charges', amountCents });
  return { type: 'DueReduced', effective: PERIOD, data: { envelope: ENVELOPE, item, because, ...moved } };
}

export function recovery(
  decision: string,
  amountCents: bigint,
  id = `${decision}#1`,
  envelope = ENVELOPE,
): RecoveryPosted {
  const moved = posting(TEAM, { debit: 'to-recover', credit: 'charges', amountCents });
  return {
    type: 'RecoveryPosted',
    effective: PERIOD,
    data: { envelope, team: TEAM, period: PERIOD, decision, recovery: id, ...moved },
  };
}

export function runMade(run: string, executionDay: number, payments: readonly string[]): Authored<PaymentRunMade> {
  const data = { envelope: ENVELOPE, id: run, executionDay, debtor: ACCOUNT, payments };
  return by('Carol', { type: 'PaymentRunMade', effective: dayText(executionDay), data });
}

/** A release in the run R1. */
export function released(endToEndId: string, item: string, day: number, amountCents: bigint): PaymentReleased {
  const moved = posting(TEAM, { debit: 'due', credit: 'released', amountCents });
  return {
    type: 'PaymentReleased',
    effective: dayText(day),
    data: { envelope: ENVELOPE, run: 'R1', endToEndId, item, team: TEAM, period: PERIOD, payee: ACCOUNT, ...moved },
  };
}

/** The bank executed a payment of the item d1#1. */
export function executed(endToEndId: string, amountCents: bigint): PaymentExecuted {
  const moved = posting(TEAM, { debit: 'released', credit: 'executed', amountCents });
  const of = { envelope: ENVELOPE, endToEndId, item: 'd1#1', team: TEAM, answer: `executed ${endToEndId}` };
  return { type: 'PaymentExecuted', effective: '2026-01-12', data: { ...of, ...moved } };
}

/** Two persons said that the bank debited a payment of the item d1#1 twice. */
export function debitedTwice(endToEndId: string, amountCents: bigint): OverpaymentPosted {
  const moved = posting(TEAM, { debit: 'to-recover', credit: 'executed', amountCents });
  const of = { envelope: ENVELOPE, endToEndId, team: TEAM, period: PERIOD, decision: 'd1', item: 'd1#1' };
  const data = { ...of, answer: 'x', recovery: `${endToEndId}#1`, ...moved };
  return { type: 'OverpaymentPosted', effective: '2026-01-15', data };
}

/** An exception that Alice proposes and Bob confirms. */
export function exceptionGiven(
  exception: string,
  terms: ExceptionTerms,
): readonly [Authored<ExceptionProposed>, Authored<ExceptionConfirmed>] {
  const data = { exception, terms, reason: 'essai' };
  return [
    by('Alice', { type: 'ExceptionProposed', effective: exception, data }),
    by('Bob', { type: 'ExceptionConfirmed', effective: exception, data: { exception } }),
  ];
}

const NOTHING_LOOKED_UP: LookedUp = { hasLeft: false, account: undefined };
const SOME_INSTANT = '2026-01-15T10:00:00.000Z';

/** A person proposes a change. */
export function propose(
  name: string,
  change: ChangeAsked,
  looked: Partial<LookedUp> = {},
  at = SOME_INSTANT,
): LedgerCommand {
  return { type: 'propose', by: person(name), at, change, looked: { ...NOTHING_LOOKED_UP, ...looked } };
}

/** A file of the bank that Dora hands in, who has no other duty for the payments. */
export function bankAnswer(
  entries: BankFileAnswer['entries'],
  more: Partial<BankFileAnswer> = {},
): Extract<LedgerCommand, { readonly type: 'answer' }> {
  return { type: 'answer', by: person('Dora'), at: SOME_INSTANT, message: 'camt.054', entries, ...more };
}

/** A person confirms a proposal, with its present code. */
export function confirm(
  ledger: PaymentLedger,
  name: string,
  proposal: string,
  looked: Partial<LookedUp> = {},
  at = SOME_INSTANT,
): LedgerCommand {
  const found = ledger.proposals.get(proposal);
  const code = found === undefined ? undefined : codeOfProposal(ledger, found);
  const of = { type: 'confirm', by: person(name), at, code, proposal } as const;
  return { ...of, looked: { ...NOTHING_LOOKED_UP, ...looked } };
}
