/**
 * Two people cancel a released run that was not sent, and each payment is due again; a run with an answer of the bank cannot be cancelled.
 */
import { expect, test } from '@jest/globals';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { releasedSummary } from '#libs/payments/runs/run-summary.ts';
import { bankAnswer, due, ENVELOPE, given, IN_FORCE, posted, TEAM } from '#test/support/ledger.ts';
import { AT, TODAY, typesOf, withPrepared, withReleased } from '#test/support/runs.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

type Given = LedgerEvent | Authored<LedgerEvent>;
const DUE: readonly Given[] = [...IN_FORCE, posted('d1'), due('d1', 10, 100n)];
const RELEASED = withReleased(DUE);
const FIRST = endToEndId('d1#1', 1);
const looked = { hasLeft: false, account: undefined };
const CANCEL = { kind: 'CANCELLATION', run: 'R1', reason: 'mauvais jour' } as const;

function proposal(who = 'Dora'): LedgerCommand {
  return { type: 'propose', change: CANCEL, by: person(who), at: AT, looked };
}

function withProposal(events: readonly Given[]): readonly Given[] {
  const made = paymentLedger.decide(proposal(), given(...events).state);
  return [...events, ...made.map((event) => by('Dora', event, AT))];
}

function confirmation(events: readonly Given[], who = 'Emil'): LedgerCommand {
  const { state } = given(...events);
  const found = state.proposals.get('cancellation:R1');
  const code = found === undefined ? undefined : codeOfProposal(state, found);
  return { type: 'confirm', proposal: 'cancellation:R1', by: person(who), at: AT, code, looked };
}

const downloaded: Authored<LedgerEvent> = by('Fred', {
  type: 'PaymentFileDownloaded',
  effective: '2026-01-15',
  data: { envelope: ENVELOPE, run: 'R1', file: 'R1', format: 'xml', digest: 'ab' },
});
const waiting: LedgerEvent = {
  type: 'PaymentWaiting',
  effective: '2026-01-16',
  data: { envelope: ENVELOPE, endToEndId: FIRST, team: TEAM, status: 'PDNG', reason: null, detail: null },
};
const executed: LedgerEvent = {
  type: 'PaymentExecuted',
  effective: '2026-01-16',
  data: {
    ...{ envelope: ENVELOPE, endToEndId: FIRST, item: 'd1#1', team: TEAM, answer: 'a1' },
    ...posting(TEAM, { debit: 'released', credit: 'executed', amountCents: 100n }),
  },
};
const booked: LedgerEvent = {
  type: 'RunBooked',
  effective: '2026-01-16',
  data: {
    ...{ booking: 'b1', file: 'R1', outcome: 'EXECUTED', bookedCents: 90n, status: 'BOOK' },
    ...{ reason: null, detail: null, reference: null },
  },
};
const announced: Authored<LedgerEvent> = by('Fred', {
  type: 'AnswerProposed',
  effective: '2026-01-16',
  data: {
    answer: 'a1',
    source: 'FILE',
    entries: [
      {
        ...{ endToEndId: FIRST, outcome: 'RETURNED', day: TODAY, amountCents: 100n, reason: null },
        bank: { entry: 'n1', detail: null, booked: null, of: 'PAYMENT' },
      },
    ],
    reason: 'camt.054',
  },
});
const contradicted: LedgerEvent = {
  type: 'AnswerContradicted',
  effective: '2026-01-16',
  data: {
    ...{ envelope: ENVELOPE, contradiction: 'c1', endToEndId: FIRST, team: TEAM, code: 'ANSWER_AMOUNT_DIFFERS' },
    ...{ day: null, answeredCents: 90n, statuses: [], reason: null },
  },
};

test('each payment is due again, and the next run pays it under a new end-to-end id', () => {
  const proposed = withProposal(RELEASED);
  given(...proposed)
    .when(confirmation(proposed))
    .then({
      type: 'PaymentCancelled',
      effective: '2026-01-15',
      data: {
        ...{ envelope: ENVELOPE, run: 'R1', endToEndId: FIRST, item: 'd1#1', team: TEAM },
        ...posting(TEAM, { debit: 'released', credit: 'due', amountCents: 100n }),
      },
    });
  const made = paymentLedger.decide(confirmation(proposed), given(...proposed).state);
  const after = [...proposed, ...made.map((event) => by('Emil', event, AT))];
  const { state } = given(...after);
  expect([state.payments.get(FIRST)?.status, state.items.get('d1#1')?.status]).toStrictEqual(['CANCELLED', 'due']);
  expect(state.proposals.size).toBe(0);
  const again = given(...withReleased(after, { run: 'R2' })).state;
  expect(again.payments.get(endToEndId('d1#1', 2))?.status).toBe('RELEASED');
  given(...after)
    .when(proposal())
    .thenRefused('NOTHING_TO_CANCEL', { run: 'R1' });
});

