/**
 * Folds events into the payment ledger in place: it changes the given state (mutable-ledger.ts). The ledger holds every item and payment of
 * the installation. Copying one map of 100,000 entries takes 25 ms; a copy for each of several hundred thousand events would take hours
 * instead of seconds.
 */
import { dayFromText } from '#libs/kernel/day.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import type { LedgerCarriedOver, LedgerEvent } from '#libs/payments/ledger/events.ts';
import {
  type Ledger,
  addTo,
  by,
  change,
  changeDecision,
  changeEnvelope,
  commandOf,
  dropSettledProposals,
  ensureEnvelope,
  giveException,
  keepRefusedReturns,
  post,
  keepProposal,
  markExceptionUsed,
} from '#libs/payments/ledger/mutable-ledger.ts';
import { accountKindOf, postingsOf } from '#libs/payments/ledger/posting.ts';
import { type PaymentLedger, existing, repaymentKey, ledgerStatementKey } from '#libs/payments/ledger/state.ts';
import { withTerms } from '#libs/payments/ledger/terms.ts';

export function evolve(state: PaymentLedger, event: Recorded<LedgerEvent>): PaymentLedger {
  const ledger = state as Ledger;
  if (event.meta.command?.carriedFrom !== undefined && ledger.carryOver !== undefined)
    ledger.carryOver = { ...ledger.carryOver, carried: ledger.carryOver.carried + 1 };
  for (const posting of postingsOf(event.data)) post(ledger, posting);
  change(ledger, event);
  apply(ledger, event);
  return ledger;
}

/** A later carry-over takes what former programs wrote since. */
function withMore(
  before: Ledger['carryOver'],
  { data, meta }: Recorded<LedgerCarriedOver>,
): NonNullable<Ledger['carryOver']> {
  const taken = new Map(before?.streams.map(({ envelope, events }) => [envelope, events]));
  for (const { envelope, events } of data.streams) taken.set(envelope, (taken.get(envelope) ?? 0) + events);
  return {
    streams: [...taken].map(([envelope, events]) => ({ envelope, events })),
    events: (before?.events ?? 0) + data.events,
    carried: before?.carried ?? 0,
    apart: [...(before?.apart ?? []), ...data.apart],
    at: meta.revision,
  };
}

