/** The report on duties shows for each payment who did what and when, and marks cases for an auditor. */
import { expect, test } from '@jest/globals';
import { Duties } from '#libs/history/duties.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';

let position = 0;
/** An event of a person, as recorded. */
function event(stream: string, type: string, by: string, at: string, more: Partial<Told> = {}): RecordedEvent {
  const { data = {}, revision = 0, osUser = by } = more;
  const meta = { by: { name: by, assurance: 'asserted', osUser }, key: 'k', at };
  return {
    id: String(++position).padStart(32, '0'),
    ...{ type, schemaVersion: 1, effective: '2026', knownOn: dayText(dayOfInstant(at)), stream, revision },
    ...{ position, commit: position, data: JSON.stringify({ ...data, command: { key: 'k', digest: '', meta } }) },
  };
}
interface Told {
  readonly data: object;
  readonly revision: number;
  readonly osUser: string;
}

const [PAYEE, STATEMENT, LEDGER] = ['payee-T1', 'statement-T1-2026-Q1', 'payment-ledger'];
const PAID = {
  endToEndId: 'E1',
  item: 'i1',
  run: 'R1',
  envelope: 'FIR',
  team: 'T1',
  period: '2026-Q1',
  amountCents: '5',
};
const STORY = [
  event(PAYEE, 'PayeeProposed', 'Paula', '2026-01-01T08:00:00.000Z'),
  event(PAYEE, 'PayeeConfirmed', 'Pierre', '2026-01-02T08:00:00.000Z'),
  event(STATEMENT, 'StatementSubmitted', 'Sonia', '2026-01-03T08:00:00.000Z'),
  event(STATEMENT, 'StatementApproved', 'Bob', '2026-01-04T08:00:00.000Z', { revision: 2 }),
  event(LEDGER, 'DuePosted', 'Bob', '2026-01-04T08:00:01.000Z', { data: { item: 'i1', decision: `${STATEMENT}@2` } }),
  event(LEDGER, 'PaymentRunPrepared', 'Olga', '2026-01-05T08:00:00.000Z', { data: { run: 'R1' } }),
  event(LEDGER, 'PaymentReleased', 'Omar', '2026-01-05T09:00:00.000Z', { data: PAID }),
  event(LEDGER, 'PaymentExecuted', 'Anna', '2026-01-06T09:00:00.000Z', { data: { endToEndId: 'E1' } }),
];

function told(events: readonly RecordedEvent[]) {
  const duties = new Duties();
  for (const one of events) duties.add(one);
  const [found] = duties.found();
  if (found === undefined) throw new RangeError('no payment was released');
  return found;
}

test('lists the people and their duties for a payment, in the order of time', () => {
  const { acts, marks, ...payment } = told(STORY);
  expect(payment).toMatchObject({ endToEndId: 'E1', run: 'R1', team: 'T1' });
  expect(acts.map(({ duty, by }) => [duty, by.name])).toStrictEqual([
    ['PROPOSE_ACCOUNT', 'Paula'],
    ['CONFIRM_ACCOUNT', 'Pierre'],
    ['SUBMIT', 'Sonia'],
    ['APPROVE', 'Bob'],
    ['PREPARE', 'Olga'],
    ['RELEASE', 'Omar'],
    ['ANSWER', 'Anna'],
  ]);
  expect(marks).toStrictEqual([]);
});

test('the account is the one in force when the payment was released', () => {
  const later = [
    event(PAYEE, 'PayeeProposed', 'Quentin', '2026-02-01T08:00:00.000Z'),
    event(PAYEE, 'PayeeConfirmed', 'Rita', '2026-02-02T08:00:00.000Z'),
  ];
  // As in a carried-over ledger: its events stand after later ones.
  const { acts } = told([...STORY.slice(0, 4), ...later, ...STORY.slice(4)]);
  expect(acts.map(({ by }) => by.name)).toContain('Pierre');
  expect(acts.map(({ by }) => by.name)).not.toContain('Rita');
});

