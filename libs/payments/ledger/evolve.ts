/** Folds events into the payment ledger. It changes the maps in place (mutable-ledger.ts). */
import { dayFromText } from '#libs/kernel/day.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import {
  type Ledger,
  addItem,
  addOverpayment,
  addRecovery,
  addTo,
  awaitAgain,
  by,
  changeDecision,
  changeEnvelope,
  changeItem,
  changeRecovery,
  dropSettledProposals,
  envelopeOf,
  existing,
  giveException,
  isDebtDropped,
  keepRefusedReturns,
  lessDue,
  moveRecovery,
  post,
  propose,
  released,
  repay,
  settle,
  settled,
  useException,
  withBooking,
} from '#libs/payments/ledger/mutable-ledger.ts';
import { ofItem } from '#libs/payments/ledger/payment.ts';
import { postingsOf } from '#libs/payments/ledger/posting.ts';
import { type PaymentLedger, statementOf } from '#libs/payments/ledger/state.ts';
import { withTerms } from '#libs/payments/ledger/terms.ts';

export function evolve(state: PaymentLedger, event: Recorded<LedgerEvent>): PaymentLedger {
  const ledger = state as Ledger;
  if (event.meta.command?.carriedFrom !== undefined && ledger.carryOver !== undefined)
    ledger.carryOver = { ...ledger.carryOver, carried: ledger.carryOver.carried + 1 };
  for (const posting of postingsOf(event.data)) post(ledger, posting);
  apply(ledger, event);
  return ledger;
}