// oxlint-disable-next-line complexity -- one case for each event
function apply(ledger: Ledger, event: Recorded<LedgerEvent>): void {
  switch (event.type) {
    case 'LedgerCarriedOver': {
      ledger.carryOver = withMore(ledger.carryOver, event);
      return;
    }
    case 'EnvelopeProposed':
      // An envelope is there from its first proposal.
      ensureEnvelope(ledger, event.data.envelope);
      keepProposal(ledger, event, { kind: 'ENVELOPE', ...event.data });
      return;
    case 'EnvelopeConfirmed': {
      const { envelope, terms: added, exception } = event.data;
      ledger.proposals.delete(proposalId({ kind: 'ENVELOPE', ...event.data }));
      changeEnvelope(ledger, envelope, ({ terms }) => ({ terms: withTerms(terms, added) }));
      if (exception !== null) markExceptionUsed(ledger, exception, envelope);
      return;
    }
    case 'ExceptionProposed':
      keepProposal(ledger, event, { kind: 'EXCEPTION', ...event.data });
      return;
    case 'ExceptionConfirmed':
      giveException(ledger, event.data.exception, by(event));
      return;
    case 'ExceptionUsed':
      markExceptionUsed(ledger, event.data.exception, event.data.usedBy);
      ledger.approvedUnder = { ...event.data, command: commandOf(event) };
      return;
    case 'AccountHoldProposed':
      keepProposal(ledger, event, { kind: 'HOLD', ...event.data });
      return;
    case 'AccountHoldConfirmed':
      ledger.proposals.delete(proposalId({ kind: 'HOLD' }));
      ledger.holdDays = event.data.days;
      return;
    case 'DemandProposed':
      keepProposal(ledger, event, { kind: 'DEMAND', ...event.data });
      return;
    case 'DemandTakeBackProposed':
      keepProposal(ledger, event, { kind: 'TAKE_BACK', ...event.data });
      return;
    case 'RepaymentProposed': {
      const { receivedCents: amountCents, ...of } = event.data;
      keepProposal(ledger, event, { kind: 'REPAYMENT', ...of, amountCents });
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
      const none = { items: [], recoveries: [], reducedCents: 0n };
      const under = ledger.approvedUnder;
      const isUnder = under?.envelope === envelope && under.command === commandOf(event);
      const exception = isUnder ? under.exception : undefined;
      ledger.decisions.set(id, { id, envelope, status: 'posted', ...none, exception });
      addTo(ledger.decisionsOfStatement, ledgerStatementKey(event.data), id);
      return;
    }
    case 'DecisionCancelled':
      changeDecision(ledger, event.data.decision, () => ({ status: 'cancelled' }));
      return;
    case 'PostingUndoProposed': {
      const { decision, reason } = event.data;
      keepProposal(ledger, event, { kind: 'UNDOING', decision, reason });
      return;
    }
    case 'PostingUndone':
      ledger.proposals.delete(proposalId({ kind: 'UNDOING', ...event.data }));
      changeDecision(ledger, event.data.decision, () => ({ status: 'cancelled' }));
      return;
    case 'DuePosted': {
      const { item, decision } = event.data;
      addTo(ledger.itemsOfStatement, ledgerStatementKey(event.data), item);
      changeDecision(ledger, decision, ({ items }) => ({ items: [...items, item] }));
      return;
    }
    case 'DueReduced':
      // `because` may be a withdrawal, which is not a decision.
      if (ledger.decisions.has(event.data.because))
        changeDecision(ledger, event.data.because, ({ reducedCents }) => ({
          reducedCents: reducedCents + event.data.amountCents,
        }));
      return;
    case 'RecoveryPosted': {
      const { recovery, decision } = event.data;
      changeDecision(ledger, decision, ({ recoveries }) => ({ recoveries: [...recoveries, recovery] }));
      return;
    }
    case 'RepaymentDemanded':
      ledger.proposals.delete(proposalId({ kind: 'DEMAND', ...event.data }));
      return;
    case 'DemandTakenBack':
      ledger.proposals.delete(proposalId({ kind: 'TAKE_BACK', ...event.data }));
      return;
    case 'RepaymentReceived':
      ledger.proposals.delete(proposalId({ kind: 'REPAYMENT', ...event.data }));
      ledger.repayments.add(repaymentKey(event.data, event.effective));
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
      const { leftOut } = existing(ledger.preparedRuns, 'prepared run', id);
      ledger.preparedRuns.delete(id);
      ledger.runs.set(id, { id, ...run, ...by(event), leftOut, downloads: [] });
      for (const exception of new Set(exceptions)) markExceptionUsed(ledger, exception, id);
      return;
    }
    case 'PaymentRunMade': {
      const { exception, ...run } = event.data;
      const author = by(event);
      const former = { preparedBy: undefined, createdAt: author.at, files: [], leftOut: [], downloads: [] };
      ledger.runs.set(run.id, { ...run, ...author, ...former });
      if (exception !== undefined) markExceptionUsed(ledger, exception, run.id);
      return;
    }
    case 'PaymentFileDownloaded': {
      const { run: id, file, format, digest } = event.data;
      const run = existing(ledger.runs, 'run', id);
      ledger.runs.set(id, { ...run, downloads: [...run.downloads, { file, format, digest, ...by(event) }] });
      return;
    }
    case 'RunCancellationProposed': {
      const { run, reason } = event.data;
      keepProposal(ledger, event, { kind: 'CANCELLATION', run, reason });
      return;
    }
    case 'PaymentCancelled':
      ledger.proposals.delete(proposalId({ kind: 'CANCELLATION', ...event.data }));
      return;
    case 'AnswerProposed':
      keepProposal(ledger, event, { kind: 'ANSWER', ...event.data });
      return;
    case 'AnswerConfirmed': {
      const { answer, payments } = event.data;
      const id = proposalId({ kind: 'ANSWER', answer });
      const proposal = ledger.proposals.get(id);
      ledger.proposals.delete(id);
      // A file settles only its own entries.
      if (proposal?.content.kind === 'ANSWER' && proposal.content.source === 'FILE') return;
      for (const [of, contradiction] of ledger.contradictions)
        if (payments.includes(contradiction.endToEndId))
          ledger.contradictions.set(of, { ...contradiction, isResolved: true });
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
    case 'PaymentReturned':
      ledger.overpaid.delete(event.data.endToEndId);
      ledger.refusedReturns.delete(event.data.endToEndId);
      dropSettledProposals(ledger);
      return;
    case 'ReturnBooked':
      dropSettledProposals(ledger);
      return;
    case 'SecondDebitReturned': {
      const { contradiction: id } = event.data;
      const contradiction = existing(ledger.contradictions, 'contradiction', id);
      ledger.contradictions.set(id, { ...contradiction, isResolved: true });
      return;
    }
    case 'OverpaymentPosted': {
      const { endToEndId, recovery, item, credit } = event.data;
      // A second debit of one payment does not affect its item.
      const cause = accountKindOf(credit) === 'due' ? 'PAID_AGAIN' : 'DEBITED_TWICE';
      if (cause === 'PAID_AGAIN') ledger.overpaid.set(endToEndId, recovery);
      ledger.overpayments.set(recovery, { endToEndId, item, cause, day: event.effective });
      return;
    }
    // The item, the debt and the payment were changed above.
    case 'PaymentBooked':
    case 'RecoveryReduced':
    case 'SetOff':
    case 'PaymentReleased':
    case 'PaymentExecuted':
    case 'PaymentAwaitedAgain':
    case 'PaymentWaiting':
      return;
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