test('marks one session under two names, and one person in two duties that are apart', () => {
  const confirmed = (by: string, at: string, osUser?: string): readonly RecordedEvent[] => [
    event(PAYEE, 'PayeeProposed', 'Paula', '2026-01-01T08:00:00.000Z', { osUser: 'pc-7' }),
    event(PAYEE, 'PayeeConfirmed', by, at, osUser === undefined ? {} : { osUser }),
    ...STORY.slice(2),
  ];
  const duties = ['PROPOSE_ACCOUNT', 'CONFIRM_ACCOUNT'];
  expect(told(confirmed('Pierre', '2026-01-02T08:00:00.000Z', 'pc-7')).marks).toStrictEqual([
    { mark: 'SAME_SESSION', duties, seconds: 86_400 },
  ]);
  expect(told(confirmed('Pierre', '2026-01-01T08:00:12.000Z', 'pc-7')).marks).toStrictEqual([
    { mark: 'SECONDS_APART', duties, seconds: 12 },
  ]);
  // Two persons who work side by side.
  expect(told(confirmed('Pierre', '2026-01-01T08:00:12.000Z')).marks).toStrictEqual([]);
  expect(told(confirmed('PAULA', '2026-01-02T08:00:00.000Z')).marks).toStrictEqual([
    { mark: 'SAME_PERSON', duties, seconds: 86_400 },
  ]);
});

test('a return has the person who handed in its file and the one who confirmed it; one person for both, or for the release, is marked', () => {
  const [handedIn, at] = ['2026-01-10T08:00:00.000Z', '2026-01-11T08:00:00.000Z'];
  const entries = [{ endToEndId: 'E1', outcome: 'RETURNED' }];
  const returned = (first: string, second: string) => [
    ...STORY,
    event(LEDGER, 'AnswerProposed', first, handedIn, { data: { answer: 'a1', source: 'FILE', entries } }),
    event(LEDGER, 'AnswerConfirmed', second, at, { data: { answer: 'a1', payments: ['E1'] } }),
    event(LEDGER, 'PaymentReturned', second, at, { data: { endToEndId: 'E1' } }),
  ];
  const { acts, marks } = told(returned('Anna', 'Rita'));
  expect(acts.slice(-3).map(({ duty, by }) => [duty, by.name])).toStrictEqual([
    ['ANSWER', 'Anna'],
    ['ANSWER', 'Anna'],
    ['CONFIRM_ANSWER', 'Rita'],
  ]);
  expect(marks).toStrictEqual([]);
  const marked = (first: string, second: string) =>
    told(returned(first, second)).marks.map(({ mark, duties }) => [mark, ...duties]);
  expect(marked('Nina', 'NINA')).toStrictEqual([['SAME_PERSON', 'ANSWER', 'CONFIRM_ANSWER']]);
  expect(marked('Nina', 'Omar')).toStrictEqual([['SAME_PERSON', 'RELEASE', 'CONFIRM_ANSWER']]);
  // The person who released the payment may hand in the file.
  expect(marked('Omar', 'Rita')).toStrictEqual([]);
});

test('in one session, duties that may go together are marked only within a minute', () => {
  const from = (at: string) => [
    ...STORY.slice(0, 5),
    event(LEDGER, 'PaymentRunPrepared', 'Olga', at, { data: { run: 'R1' }, osUser: 'pc-7' }),
    event(LEDGER, 'PaymentReleased', 'Omar', '2026-01-05T09:00:00.000Z', { data: PAID, osUser: 'pc-7' }),
  ];
  expect(told(from('2026-01-05T08:00:00.000Z')).marks).toStrictEqual([]);
  expect(told(from('2026-01-05T08:59:48.000Z')).marks).toStrictEqual([
    { mark: 'SECONDS_APART', duties: ['PREPARE', 'RELEASE'], seconds: 12 },
  ]);
});