test('takes a second person and the code of the proposal, which also names the receiver of the file', () => {
  const proposed = withProposal(RELEASED);
  given(...proposed)
    .when(confirmation(proposed, 'dora'))
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(...proposed, downloaded)
    .when(confirmation(proposed))
    .thenRefused('PROPOSAL_CHANGED');
  const seen = [...proposed, downloaded];
  expect(typesOf(paymentLedger.decide(confirmation(seen), given(...seen).state))).toStrictEqual(['PaymentCancelled']);
});

test('a cancelled run is listed as cancelled', () => {
  const statusOf = (events: readonly Given[]): unknown => {
    const { state } = given(...events);
    const run = state.runs.get('R1');
    return run && releasedSummary(state, run).status;
  };
  const proposed = withProposal(RELEASED);
  const made = paymentLedger.decide(confirmation(proposed), given(...proposed).state);
  expect(statusOf(RELEASED)).toBe('RELEASED');
  expect(statusOf([...proposed, ...made.map((event) => by('Bob', event, AT))])).toBe('CANCELLED');
});

test.each([
  ['lets a payment wait', waiting],
  ['executed a payment', executed],
  ['booked the file', booked],
  ['announces that a payment comes back', announced],
  ['gives another amount', contradicted],
])('is refused if the bank %s, both for the proposal and for the confirmation', (_, answer) => {
  given(...RELEASED, answer)
    .when(proposal())
    .thenRefused('RUN_ANSWERED', { run: 'R1', answers: 1 });
  const proposed = [...withProposal(RELEASED), answer];
  given(...proposed)
    .when(confirmation(proposed))
    .thenRefused('RUN_ANSWERED', { run: 'R1', answers: 1 });
});

test('is refused for a run that is unknown or only prepared', () => {
  given(...DUE)
    .when(proposal())
    .thenRefused('NO_SUCH_RUN', { run: 'R1' });
  given(...withPrepared(DUE))
    .when(proposal())
    .thenRefused('NO_SUCH_RUN', { run: 'R1' });
});

test('an execution of a cancelled payment contradicts the ledger, and a rejection of it changes nothing', () => {
  const proposed = withProposal(RELEASED);
  const made = paymentLedger.decide(confirmation(proposed), given(...proposed).state);
  const after = [...proposed, ...made.map((event) => by('Emil', event, AT))];
  const answer = (outcome: 'EXECUTED' | 'REJECTED'): LedgerCommand =>
    bankAnswer([{ id: 'a1', endToEndId: FIRST, outcome, day: TODAY, amountCents: 100n }]);
  given(...after)
    .when(answer('EXECUTED'))
    .thenState(({ contradictions, payments }) => {
      expect([...contradictions.values()]).toMatchObject([{ code: 'ANSWERED_AFTER_CANCELLATION' }]);
      expect(payments.get(FIRST)?.status).toBe('CANCELLED');
    });
  given(...after)
    .when(answer('REJECTED'))
    .then();
});

test('the file of a cancelled run is no longer handed out, since its payments are due again', () => {
  const asked = withProposal(RELEASED);
  const made = paymentLedger.decide(confirmation(asked), given(...asked).state);
  const cancelled = [...asked, ...made.map((event) => by('Emil', event, AT))];
  const download = { type: 'downloadFile', run: 'R1', file: 'R1', format: 'xml', digest: 'ab' } as const;
  given(...cancelled)
    .when(download)
    .thenRefused('RUN_CANCELLED', { run: 'R1' });
});

test('a payment that waits at the bank, though its run was cancelled, contradicts the ledger', () => {
  const proposed = withProposal(RELEASED);
  const made = paymentLedger.decide(confirmation(proposed), given(...proposed).state);
  given(...proposed, ...made.map((event) => by('Emil', event, AT)))
    .when(
      bankAnswer([], {
        waiting: [{ endToEndId: FIRST, status: 'ACSP', reason: undefined, detail: undefined, day: TODAY }],
      }),
    )
    .thenState(({ contradictions }) => {
      expect([...contradictions.values()]).toMatchObject([{ code: 'ANSWERED_AFTER_CANCELLATION', statuses: ['ACSP'] }]);
    });
});
