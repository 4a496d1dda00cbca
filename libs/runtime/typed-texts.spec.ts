/** The texts of events that people type: they are kept in clear, and searched for ids of patients before they are recorded. */
import { expect, test } from '@jest/globals';
import { type FieldDescription, typedTexts } from '#libs/kernel/field.ts';
import { FACT_EVENTS } from '#libs/intake/fact-kinds.ts';
import { EVERY_EVENT } from '#libs/runtime/event-codecs.ts';

function* fieldsOf(field: FieldDescription, path: string): Iterable<readonly [path: string, field: FieldDescription]> {
  if (field.fields === undefined) yield [path, field];
  for (const [name, one] of Object.entries(field.fields ?? {})) yield* fieldsOf(one, `${path}.${name}`);
}

const SCHEMAS = EVERY_EVENT.filter(({ schemas }) => schemas !== FACT_EVENTS.schemas).flatMap(({ schemas }) =>
  Object.entries<{ readonly fields: FieldDescription }>(schemas),
);
const FIELDS = SCHEMAS.flatMap(([type, { fields }]) => [...fieldsOf(fields, type)]);

/** Codes and words of programs and banks, digests, and names that were given elsewhere first. */
const NOT_TYPED: readonly string[] = [
  'AccountStatementTaken.reference',
  'AnswerContradicted.reason',
  'CandidateAccepted.conditions.reference',
  'CandidateDecisionProposed.conditions.reference',
  'CandidateDeclined.conditions.reference',
  'ClosingConfirmed.name',
  'ClosingProposed.name',
  'ClosingRefused.name',
  'ClosingWithdrawn.name',
  'CommandReceived.by.name',
  'CommandReceived.name',
  'DuePosted.approvedBy.name',
  'DuePosted.submittedBy.name',
  'ErasureBegun.reference',
  'ErasureCompleted.reference',
  'ErasureConfirmed.reference',
  'ErasureProposed.reference',
  'ErasureRefused.reference',
  'ErasureWithdrawn.reference',
  'FileRefused.reason',
  'JobFailed.error',
  'LogLossAcknowledged.lost.name',
  'LogLossReported.lost.name',
  'PatientErased.parts.acts.reason',
  'PayeeRefused.payee.name',
  'PayeeWithdrawn.payee.name',
  'PaymentAwaitedAgain.reason',
  'PaymentExecuted.reason',
  'PaymentReleased.payee.name',
  'PaymentReturned.reason',
  'PaymentRunMade.debtor.name',
  'PaymentRunPrepared.debtor.name',
  'PaymentRunReleased.debtor.name',
  'PaymentRunReleased.preparedBy.name',
  'PaymentWaiting.reason',
  'ReopeningConfirmed.name',
  'ReopeningProposed.name',
  'RepaymentReceived.reference',
  'RunBooked.reason',
  'RunBooked.reference',
  'SecondDebitReturned.reason',
];

test('every reason, note, name or reference of an event is marked as typed by people, or is listed as not typed', () => {
  const unmarked = FIELDS.filter(
    ([path, { isTyped, kind }]) =>
      !isTyped && kind.startsWith('text') && /\.(?:reason|note|comment|name|url|reference|error)$/.test(path),
  );
  expect([...new Set(unmarked.map(([path]) => path))].sort()).toStrictEqual(NOT_TYPED);
});

test('reasons and other texts that people give are marked as typed', () => {
  const typed = FIELDS.filter(([, { isTyped }]) => isTyped).map(([path]) => path);
  for (const path of [
    'StatementRejected.reason',
    'StatementWithdrawn.reason',
    'RegularisationRejected.reason',
    'SetAsideDismissed.reason',
    'ExceptionProposed.reason',
    'ExceptionProposed.exception',
    'EnvelopeProposed.envelope',
    'EnvelopeProposed.exception',
    'RepaymentProposed.reference',
    'ProposalRefused.reason',
    'AccountDifferenceExplained.reason',
    'AnswerProposed.reason',
    'PaymentRunPrepared.run',
    'RunCancellationProposed.reason',
    'PayeeProposed.payee.name',
    'PayeeProposed.verification.by',
    'PayeeRefused.reason',
    'CandidateApplied.name',
    'CandidateDecisionProposed.reason',
    'ClosingProposed.reason',
    'LogLossReported.reason',
    'RegulationRefused.reason',
    'MergeProposed.reason',
    'LookAlikeDismissed.reason',
    'ErasureProposed.reason',
    'WebhookSubscribed.url',
    'WebhookDisabled.reason',
    'JobRequested.request',
  ])
    expect(typed).toContain(path);
});

test('finds typed texts within lists, records and JSON, with the names of their fields', () => {
  const [, answers] = FIELDS.find(([path]) => path === 'AnswerProposed.entries.reason') ?? [];
  expect(answers?.isTyped).toBe(true);
  const request = { simulation: 'été', overrides: [{ name: 'a', value: 3 }] };
  const [, { fields } = { fields: undefined }] = SCHEMAS.find(([type]) => type === 'JobRequested') ?? [];
  expect(fields && typedTexts(fields, { id: '1', kind: 'simulate', request })).toStrictEqual([
    { name: 'simulation', text: 'été' },
    { name: 'name', text: 'a' },
  ]);
});