test('a payment has the people who agreed on its envelope, on the exceptions of its run, and on its account', () => {
  const [envelope, exception] = [{ envelope: 'FIR' }, { exception: 'X' }];
  const early = { ...exception, terms: { kind: 'EARLY_RELEASE' } };
  const account = { exception: 'A', terms: { kind: 'CHANGED_ACCOUNT', team: 'T1' } };
  const { acts } = told([
    event(LEDGER, 'EnvelopeProposed', 'Eve', '2025-12-01T08:00:00.000Z', { data: envelope }),
    event(LEDGER, 'EnvelopeConfirmed', 'Fay', '2025-12-02T08:00:00.000Z', { data: envelope }),
    ...STORY.slice(0, 6),
    event(LEDGER, 'ExceptionProposed', 'Gus', '2026-01-05T08:10:00.000Z', { data: early }),
    event(LEDGER, 'ExceptionConfirmed', 'Hal', '2026-01-05T08:11:00.000Z', { data: exception }),
    event(LEDGER, 'ExceptionProposed', 'Ida', '2026-01-05T08:12:00.000Z', { data: account }),
    event(LEDGER, 'ExceptionConfirmed', 'Jon', '2026-01-05T08:13:00.000Z', { data: { exception: 'A' } }),
    event(LEDGER, 'PaymentRunReleased', 'Omar', '2026-01-05T09:00:00.000Z', { data: { run: 'R1', exceptions: ['X'] } }),
    ...STORY.slice(6),
  ]);
  expect(acts.slice(0, 2).map(({ duty, by }) => [duty, by.name])).toStrictEqual([
    ['PROPOSE_TERMS', 'Eve'],
    ['CONFIRM_TERMS', 'Fay'],
  ]);
  expect(acts.slice(7, 11).map(({ duty, by }) => [duty, by.name])).toStrictEqual([
    ['PROPOSE_EXCEPTION', 'Gus'],
    ['CONFIRM_EXCEPTION', 'Hal'],
    ['EXCEPT_ACCOUNT', 'Ida'],
    ['EXCEPT_ACCOUNT', 'Jon'],
  ]);
});

test('a payment has the people who gave the exceptions of its approval: to pass the envelope, and after the end of a text', () => {
  const at = '2026-01-04T08:00:00.500Z';
  const used = { envelope: 'FIR', exception: 'X', usedBy: 'approval k' };
  const beyond = { exception: 'X', terms: { kind: 'EXCEED_ENVELOPE', envelope: 'FIR' } };
  const afterEnd = { exception: 'Y', terms: { kind: 'AFTER_END', team: 'T1', period: '2026-Q1' } };
  const { acts, marks } = told([
    event(LEDGER, 'ExceptionProposed', 'Gus', '2026-01-03T09:00:00.000Z', { data: beyond }),
    event(LEDGER, 'ExceptionConfirmed', 'Omar', '2026-01-03T09:01:00.000Z', { data: { exception: 'X' } }),
    event(LEDGER, 'ExceptionProposed', 'Ida', '2026-01-03T09:02:00.000Z', { data: afterEnd }),
    event(LEDGER, 'ExceptionConfirmed', 'Jon', '2026-01-03T09:03:00.000Z', { data: { exception: 'Y' } }),
    ...STORY.slice(0, 4),
    event(LEDGER, 'ExceptionUsed', 'Bob', at, { data: used }),
    event(LEDGER, 'DecisionPosted', 'Bob', at, { data: { envelope: 'FIR', decision: `${STATEMENT}@2` } }),
    ...STORY.slice(4),
  ]);
  expect(acts.map(({ duty, by }) => `${duty} ${by.name}`)).toStrictEqual(
    expect.arrayContaining([
      'PROPOSE_EXCEPTION Gus',
      'CONFIRM_EXCEPTION Omar',
      'PROPOSE_EXCEPTION Ida',
      'CONFIRM_EXCEPTION Jon',
    ]),
  );
  expect(marks.map(({ mark, duties }) => [mark, ...duties])).toStrictEqual([
    ['SAME_PERSON', 'CONFIRM_EXCEPTION', 'RELEASE'],
  ]);
});