// eslint-disable-next-line complexity -- one case for each event
function apply(ledger: Ledger, event: Recorded<LedgerEvent>): void {
  switch (event.type) {
    case 'LedgerCarriedOver': {
      const { events, apart } = event.data;
      ledger.carryOver = { events, carried: 0, apart };
      return;
    }
    case 'EnvelopeProposed':
      // An envelope is there from its first proposal.
      envelopeOf(ledger, event.data.envelope);
      propose(ledger, event, { kind: 'ENVELOPE', ...event.data });
      return;
    case 'EnvelopeConfirmed': {
      const { envelope, terms: added, exception } = event.data;
      ledger.proposals.delete(proposalId({ kind: 'ENVELOPE', ...event.data }));
      changeEnvelope(ledger, envelope, ({ terms }) => ({ terms: withTerms(terms, added) }));
      if (exception !== null) useException(ledger, exception, envelope);
      return;
    }
    case 'ExceptionProposed':
      propose(ledger, event, { kind: 'EXCEPTION', ...event.data });
      return;
    case 'ExceptionConfirmed':
      giveException(ledger, event.data.exception, by(event));
      return;
    case 'ExceptionUsed':
      useException(ledger, event.data.exception, event.data.usedBy);
      return;
    case 'AccountHoldProposed':
      propose(ledger, event, { kind: 'HOLD', ...event.data });
      return;
    case 'AccountHoldConfirmed':
      ledger.proposals.delete('hold');
      ledger.holdDays = event.data.days;
      return;
    case 'DemandProposed':
      propose(ledger, event, { kind: 'DEMAND', ...event.data });
      return;
    case 'DemandTakeBackProposed':
      propose(ledger, event, { kind: 'TAKE_BACK', ...event.data });
      return;
    case 'RepaymentProposed': {
      const { receivedCents: amountCents, ...of } = event.data;
      propose(ledger, event, { kind: 'REPAYMENT', ...of, amountCents });
      return;
    }
    case 'ProposalRefused':
      keepRefusedReturns(ledger, event);
      ledger.proposals.delete(event.data.proposal);
      return;
    case 'ProposalWithdrawn':
      ledger.proposals.delete(event.data.proposal);
      return;
    case 'DecisionPosted': {
      const { envelope, decision: id } = event.data;
      const none = { items: [], recoveries: [], reducedAnother: false };
      ledger.decisions.set(id, { id, envelope, status: 'posted', ...none });
      addTo(ledger.decisionsOfStatement, statementOf(event.data), id);
      return;
    }
    case 'DecisionCancelled':
      changeDecision(ledger, event.data.decision, () => ({ status: 'cancelled' }));
      return;
    case 'DuePosted':
      addItem(ledger, event.data);
      return;
    case 'DueReduced':
      changeItem(ledger, event.data.item, (item) => lessDue(item, event.data.amountCents));
      // `because` may be a withdrawal, which is not a decision.
      if (ledger.decisions.has(event.data.because))
        changeDecision(ledger, event.data.because, () => ({ reducedAnother: true }));
      return;
    case 'RecoveryPosted':
      addRecovery(ledger, event.data);
      return;
    case 'RecoveryReduced':
      changeRecovery(ledger, event.data.recovery, 'dropped', event.data.amountCents);
      return;
    case 'RepaymentDemanded':
      ledger.proposals.delete(`demand:${event.data.envelope}:${event.data.team}`);
      moveRecovery(ledger, event.data, 'owed', 'demanded');
      return;
    case 'DemandTakenBack':
      ledger.proposals.delete(`take-back:${event.data.envelope}:${event.data.team}`);
      moveRecovery(ledger, event.data, 'demanded', 'owed');
      return;
    case 'RepaymentReceived':
      ledger.proposals.delete(`repayment:${event.data.envelope}:${event.data.team}`);
      repay(ledger, event.data);
      return;
    case 'SetOff':
      changeItem(ledger, event.data.item, (item) => lessDue(item, event.data.amountCents));
      changeRecovery(ledger, event.data.recovery, 'set-off', event.data.amountCents);
      return;
    case 'PaymentRunPrepared': {
      const { createdAt, debtor, count, totalCents, setOffCents, leftOut, files, digest, ...request } = event.data;
      const figures = { createdAt, count, totalCents, setOffCents, leftOut, files, digest };
      ledger.preparedRuns.set(request.run, { request, ...by(event), debtor, ...figures });
      return;
    }
    case 'PaymentRunDropped':
      ledger.preparedRuns.delete(event.data.run);
      return;
    case 'PaymentRunReleased': {
      const { run: id, exceptions, digest: _, ...run } = event.data;
      const leftOut = ledger.preparedRuns.get(id)?.leftOut ?? [];
      ledger.preparedRuns.delete(id);
      ledger.runs.set(id, { id, ...run, ...by(event), leftOut, downloads: [] });
      for (const exception of exceptions) useException(ledger, exception, id);
      return;
    }
    case 'PaymentRunMade': {
      const { exception, ...run } = event.data;
      const author = by(event);
      const former = { preparedBy: undefined, createdAt: author.at, files: [], leftOut: [], downloads: [] };
      ledger.runs.set(run.id, { ...run, ...author, ...former });
      if (exception !== undefined) useException(ledger, exception, run.id);
      return;
    }
    case 'PaymentFileDownloaded': {
      const { run: id, file, format, digest } = event.data;
      const run = existing(ledger.runs, 'run', id);
      ledger.runs.set(id, { ...run, downloads: [...run.downloads, { file, format, digest, ...by(event) }] });
      return;
    }
    case 'PaymentReleased': {
      const { debit: _, credit: __, ...payment } = event.data;
      const { endToEndId, item, amountCents } = payment;
      ledger.payments.set(endToEndId, { ...payment, debits: [], credits: [], status: 'RELEASED', waiting: undefined });
      changeItem(ledger, item, (of) => released(of, amountCents));
      return;
    }
    case 'RunCancellationProposed': {
      const { run, reason } = event.data;
      propose(ledger, event, { kind: 'CANCELLATION', run, reason });
      return;
    }
    case 'PaymentCancelled': {
      const { endToEndId, item, amountCents: dueCents } = event.data;
      const of = ofItem(existing(ledger.payments, 'payment', endToEndId));
      ledger.proposals.delete(`cancellation:${of.run}`);
      ledger.payments.set(endToEndId, { ...of, status: 'CANCELLED', day: event.effective });
      changeItem(ledger, item, (one) => settled(one, { status: 'due', dueCents }));
      return;
    }
    case 'PaymentExecuted': {
      const { endToEndId, reason, detail, booked } = event.data;
      const { debits } = existing(ledger.payments, 'payment', endToEndId);
      const said = { status: 'EXECUTED', day: event.effective, reason, detail } as const;
      const { item } = settle(ledger, event.data, said, { debits: withBooking(debits, booked, event.effective) });
      // Where the item was paid again, it stays with that payment.
      if (!ledger.overpaid.has(endToEndId)) changeItem(ledger, item, (of) => settled(of, { status: 'paid' }));
      return;
    }
    case 'PaymentReturned': {
      const { endToEndId, reason, detail, end, booked } = event.data;
      const before = existing(ledger.payments, 'payment', endToEndId);
      const debitedOn = before.status === 'EXECUTED' ? before.day : undefined;
      const back = { status: 'RETURNED', day: event.effective, end, debitedOn, reason, detail } as const;
      const credits = withBooking(before.credits, booked, event.effective);
      const { item, amountCents } = settle(ledger, event.data, back, { credits });
      if (!isDebtDropped(ledger, endToEndId))
        changeItem(ledger, item, (of) => settled(of, { status: 'returned', dueCents: amountCents }));
      ledger.overpaid.delete(endToEndId);
      ledger.refusedReturns.delete(endToEndId);
      dropSettledProposals(ledger);
      return;
    }
    case 'AnswerProposed':
      propose(ledger, event, { kind: 'ANSWER', ...event.data });
      return;
    case 'AnswerConfirmed': {
      const { answer, payments } = event.data;
      const proposal = ledger.proposals.get(`answer:${answer}`);
      ledger.proposals.delete(`answer:${answer}`);
      // What a file says settles only what it says.
      if (proposal?.content.kind === 'ANSWER' && proposal.content.source === 'FILE') return;
      for (const [id, contradiction] of ledger.contradictions)
        if (payments.includes(contradiction.endToEndId))
          ledger.contradictions.set(id, { ...contradiction, isResolved: true });
      return;
    }
    case 'PaymentAwaitedAgain':
      awaitAgain(ledger, event.data);
      return;
    case 'ReturnBooked': {
      const { endToEndId, answer, booked, references } = event.data;
      const payment = existing(ledger.payments, 'payment', endToEndId);
      if (payment.status !== 'RETURNED') throw new RangeError(`the payment ${endToEndId} is ${payment.status}`);
      // Where only the credit is known, the debit was on that day at the latest.
      const debitedOn = booked === 'DEBIT' ? event.effective : (payment.debitedOn ?? event.effective);
      const side = booked === 'DEBIT' ? 'debits' : 'credits';
      const bookings = { [side]: withBooking(payment[side], references, event.effective) };
      ledger.payments.set(endToEndId, { ...payment, ...bookings, end: 'returned', debitedOn });
      ledger.answers.add(answer);
      dropSettledProposals(ledger);
      return;
    }
    case 'PaymentBooked': {
      const { endToEndId, answer, references } = event.data;
      const payment = existing(ledger.payments, 'payment', endToEndId);
      const debits = withBooking(payment.debits, references, event.effective);
      ledger.payments.set(endToEndId, { ...payment, debits });
      ledger.answers.add(answer);
      return;
    }
    case 'SecondDebitReturned': {
      const { endToEndId, answer, contradiction: id, references } = event.data;
      const payment = existing(ledger.payments, 'payment', endToEndId);
      const credits = withBooking(payment.credits, references, event.effective);
      ledger.payments.set(endToEndId, { ...payment, credits });
      const contradiction = existing(ledger.contradictions, 'contradiction', id);
      ledger.contradictions.set(id, { ...contradiction, isResolved: true });
      ledger.answers.add(answer);
      return;
    }
    case 'OverpaymentPosted':
      addOverpayment(ledger, event.data);
      return;
    case 'PaymentWaiting': {
      const { endToEndId, status, reason, detail } = event.data;
      const payment = existing(ledger.payments, 'payment', endToEndId);
      if (payment.status !== 'RELEASED') throw new RangeError(`the payment ${endToEndId} is ${payment.status}`);
      const said = { status, reason: reason ?? undefined, detail: detail ?? undefined };
      ledger.payments.set(endToEndId, { ...payment, waiting: { ...said, day: dayFromText(event.effective) } });
      return;
    }
    case 'AnswerContradicted': {
      const { contradiction: id, ...of } = event.data;
      ledger.contradictions.set(id, { id, ...of, isResolved: false });
      return;
    }
    case 'RunBooked': {
      const { booking: id, bookedCents: amountCents, reason, detail, reference, ...of } = event.data;
      const said = { reason: reason ?? undefined, detail: detail ?? undefined, reference: reference ?? undefined };
      const day = dayFromText(event.effective);
      ledger.bookings.set(id, { ...of, id, amountCents, day, ...said, isMatched: false });
      return;
    }
    case 'RunBookingMatched': {
      const { booking: id } = event.data;
      ledger.bookings.set(id, { ...existing(ledger.bookings, 'booking', id), isMatched: true });
      return;
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