test('lists each change of the ledger by two people: demands, repayments, take-backs, the hold', () => {
  const of = { envelope: 'FIR', team: 'T1' };
  const duties = new Duties();
  for (const one of [
    event(LEDGER, 'DemandProposed', 'Dan', '2026-02-01T08:00:00.000Z', { data: of }),
    event(LEDGER, 'RepaymentDemanded', 'DAN', '2026-02-02T08:00:00.000Z', { data: { ...of, amountCents: '40' } }),
    event(LEDGER, 'RepaymentDemanded', 'DAN', '2026-02-02T08:00:00.000Z', { data: { ...of, amountCents: '2' } }),
    event(LEDGER, 'RepaymentProposed', 'Eva', '2026-02-03T08:00:00.000Z', { data: of }),
    event(LEDGER, 'RepaymentReceived', 'Fil', '2026-02-04T08:00:00.000Z', { data: { ...of, amountCents: '42' } }),
    event(LEDGER, 'AccountHoldProposed', 'Gil', '2026-02-05T08:00:00.000Z', { data: { days: 45 } }),
    event(LEDGER, 'AccountHoldConfirmed', 'Hub', '2026-02-06T08:00:00.000Z', { data: { days: 45 } }),
  ])
    duties.add(one);
  expect(
    duties.found().map(({ change, team, amountCents, marks }) => [change, team, amountCents, marks]),
  ).toStrictEqual([
    [
      'demand:FIR:T1',
      'T1',
      '42',
      [{ mark: 'SAME_PERSON', duties: ['PROPOSE_DEMAND', 'CONFIRM_DEMAND'], seconds: 86_400 }],
    ],
    ['repayment:FIR:T1', 'T1', '42', []],
    ['hold', '', '0', []],
  ]);
});

test('lists a cancelled run and an undone posting, and marks one person who did both', () => {
  const duties = new Duties();
  const run = { envelope: 'FIR', run: 'R1' };
  const undone = { envelope: 'FIR', decision: `${STATEMENT}@2~FIR` };
  for (const one of [
    event(LEDGER, 'RunCancellationProposed', 'Dan', '2026-02-01T08:00:00.000Z', { data: run }),
    event(LEDGER, 'PaymentCancelled', 'DAN', '2026-02-02T08:00:00.000Z', {
      data: { ...run, team: 'T1', amountCents: '40' },
    }),
    event(LEDGER, 'PaymentCancelled', 'DAN', '2026-02-02T08:00:00.000Z', {
      data: { ...run, team: 'T2', amountCents: '2' },
    }),
    event(LEDGER, 'PaymentCancelled', 'DAN', '2026-02-02T08:00:00.000Z', {
      data: { ...run, team: 'T2', amountCents: '3' },
    }),
    event(LEDGER, 'PostingUndoProposed', 'Eva', '2026-02-03T08:00:00.000Z', { data: undone }),
    event(LEDGER, 'PostingUndone', 'Fil', '2026-02-04T08:00:00.000Z', { data: undone }),
  ])
    duties.add(one);
  expect(
    duties.found().map(({ change, run: of, team, amountCents, marks }) => [change, of, team, amountCents, marks]),
  ).toStrictEqual([
    [
      'cancellation:R1',
      'R1',
      '',
      '45',
      [{ mark: 'SAME_PERSON', duties: ['PROPOSE_CANCELLATION', 'CONFIRM_CANCELLATION'], seconds: 86_400 }],
    ],
    [`undoing:${STATEMENT}@2~FIR`, '', '', '0', []],
  ]);
});

test('a payment of a decision that is kept apart has the people who submitted and approved it', () => {
  const apart = { item: 'i1', decision: `${STATEMENT}@2~FIR` };
  const { acts } = told([
    ...STORY.slice(0, 4),
    event(LEDGER, 'DuePosted', 'Bob', '2026-01-04T08:00:01.000Z', { data: apart }),
    ...STORY.slice(5),
  ]);
  expect(acts.map(({ by }) => by.name)).toEqual(expect.arrayContaining(['Sonia', 'Bob']));
});
