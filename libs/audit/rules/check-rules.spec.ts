/** A forged event in a log with a valid chain is reported: its person, its subject and its position. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DECISIONS_OF } from '#libs/commands/deeds.ts';
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import {
  type Written,
  BEFORE,
  DAY,
  LEDGER,
  STATEMENT,
  PROPOSAL,
  OF,
  PAYEE,
  DECISION,
  SUBMITTED,
  APPROVED,
  PROPOSED,
  CONFIRMED,
  POSTED,
  ITEM,
  DUE,
  RUN,
  PAYMENT,
  RELEASED,
  EXECUTED,
  TAKING,
  DEBT,
  INDEBTED,
  DEMANDED,
  SOUND,
  written,
  posting,
  found,
  checked,
  with_,
  without,
} from '#test/support/rule-log.ts';

test('finds no fault in events that commands make', () => {
  expect(found(SOUND)).toStrictEqual([]);
});

test('reports an approval by the submitter, without a submission, or of another digest', () => {
  expect(found(with_(APPROVED, { by: 'ALICE ' }))).toStrictEqual([[4, 'APPROVED_BY_SUBMITTER']]);
  expect(found(without(SUBMITTED))[0]).toStrictEqual([3, 'APPROVED_WITHOUT_SUBMISSION']);
  expect(found(with_(APPROVED, { more: { proposal: { ...PROPOSAL, digest: 'other' } } }))).toStrictEqual([
    [4, 'APPROVED_OTHER_THAN_SUBMITTED'],
  ]);
});

test('reports a confirmation by the proposer, without a proposal, or of another account', () => {
  expect(found(with_(CONFIRMED, { by: 'Karim' }))).toStrictEqual([[2, 'CONFIRMED_BY_PROPOSER']]);
  expect(found(without(PROPOSED))).toStrictEqual([[1, 'CONFIRMED_WITHOUT_PROPOSAL']]);
  expect(found(with_(CONFIRMED, { more: { payee: { ...PAYEE, name: 'Mallory' } } }))).toStrictEqual([
    [2, 'CONFIRMED_OTHER_THAN_PROPOSED'],
  ]);
  const envelope = { envelope: 'FISS', terms: { from: null, amountCents: '1', schemes: ['PEPS'] } };
  const two = [
    written(LEDGER, 'EnvelopeProposed', envelope, 'Alice'),
    written(LEDGER, 'EnvelopeConfirmed', envelope, 'Alice'),
  ];
  expect(found(two)).toStrictEqual([[2, 'CONFIRMED_BY_PROPOSER']]);
});

test.each([
  ['Alice', 'submitted'],
  ['Bob', 'approved'],
  ['Karim', 'proposed-account'],
  ['Lucie', 'confirmed-account'],
])('reports a release by %s, who %s', (by) => {
  const log = SOUND.map((one) => (one === RUN || one === RELEASED ? { ...one, by } : one));
  expect(found(log)).toStrictEqual([[8, 'RELEASED_BY_SAME_PERSON']]);
});

test('reports a release by the person who proposed or confirmed the account of the envelope, or an exception of the run', () => {
  const debtor = [
    written('debtor-FISS', 'PayeeProposed', { holder: 'FISS', payee: PAYEE }, 'Carol'),
    written('debtor-FISS', 'PayeeConfirmed', { holder: 'FISS', payee: PAYEE }, 'Lucie'),
  ];
  expect(found([...debtor, ...SOUND])).toStrictEqual([[10, 'RELEASED_BY_SAME_PERSON']]);
  const given = [
    written(LEDGER, 'ExceptionProposed', { exception: 'X' }, 'Paul'),
    written(LEDGER, 'ExceptionConfirmed', { exception: 'X' }, 'Carol'),
  ];
  const using = with_(RUN, { more: { exceptions: ['X'] } });
  expect(found([...given, ...using])).toStrictEqual([[10, 'RELEASED_BY_SAME_PERSON']]);
  expect(found(using)).toStrictEqual([[7, 'EXCEPTION_NOT_GIVEN']]);
});

test.each([
  ['Paul', 'proposed-exception'],
  ['Carol', 'confirmed-exception'],
])('notes a release by %s, who %s of its approval', (by, duty) => {
  const given = (terms: object) => [
    written(LEDGER, 'ExceptionProposed', { exception: 'X', terms }, 'Paul', BEFORE),
    written(LEDGER, 'ExceptionConfirmed', { exception: 'X' }, 'Carol', BEFORE),
  ];
  const used = written(LEDGER, 'ExceptionUsed', { envelope: 'FISS', exception: 'X', usedBy: 'approval k' }, 'Bob');
  const noted = (events: readonly Written[]) => {
    const { impossible, remarks } = checked(events);
    expect(impossible).toStrictEqual([]);
    return remarks.map(({ type, finding }) => [type, finding.code, 'duty' in finding.data && finding.data.duty]);
  };
  const log = SOUND.map((one) => (one === RUN || one === RELEASED ? { ...one, by } : one));
  const expected = [['PaymentReleased', 'RELEASED_BY_SAME_PERSON', duty]];
  const beyond = given({ kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: '5' });
  expect(noted([...beyond, ...log.flatMap((one) => (one === POSTED ? [used, one] : [one]))])).toStrictEqual(expected);
  expect(noted([...beyond, ...log])).toStrictEqual([]);
  const earlier = { ...used, at: BEFORE };
  expect(noted([...beyond, earlier, ...log])).toStrictEqual([]);
  expect(noted([...given({ kind: 'AFTER_END', team: 'T1', period: '2021-Q1' }), ...log])).toStrictEqual(expected);
  expect(noted([...given({ kind: 'AFTER_END', team: 'T1', period: '2021-Q2' }), ...log])).toStrictEqual([]);
});

test('reports an exception that is used twice, or that one person proposed only', () => {
  const exception = { exception: 'X' };
  const proposed = written(LEDGER, 'ExceptionProposed', exception, 'Paul');
  const confirmed = written(LEDGER, 'ExceptionConfirmed', exception, 'Rosa');
  const used = written(LEDGER, 'ExceptionUsed', { ...exception, usedBy: 'approval' }, 'Bob');
  const lowered = written(LEDGER, 'EnvelopeConfirmed', { envelope: 'F', ...exception }, 'Bob');
  expect(found([proposed, confirmed, used])).toStrictEqual([]);
  expect(found([proposed, used])).toStrictEqual([[2, 'EXCEPTION_NOT_GIVEN']]);
  expect(found([proposed, confirmed, used, lowered])).toContainEqual([4, 'EXCEPTION_USED_TWICE']);
});

test('reports a posting of another amount than the approved one, once it is paid', () => {
  const proposal = { ...PROPOSAL, instalments: [{ dueOn: '2021-01-10', amountCents: '100' }] };
  const approvedFor = (amountCents: string) => {
    const of = { ...proposal, instalments: [{ ...proposal.instalments[0], amountCents }] };
    return SOUND.map((one) =>
      one === SUBMITTED || one === APPROVED ? { ...one, data: { team: 'T1', proposal: of } } : one,
    );
  };
  expect(found(approvedFor('100'))).toStrictEqual([]);
  expect(found(approvedFor('10'))).toStrictEqual([[8, 'POSTED_OTHER_THAN_APPROVED']]);
});

test('reports a payment to another account than the one in force', () => {
  const [other, later] = ['FR1420041010050500013M02606', '2026-01-15T10:05:00.000Z'];
  const to = (iban: string) => with_(RELEASED, { more: { payee: { ...PAYEE, iban } } });
  expect(found(to(PAYEE.iban))).toStrictEqual([]);
  expect(found(to(other))).toStrictEqual([[8, 'PAID_TO_OTHER_ACCOUNT']]);
  const changed = [PROPOSED, CONFIRMED].map((one) => ({
    ...one,
    data: { holder: 'T1', payee: { ...PAYEE, iban: other } },
  }));
  // The release read the account in the moment before it changed.
  const [before, run] = [to(PAYEE.iban).slice(0, -3), to(PAYEE.iban).slice(-3)];
  expect(found([...before, ...changed, ...run])).toStrictEqual([]);
  expect(found([...before, ...changed, ...run.map((one) => ({ ...one, at: later }))])).toStrictEqual([
    [10, 'PAID_TO_OTHER_ACCOUNT'],
  ]);
});

test('reports a confirmation of a refused or withdrawn proposal, or a second confirmation of one proposal', () => {
  const of = { envelope: 'FISS', team: 'T1', reference: 'VIR-1' };
  const proposed = written(LEDGER, 'RepaymentProposed', { ...of, receivedCents: '100' }, 'Paul');
  const received = {
    ...written(LEDGER, 'RepaymentReceived', { ...of, recovery: 'd#2', ...posting('repaid', 'demanded') }, 'Karim'),
    key: 'once',
  };
  const part = { ...received, data: { ...received.data, amountCents: '50' } };
  expect(found([...DEMANDED, proposed, part, part])).toStrictEqual([]);
  const more = { ...proposed, data: { ...proposed.data, receivedCents: '50' } };
  expect(found([...DEMANDED, more, part, part])).toStrictEqual([[9, 'CONFIRMED_OTHER_THAN_PROPOSED']]);
  const other = { ...part, data: { ...part.data, amountCents: '100', reference: 'VIR-2' } };
  expect(found([...DEMANDED, proposed, other])).toStrictEqual([[8, 'CONFIRMED_OTHER_THAN_PROPOSED']]);
  expect(found([...DEMANDED, proposed, part, { ...part, key: 'again' }])).toStrictEqual([
    [8, 'CONFIRMED_OTHER_THAN_PROPOSED'],
    [9, 'CONFIRMED_WITHOUT_PROPOSAL'],
  ]);
  for (const type of ['ProposalRefused', 'ProposalWithdrawn']) {
    const ended = written(LEDGER, type, { proposal: 'repayment:FISS:T1' }, 'Rosa');
    expect(found([...DEMANDED, proposed, ended, received])).toStrictEqual([[9, 'CONFIRMED_WITHOUT_PROPOSAL']]);
  }
  const refused = written('payee-T1', 'PayeeRefused', { holder: 'T1' }, 'Rosa');
  expect(found([PROPOSED, refused, CONFIRMED])).toStrictEqual([[3, 'CONFIRMED_WITHOUT_PROPOSAL']]);
});

test('reports a version of the regulation with other parameters or grids than those proposed, or that was refused or withdrawn', () => {
  const source = { version: '2027', parameters: 'amounts', grids: 'a,b' };
  const first = written('regulation', 'RegulationPublished', { ...source, version: '2026' }, 'Alice');
  const proposed = written('regulation', 'RegulationProposed', source, 'Alice');
  const published = { ...proposed, type: 'RegulationPublished', by: 'Bob' };
  expect(found([first, proposed, published])).toStrictEqual([]);
  for (const other of [{ parameters: 'more' }, { grids: 'b,a' }])
    expect(found([first, proposed, { ...published, data: { ...source, ...other } }])).toStrictEqual([
      [3, 'CONFIRMED_OTHER_THAN_PROPOSED'],
    ]);
  for (const type of ['RegulationRefused', 'RegulationWithdrawn'])
    expect(found([first, proposed, written('regulation', type, { version: '2027' }, 'Bob'), published])).toStrictEqual([
      [4, 'CONFIRMED_WITHOUT_PROPOSAL'],
    ]);
});

test('reports a team decided on after it was closed, and a close-out or a candidate that one person decided', () => {
  const closeOut = { kind: 'TEAM', name: 'T1', teams: ['T1'], lastDay: '2025-12-31', years: [], open: [] };
  const proposed = written('closings', 'ClosingProposed', closeOut, 'Alice', '2026-01-14T10:00:00.000Z');
  const confirmed = { ...proposed, type: 'ClosingConfirmed', by: 'Bob' };
  expect(found([proposed, confirmed, SUBMITTED, APPROVED])).toStrictEqual([[4, 'DECIDED_OF_CLOSED_TEAM']]);
  const reopening = written('closings', 'ReopeningProposed', { kind: 'TEAM', name: 'T1' }, 'Alice');
  const reopened = { ...reopening, type: 'ReopeningConfirmed', by: 'Bob' };
  expect(found([proposed, confirmed, reopening, reopened, SUBMITTED, APPROVED])).toStrictEqual([]);
  expect(found([proposed, { ...confirmed, by: 'Alice' }])).toStrictEqual([[2, 'CONFIRMED_BY_PROPOSER']]);

  const decision = { candidate: 'C1', decision: 'ACCEPT', conditions: [] };
  const asked = written('candidates', 'CandidateDecisionProposed', decision, 'Alice');
  const accepted = { ...asked, type: 'CandidateAccepted', by: 'Bob' };
  const left = written('candidates', 'ApplicationWithdrawn', { candidate: 'C1' }, 'Alice');
  expect(found([asked, accepted])).toStrictEqual([]);
  expect(found([asked, { ...accepted, by: 'Alice' }])).toStrictEqual([[2, 'CONFIRMED_BY_PROPOSER']]);
  expect(found([asked, left, accepted])).toStrictEqual([[3, 'CONFIRMED_WITHOUT_PROPOSAL']]);
});

test('reports a period decided after the end of its text, unless two people gave an exception for it before', () => {
  const of = { team: 'T1', period: '2026-Q4', proposal: PROPOSAL };
  const stream = 'statement-T1-2026-Q4';
  const calculated = (flags: readonly string[]) =>
    written(stream, 'StatementCalculated', { team: 'T1', period: '2026-Q4', statement: { flags } }, 'Alice');
  const [ended, open] = [calculated(['SCHEME_ENDED']), calculated([])];
  const submitted = written(stream, 'StatementSubmitted', of, 'Alice');
  const approved = written(stream, 'StatementApproved', of, 'Bob');
  expect(found([ended, submitted, approved])).toStrictEqual([
    [2, 'DECIDED_WITHOUT_EXCEPTION'],
    [3, 'DECIDED_WITHOUT_EXCEPTION'],
  ]);
  // The end was put off, and the period calculated again.
  expect(found([ended, open, submitted, approved])).toStrictEqual([]);
  const terms = { kind: 'AFTER_END', team: 'T1', period: '2026-Q4' };
  const proposed = written(LEDGER, 'ExceptionProposed', { exception: 'solde', terms }, 'Lucie');
  const given = { ...proposed, type: 'ExceptionConfirmed', by: 'Karim' };
  expect(found([ended, proposed, given, submitted, approved])).toStrictEqual([]);
  expect(found([ended, proposed, submitted, given, approved])).toStrictEqual([[3, 'DECIDED_WITHOUT_EXCEPTION']]);
  const other = { ...proposed, data: { exception: 'solde', terms: { ...terms, period: '2026-Q3' } } };
  expect(found([ended, other, given, submitted])).toStrictEqual([[4, 'DECIDED_WITHOUT_EXCEPTION']]);
  const drafted = written(
    stream,
    'RegularisationDrafted',
    { ...of, calculation: { flags: ['SCHEME_ENDED'] } },
    'Alice',
  );
  const regularised = { ...submitted, type: 'RegularisationSubmitted' };
  expect(found([open, submitted, approved, drafted, regularised])).toStrictEqual([[5, 'DECIDED_WITHOUT_EXCEPTION']]);
});

test('reports a decision posted twice, or never approved', () => {
  expect(found([...SOUND, POSTED])).toStrictEqual([[10, 'DECISION_POSTED_TWICE']]);
  expect(found([...SOUND, { ...POSTED, data: { ...POSTED.data, envelope: 'ASSU' } }])).toStrictEqual([
    [10, 'DECISION_POSTED_TWICE'],
    [10, 'BELONGS_ELSEWHERE'],
  ]);
  expect(found([POSTED])).toStrictEqual([[1, 'DECISION_NOT_APPROVED']]);
});

/** The sound log, with the ledger telling of another team from one event on, as also its accounts do. */
function forOther(from: Written, field: 'team' | 'period' | 'envelope', other: string): readonly Written[] {
  const at = SOUND.indexOf(from);
  return SOUND.map((one, i) => {
    const isForged = one.stream === LEDGER && i >= at && field in one.data;
    const json = JSON.stringify({ ...one.data, ...(isForged ? { [field]: other } : {}) });
    const data = JSON.parse(isForged && field === 'team' ? json.replaceAll(':T1"', `:${other}"`) : json) as object;
    return { ...one, data };
  });
}

test.each([
  ['posted for another team', POSTED, 'team', 'T2'],
  ['due to another team', DUE, 'team', 'T2'],
  ['paid to another team', RELEASED, 'team', 'T2'],
  ['posted for another period', POSTED, 'period', '2021-Q2'],
  ['due by another envelope', DUE, 'envelope', 'ASSU'],
  ['paid by another envelope', RELEASED, 'envelope', 'ASSU'],
  ['executed of another envelope', EXECUTED, 'envelope', 'ASSU'],
] as const)('reports a decision that is %s', (_, from, field, other) => {
  const accounts = [PROPOSED, CONFIRMED].map((one) => ({
    ...one,
    stream: `payee-${other}`,
    data: { ...one.data, holder: other },
  }));
  expect(found([...accounts, ...forOther(from, field, other)])[0]).toStrictEqual([
    accounts.length + 1 + SOUND.findIndex((one, i) => i >= SOUND.indexOf(from) && field in one.data),
    'BELONGS_ELSEWHERE',
  ]);
});

test('reports a posting to the accounts of another team, a run of another envelope, and an event in the stream of another', () => {
  const posted = { ...posting('charges', 'due'), debit: 'charges:T2', credit: 'due:T2' };
  expect(found(with_(DUE, { more: posted }))[0]).toStrictEqual([6, 'BELONGS_ELSEWHERE']);
  expect(found(with_(RUN, { more: { envelope: 'ASSU' } }))[0]).toStrictEqual([8, 'BELONGS_ELSEWHERE']);
  expect(found(with_(APPROVED, { more: { team: 'T2' } }))).toStrictEqual([[4, 'BELONGS_ELSEWHERE']]);
  expect(found(with_(CONFIRMED, { more: { holder: 'T2' } }))).toContainEqual([2, 'BELONGS_ELSEWHERE']);
});

test('a debt to one envelope that is set off in another belongs to both, and a decision kept apart to its statement', () => {
  const twin = { ...OF, envelope: 'FIR', decision: `${DECISION}~FIR-2027-Q1` };
  const setOff = { envelope: 'FIR', debtEnvelope: 'FISS', run: 'R2', item: 'i', recovery: 'd#2' };
  const all = [...INDEBTED, written(LEDGER, 'SetOff', { ...setOff, ...posting('due', 'to-recover') }, 'Carol')];
  const elsewhere = (events: readonly Written[]) => found(events).filter(([, code]) => code === 'BELONGS_ELSEWHERE');
  expect(elsewhere([...all, written(LEDGER, 'DecisionPosted', twin, 'Bob')])).toStrictEqual([]);
  const wrong = all.map((one) =>
    one.type === 'SetOff' ? { ...one, data: { ...one.data, debtEnvelope: 'ASSU' } } : one,
  );
  expect(elsewhere(wrong)).toStrictEqual([[5, 'BELONGS_ELSEWHERE']]);
});

describe('an envelope', () => {
  const terms = (amountCents: string, schemes = ['PEPS']) => ({ from: null, amountCents, schemes });
  const agreed = (amountCents: string): readonly Written[] => {
    const data = { envelope: 'FISS', terms: terms(amountCents), exception: null };
    return [written(LEDGER, 'EnvelopeProposed', data, 'Zoé'), written(LEDGER, 'EnvelopeConfirmed', data, 'Yann')];
  };
  const exceeding = (amountCents: string): readonly Written[] => {
    const data = { exception: 'x', reason: 'r', terms: { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents } };
    return [written(LEDGER, 'ExceptionProposed', data, 'Zoé'), written(LEDGER, 'ExceptionConfirmed', data, 'Yann')];
  };
  const codes = (events: readonly Written[]) =>
    checked(events, []).impossible.map(({ position, finding }) => [position, finding.code]);

  test('is charged up to what two people agreed on, with their exception', () => {
    expect(codes([...agreed('100'), ...SOUND])).toStrictEqual([]);
    expect(codes([...agreed('60'), ...exceeding('40'), ...SOUND])).toStrictEqual([]);
    expect(codes([...agreed('100'), ...agreed('50'), ...SOUND])).toStrictEqual([]);
  });

  test('is reported with more, without confirmed terms, or by an exception of one person', () => {
    expect(codes(SOUND)).toStrictEqual([[6, 'CHARGED_BEYOND_ENVELOPE']]);
    expect(codes([...agreed('99'), ...SOUND])).toStrictEqual([[8, 'CHARGED_BEYOND_ENVELOPE']]);
    expect(codes([...agreed('100').slice(0, 1), ...SOUND])).toStrictEqual([[7, 'CHARGED_BEYOND_ENVELOPE']]);
    expect(codes([...agreed('60'), ...exceeding('39'), ...SOUND])).toStrictEqual([[10, 'CHARGED_BEYOND_ENVELOPE']]);
    expect(codes([...agreed('60'), ...exceeding('40').slice(0, 1), ...SOUND])).toStrictEqual([
      [9, 'CHARGED_BEYOND_ENVELOPE'],
    ]);
    // The last event of the log counts too.
    expect(codes([...agreed('99'), ...SOUND.slice(0, 6)])).toStrictEqual([[8, 'CHARGED_BEYOND_ENVELOPE']]);
  });

  test('is charged with the whole of a command: what it takes back may follow', () => {
    const back = { envelope: 'FISS', item: ITEM, because: DECISION, ...posting('due', 'charges', '40') };
    const one = [DUE, written(LEDGER, 'DueReduced', back, 'Bob')].map((event) => ({ ...event, key: 'one' }));
    const all = [...agreed('60'), SUBMITTED, APPROVED, POSTED, ...one];
    expect(codes(all).filter(([, code]) => code === 'CHARGED_BEYOND_ENVELOPE')).toStrictEqual([]);
    const two = all.map((event, i) => ({ ...event, key: `own ${i}` }));
    expect(codes(two)).toContainEqual([6, 'CHARGED_BEYOND_ENVELOPE']);
  });
});

test('reports an item that is posted twice, or of no posted decision', () => {
  expect(found([...SOUND, DUE])).toStrictEqual([
    [10, 'APART_FROM_ITS_COMMAND'],
    [10, 'ITEM_POSTED_TWICE'],
  ]);
  expect(found(without(POSTED))).toContainEqual([5, 'POSTED_WITHOUT_DECISION']);
});

test('reports a payment without a decision, twice, outside its run, or of more than is due', () => {
  expect(found(without(DUE)).map(([, code]) => code)).toStrictEqual(['ITEM_UNKNOWN', 'ITEM_UNKNOWN']);
  expect(found([...SOUND, RELEASED]).map(([, code]) => code)).toStrictEqual([
    'RELEASED_AFTER_RUN',
    'APART_FROM_ITS_COMMAND',
    'ITEM_OVERSPENT',
    'PAYMENT_RELEASED_TWICE',
  ]);
  expect(found(with_(RUN, { more: { payments: [] } }))).toStrictEqual([[8, 'PAYMENT_OUTSIDE_RUN']]);
  expect(found(with_(RELEASED, { more: { amountCents: '101' } })).map(([, code]) => code)).toStrictEqual([
    'ITEM_OVERSPENT',
    'ANSWERED_OTHER_AMOUNT',
  ]);
  expect(found([...SOUND, RUN])).toStrictEqual([
    [10, 'RUN_NOT_PREPARED'],
    [10, 'RUN_RELEASED_TWICE'],
  ]);
});

test('reports a repeated answer, an answer without its payment, or one for another amount', () => {
  expect(found(without(RUN, RELEASED))).toStrictEqual([[7, 'ANSWERED_WITHOUT_PAYMENT']]);
  expect(found([...SOUND, EXECUTED])).toStrictEqual([[10, 'ANSWERED_TWICE']]);
  expect(found(with_(EXECUTED, { more: { amountCents: '99' } }))).toStrictEqual([[9, 'ANSWERED_OTHER_AMOUNT']]);
});

describe('an exception of two people', () => {
  const exceed = { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: '100' };
  const given = (terms: object = exceed) => [
    written(LEDGER, 'ExceptionProposed', { exception: 'X', terms, reason: 'r' }, 'Dora'),
    written(LEDGER, 'ExceptionConfirmed', { exception: 'X' }, 'Erin'),
  ];
  const used = written(LEDGER, 'ExceptionUsed', { envelope: 'FISS', exception: 'X', usedBy: 'approval k' }, 'Bob');
  const run = written(
    LEDGER,
    'PaymentRunReleased',
    { envelope: 'FISS', run: 'R2', exceptions: ['X'], payments: [] },
    'Carol',
  );
  const terms = { envelope: 'FISS', terms: { from: null, amountCents: '1', schemes: ['PEPS'] }, exception: 'X' };
  const asked = written(LEDGER, 'EnvelopeProposed', terms, 'Dora');
  const lowered = written(LEDGER, 'EnvelopeConfirmed', terms, 'Erin');

  test.each([
    ['a decision', used],
    ['a run', run],
    ['lower terms', lowered],
  ])('serves %s once', (_, use) => {
    const codes = (...events: readonly Written[]) => found([asked, ...events]).map(([, code]) => code);
    expect(codes(...given(), use)).toStrictEqual([]);
    expect(codes(use)).toStrictEqual(['EXCEPTION_NOT_GIVEN']);
    for (const again of [used, { ...run, data: { ...run.data, run: 'R3' } }, lowered])
      expect(codes(...given(), use, asked, again)).toStrictEqual(['EXCEPTION_USED_TWICE']);
  });

  test('serves only the purpose that it was given for', () => {
    const early = { kind: 'EARLY_RELEASE', envelope: 'FISS', until: '2026-02-01' };
    expect(found([...given(early), run])).toStrictEqual([]);
    expect(found([...given(early), used])).toStrictEqual([[3, 'EXCEPTION_FOR_ANOTHER']]);
    expect(found([...given({ ...exceed, envelope: 'ASSU' }), used])).toStrictEqual([[3, 'EXCEPTION_FOR_ANOTHER']]);
    expect(found([...given({ kind: 'CHANGED_ACCOUNT', team: 'T1', account: 'a' }), run])).toStrictEqual([
      [3, 'EXCEPTION_FOR_ANOTHER'],
    ]);
  });
});

test('a posting that was made twice is undone by two people, once', () => {
  const formerly = ['FISS', 'ASSU'].map((envelope) => ({
    ...POSTED,
    stream: `ledger-${envelope}`,
    data: { ...POSTED.data, envelope },
  }));
  const renamed = `${DECISION}~ASSU`;
  const apart = [{ kind: 'decision', id: DECISION, envelope: 'ASSU', keptBy: 'FISS', as: renamed }];
  const copies = formerly.map((one, index) => ({
    ...one,
    stream: LEDGER,
    data: { ...one.data, decision: index === 0 ? DECISION : renamed },
    carriedFrom: { stream: one.stream, revision: 0 },
  }));
  const carried = written(LEDGER, 'LedgerCarriedOver', { streams: [], events: 2, apart }, 'Dora');
  const before = [SUBMITTED, APPROVED, ...formerly, carried, ...copies];
  // The second posting is named where the former ledger made it.
  const after = (...events: readonly Written[]) =>
    checked([...before, ...events], []).impossible.map(({ position, finding }) => [position, finding.code]);
  const twice = [4, 'DECISION_POSTED_TWICE'];
  const of = { envelope: 'ASSU', decision: renamed };
  const asked = written(LEDGER, 'PostingUndoProposed', { ...of, reason: 'r' }, 'Dora');
  const undone = written(LEDGER, 'PostingUndone', of, 'Erin');
  expect(after(asked, undone)).toStrictEqual([twice]);
  expect(after(undone)).toStrictEqual([twice, [8, 'CONFIRMED_WITHOUT_PROPOSAL']]);
  expect(after(asked, { ...undone, by: 'Dora' })).toStrictEqual([twice, [9, 'CONFIRMED_BY_PROPOSER']]);
  expect(after(asked, undone, asked, undone)).toStrictEqual([twice, [11, 'UNDONE_NOT_POSTED_TWICE']]);
  expect(found([asked, undone])).toStrictEqual([[2, 'UNDONE_NOT_POSTED_TWICE']]);
});

test('the bank books the payments that it reported as executed', () => {
  const booked = written(LEDGER, 'PaymentBooked', { ...PAYMENT, answer: 'a', references: {} }, 'Dora');
  expect(found([...SOUND, booked])).toStrictEqual([]);
  const released = SOUND.filter((one) => one !== EXECUTED);
  expect(found([...released, booked]).map(([, code]) => code)).toStrictEqual(['BOOKED_NOT_EXECUTED']);
  expect(found([booked])).toStrictEqual([[1, 'ANSWERED_WITHOUT_PAYMENT']]);
});

test('the credit of a second debit ends a second debit of that payment', () => {
  const twice = { contradiction: 'DEBITED_TWICE 1', code: 'DEBITED_TWICE', endToEndId: 'e1' };
  const told = written(LEDGER, 'AnswerContradicted', twice, 'Dora');
  const credited = written(LEDGER, 'SecondDebitReturned', { ...PAYMENT, contradiction: 'DEBITED_TWICE 1' }, 'Erin');
  const codes = (...events: readonly Written[]) => found([...SOUND, ...events]).map(([, code]) => code);
  expect(codes(told, credited)).toStrictEqual([]);
  expect(codes(credited)).toStrictEqual(['SECOND_DEBIT_UNKNOWN']);
  expect(codes({ ...told, data: { ...twice, endToEndId: 'e9' } }, credited)).toStrictEqual(['SECOND_DEBIT_UNKNOWN']);
});

test('a payment that a team got twice becomes a debt of the released amount once two people say so', () => {
  const entries = [{ endToEndId: 'e1', outcome: 'EXECUTED_TWICE' }];
  const typed = written(LEDGER, 'AnswerProposed', { answer: 'A1', source: 'TYPED', entries, reason: 'r' }, 'Dora');
  const confirmed = { ...written(LEDGER, 'AnswerConfirmed', { answer: 'A1', payments: ['e1'] }, 'Erin'), key: 'k' };
  const debt = { ...PAYMENT, recovery: 'e1#1', ...posting('to-recover', 'executed') };
  const owed: Written = { ...written(LEDGER, 'OverpaymentPosted', debt, 'Erin'), key: 'k' };
  const told = written(LEDGER, 'AnswerContradicted', { code: 'DEBITED_TWICE', endToEndId: 'e1' }, 'Dora');
  const codes = (...events: readonly Written[]) => found([...SOUND, told, ...events]).map(([, code]) => code);
  expect(codes(typed, confirmed, owed)).toStrictEqual([]);
  expect(found([...SOUND, typed, confirmed, owed])).toStrictEqual([[12, 'SECOND_DEBIT_UNKNOWN']]);
  const alone = ['APART_FROM_ITS_COMMAND', 'OWED_BY_ONE_PERSON'];
  expect(codes(owed)).toStrictEqual(alone);
  // The event belongs to another command than the confirmation.
  expect(codes(typed, confirmed, { ...owed, key: 'other' })).toStrictEqual(alone);
  expect(codes(typed, confirmed, { ...owed, data: { ...debt, amountCents: '101' } })).toStrictEqual([
    'ANSWERED_OTHER_AMOUNT',
  ]);
});

test('an answer is confirmed for the payments that were proposed', () => {
  const entries = [{ endToEndId: 'e1', outcome: 'RETURNED' }];
  const announced = written(LEDGER, 'AnswerProposed', { answer: 'A1', source: 'FILE', entries }, 'Dora');
  const confirmed = written(LEDGER, 'AnswerConfirmed', { answer: 'A1', payments: ['e1', 'e2'] }, 'Erin');
  expect(found([...SOUND, announced, confirmed]).map(([, code]) => code)).toStrictEqual([
    'CONFIRMED_OTHER_THAN_PROPOSED',
  ]);
});

test('reports a typed answer by one person, or by the releaser', () => {
  const entries = [{ endToEndId: 'e1', outcome: 'RETURNED' }];
  const typed = written(LEDGER, 'AnswerProposed', { answer: 'A1', entries, reason: 'r' }, 'Dora');
  const confirmed = written(LEDGER, 'AnswerConfirmed', { answer: 'A1', payments: ['e1'] }, 'Erin');
  expect(found([...SOUND, typed, confirmed])).toStrictEqual([]);
  expect(found([...SOUND, typed, { ...confirmed, by: 'Dora' }])).toStrictEqual([[11, 'CONFIRMED_BY_PROPOSER']]);
  expect(found([...SOUND, { ...typed, by: 'Carol' }, confirmed])).toStrictEqual([[10, 'TYPED_BY_RELEASER']]);
  expect(found([...SOUND, typed, { ...confirmed, by: 'Carol' }])).toStrictEqual([[11, 'TYPED_BY_RELEASER']]);
});

test('reports a run that one person cancels', () => {
  const asked = written(LEDGER, 'RunCancellationProposed', { envelope: 'FISS', run: 'R1', reason: 'r' }, 'Dora');
  const cancelled = written(LEDGER, 'PaymentCancelled', { ...PAYMENT, ...posting('released', 'due') }, 'Erin');
  const released = SOUND.slice(0, 8);
  expect(found([...released, asked, cancelled])).toStrictEqual([]);
  expect(found([...released, asked, { ...cancelled, by: 'Dora' }])).toStrictEqual([[10, 'CONFIRMED_BY_PROPOSER']]);
  expect(found([...released, cancelled])).toStrictEqual([[9, 'CONFIRMED_WITHOUT_PROPOSAL']]);
});

test('a payment that came back is due again, and only then', () => {
  const returned = { ...EXECUTED, type: 'PaymentReturned', data: { ...PAYMENT, ...posting('executed', 'due') } };
  const again = { ...PAYMENT, run: 'R2', endToEndId: 'e2' };
  const second = [
    written(LEDGER, 'PaymentRunReleased', { envelope: 'FISS', run: 'R2', payments: ['e2'] }, 'Carol'),
    written(LEDGER, 'PaymentReleased', { ...again, ...posting('due', 'released') }, 'Carol'),
  ];
  expect(found([...SOUND, returned, ...second])).toStrictEqual([]);
  expect(found([...SOUND, ...second])).toStrictEqual([[11, 'ITEM_OVERSPENT']]);
  // The first turns out to be paid after it was paid again.
  const afterAll = { ...EXECUTED, data: { ...PAYMENT, ...posting('due', 'executed') } };
  expect(found([...SOUND, returned, ...second, afterAll])).toStrictEqual([[13, 'ITEM_OVERSPENT']]);
});

test('reports a debt that is set off although it is demanded', () => {
  const debt = { ...OF, decision: DECISION, recovery: 'd#2' };
  const owed = written(LEDGER, 'RecoveryPosted', { ...debt, ...posting('to-recover', 'charges') }, 'Bob');
  const demanded = written(LEDGER, 'RepaymentDemanded', { ...debt, ...posting('demanded', 'to-recover') }, 'Carol');
  const setOff = [
    { ...RUN, data: { ...RUN.data, payments: [] } },
    written(LEDGER, 'SetOff', { ...debt, run: 'R1', item: ITEM, ...posting('due', 'to-recover') }, 'Carol'),
  ];
  const asked = written(LEDGER, 'DemandProposed', { envelope: 'FISS', team: 'T1' }, 'Dora');
  const before = SOUND.slice(0, 6);
  expect(found([...before, owed, asked, ...setOff])).toStrictEqual([]);
  expect(found([...before, owed, asked, demanded, ...setOff])).toStrictEqual([[11, 'DEBT_OVERSPENT']]);
  expect(found([...before, asked, demanded])).toStrictEqual([[8, 'DEBT_UNKNOWN']]);
  expect(found([...before, owed, asked, { ...demanded, by: 'Dora' }])).toStrictEqual([[9, 'CONFIRMED_BY_PROPOSER']]);
});

test.each([
  ['of nothing', posting('charges', 'due', '0')],
  ['from an account to itself', posting('due', 'due')],
  ['of two teams', { ...posting('charges', 'due'), debit: 'charges:T2' }],
  ['without a credit', { debit: 'charges:T1', amountCents: '100' }],
  ['of an amount that is none', posting('charges', 'due', '1e2')],
])('reports a posting %s', (_, more) => {
  const { debit: __, credit: ___, ...data } = DUE.data as Record<string, unknown>;
  const codes = found(SOUND.map((one) => (one === DUE ? { ...DUE, data: { ...data, ...more } } : one)));
  expect(codes[0]).toStrictEqual([6, 'POSTING_UNBALANCED']);
});

test('reports an event before its predecessor', () => {
  expect(found(with_(EXECUTED, { at: '2026-01-15T09:59:59.999Z' }))).toStrictEqual([
    [9, 'RECORDED_BEFORE_PREDECESSOR'],
  ]);
});

test('an event before its predecessor in a log of before the rule is a remark', () => {
  const former = [
    SUBMITTED,
    { ...APPROVED, at: '2026-01-15T09:00:00.000Z' },
    { ...POSTED, stream: 'ledger-FISS', at: '2026-01-15T08:00:00.000Z' },
  ];
  const { impossible, remarks } = checked(former, []);
  expect(impossible).toStrictEqual([]);
  expect(remarks.map(({ position, finding }) => [position, finding.code])).toStrictEqual([
    [2, 'RECORDED_BEFORE_PREDECESSOR'],
    [3, 'RECORDED_BEFORE_PREDECESSOR'],
  ]);
  expect(checked(SOUND).remarks).toStrictEqual([]);
});

test('checks former logs by the rules of their time, and reports a carried-over event once', () => {
  // Nothing is in the one ledger before the former ones are carried over.
  const foundIn = (events: readonly Written[]) =>
    checked(events, []).impossible.map(({ position, finding }) => [position, finding.code]);
  const former = SOUND.map((one) => (one.stream === LEDGER ? { ...one, stream: 'ledger-FISS' } : one));
  const { run: id, ...run } = RUN.data as { run: string };
  const made = { ...RUN, stream: 'ledger-FISS', type: 'PaymentRunMade', data: { ...run, id }, by: 'Karim' };
  const log = former.map((one) => (one.type === 'PaymentRunReleased' ? made : one));
  expect(foundIn(log)).toStrictEqual([]);
  expect(foundIn(log.map((one) => (one === made ? { ...made, by: 'Bob' } : one)))).toStrictEqual([
    [8, 'RELEASED_BY_SAME_PERSON'],
  ]);
  const twice = { ...POSTED, stream: 'ledger-ASSU', data: { ...POSTED.data, envelope: 'ASSU' } };
  const revisions = new Map<string, number>();
  const copies = [...log, twice]
    .filter(({ stream }) => stream.startsWith('ledger-'))
    .map((one) => {
      const revision = (revisions.get(one.stream) ?? -1) + 1;
      revisions.set(one.stream, revision);
      return { ...one, stream: LEDGER, carriedFrom: { stream: one.stream, revision } };
    });
  const carried = written(LEDGER, 'LedgerCarriedOver', { streams: [], events: copies.length, apart: [] }, 'Dora');
  const whole = [...log, twice, carried, ...copies];
  expect(foundIn(whole)).toStrictEqual([[10, 'DECISION_POSTED_TWICE']]);
  // A former ledger that goes on is not in the one ledger, until what it wrote is carried over too, once.
  const later = { ...twice, data: { ...twice.data, decision: `${STATEMENT}@7` } };
  expect(foundIn([...whole, later])).toContainEqual([18, 'FORMER_LEDGER_GOES_ON']);
  const again = written(LEDGER, 'LedgerCarriedOver', { streams: [], events: 1, apart: [] }, 'Dora');
  const copyOfLater = { ...later, stream: LEDGER, carriedFrom: { stream: 'ledger-ASSU', revision: 1 } };
  const taken = [...whole, later, again, copyOfLater];
  expect(foundIn(taken).map(([, code]) => code)).not.toContain('FORMER_LEDGER_GOES_ON');
  expect(foundIn([...taken, again, copyOfLater])).toContainEqual([21, 'COPY_OUT_OF_PLACE']);
  // A copy that pays more than its original, and an event after the copies that says to be one.
  const more = whole.map((one) =>
    one.type === 'PaymentReleased' && one.stream === LEDGER
      ? { ...one, data: { ...one.data, amountCents: '900' } }
      : one,
  );
  expect(foundIn(more)).toContainEqual([15, 'CARRIED_OTHERWISE']);
  const [copy] = copies;
  if (copy === undefined) throw new RangeError('there are copies');
  expect(foundIn([...whole, copy])).toContainEqual([18, 'COPY_OUT_OF_PLACE']);
  expect(foundIn([...whole, carried, copy])).toContainEqual([19, 'COPY_OUT_OF_PLACE']);
  expect(foundIn([...SOUND, { ...RELEASED, carriedFrom: { stream: 'ledger-FISS', revision: 0 } }])).toContainEqual([
    10,
    'PAYMENT_RELEASED_TWICE',
  ]);
});

test('does not read the data of facts, and fails on no stored event', () => {
  const check = new RuleCheck();
  check.take({ position: 1, text: '"patient-P1"\n0\n\nActRecorded\n1\n\n\n["x"]\nnot json' });
  check.take({ position: 2, text: `"${LEDGER}"\n0\n\nDecisionPosted\n1\n\n\n["x"]\nnot json` });
  expect(check.impossible.map(({ finding }) => finding.code)).toStrictEqual(['NO_AUTHOR', 'DECISION_NOT_APPROVED']);
});

test('fails on no event that a person wrote into the log by hand', () => {
  const types = Object.values(DECISIONS_OF).flat();
  const strange = fc.oneof(fc.jsonValue(), fc.constantFrom('1', 'T1', 'due:T1', 'R1', '2026-01-15'));
  const person = fc.oneof(strange, fc.record({ name: strange, assurance: fc.constant('verified'), subject: strange }));
  const fields = [
    'team',
    'amountCents',
    'proposal',
    'terms',
    'payee',
    'payments',
    'entries',
    'run',
    'endToEndId',
    'item',
  ];
  const lists = [
    'lines',
    'years',
    'open',
    'teams',
    'exceptions',
    'lost',
    'files',
    'apart',
    'streams',
    'debit',
    'credit',
  ];
  const data = fc.dictionary(fc.constantFrom(...fields, ...lists), strange);
  const forged = fc.record({
    stream: fc.constantFrom(
      LEDGER,
      STATEMENT,
      'ledger-FISS',
      'payee-T1',
      'regulation',
      'candidates',
      'closings',
      'losses',
      'duplicates',
      'erasure-1',
    ),
    type: fc.constantFrom(...types, 'constructor', 'toString', '__proto__'),
    data,
    command: fc.oneof(strange, fc.record({ key: strange, meta: fc.record({ by: person, at: strange }) })),
    recordedAt: fc.string(),
  });
  fc.assert(
    fc.property(fc.array(forged, { maxLength: 20 }), (events) => {
      const check = new RuleCheck();
      for (const [index, { stream, type, data: of, command, recordedAt }] of events.entries()) {
        const json = JSON.stringify({ ...of, command });
        const text = `${JSON.stringify(stream)}\n${index}\n\n${type}\n1\n\n\n${JSON.stringify([recordedAt])}\n${json}`;
        check.take({ position: index + 1, text });
      }
      return check.impossible.length >= 0;
    }),
  );
});

describe('a payment that is due again by one person', () => {
  const OF_ANSWER = { answer: 'a', payments: ['e1'] };
  const announced = { answer: 'a', source: 'FILE', entries: [{ endToEndId: 'e1', outcome: 'RETURNED' }] };
  const proposed = (by: string) => written(LEDGER, 'AnswerProposed', announced, by);
  const confirmed = (by: string): Written => ({ ...written(LEDGER, 'AnswerConfirmed', OF_ANSWER, by), key: 'k' });
  const returned = (by: string, end: string, debit = 'executed'): Written => ({
    ...written(LEDGER, 'PaymentReturned', { ...PAYMENT, end, ...posting(debit, 'due') }, by),
    key: 'k',
    schemaVersion: 3,
  });
  const alone = 'RETURNED_BY_ONE_PERSON';

  test('is named, unless a second person confirmed it', () => {
    expect(found([...SOUND, returned('Dora', 'returned')])).toStrictEqual([[10, alone]]);
    expect(found([...SOUND, proposed('Dora'), confirmed('Emma'), returned('Emma', 'returned')])).toStrictEqual([]);
    // The person who released the payment may hand in the file, but does not confirm it.
    expect(found([...SOUND, proposed('Carol'), confirmed('Emma'), returned('Emma', 'returned')])).toStrictEqual([]);
    expect(found([...SOUND, proposed('Dora'), confirmed('Carol'), returned('Carol', 'returned')])).toStrictEqual([
      [11, 'TYPED_BY_RELEASER'],
    ]);
    const same = found([...SOUND, proposed('Dora'), confirmed('Dora'), returned('Dora', 'returned')]);
    expect(same).toStrictEqual([
      [11, 'CONFIRMED_BY_PROPOSER'],
      [12, alone],
    ]);
    // The confirmation belongs to another command, or to another payment.
    const before = [...SOUND, proposed('Dora'), confirmed('Emma')];
    expect(found([...before, { ...returned('Emma', 'returned'), key: 'other' }])).toStrictEqual([[12, alone]]);
    const other = { ...confirmed('Emma'), data: { ...OF_ANSWER, payments: ['e2'] } };
    expect(found([...SOUND, proposed('Dora'), other, returned('Emma', 'returned')])).toStrictEqual([
      [11, 'CONFIRMED_OTHER_THAN_PROPOSED'],
      [12, alone],
    ]);
  });

  test('a rejection before the debit is reported if the releaser handed it in', () => {
    const sent = without(EXECUTED);
    expect(found([...sent, returned('Dora', 'rejected', 'released')])).toStrictEqual([]);
    expect(found([...sent, returned('CAROL', 'rejected', 'released')])).toStrictEqual([[9, alone]]);
  });

  test('is not reported if it was recorded before that rule', () => {
    const former = { ...returned('Dora', 'returned'), schemaVersion: 2 };
    expect(found([...SOUND, former])).toStrictEqual([]);
    // The log has an event of the program that knew the rule: a former schema version is none of before.
    const since = SOUND.map((one) => (one === EXECUTED ? { ...one, schemaVersion: 3 } : one));
    expect(found([...since, former])).toStrictEqual([[10, alone]]);
  });
});

test('a second payment becomes a debt, and no item is overspent by it', () => {
  const back = { ...written(LEDGER, 'PaymentReturned', { ...PAYMENT, ...posting('executed', 'due') }, 'Dora') };
  const again = [
    written(LEDGER, 'PaymentRunReleased', { envelope: 'FISS', run: 'R2', payments: ['e2'] }, 'Carol'),
    written(
      LEDGER,
      'PaymentReleased',
      { ...PAYMENT, run: 'R2', endToEndId: 'e2', ...posting('due', 'released') },
      'Carol',
    ),
  ];
  const executed = written(LEDGER, 'PaymentExecuted', { ...PAYMENT, ...posting('due', 'executed') }, 'Dora');
  const debt = { ...PAYMENT, recovery: 'e1#1', ...posting('to-recover', 'due') };
  const entries = [{ endToEndId: 'e1', outcome: 'EXECUTED' }];
  const twoPeople = [
    written(LEDGER, 'AnswerProposed', { answer: 'A1', source: 'TYPED', entries }, 'Erin'),
    { ...written(LEDGER, 'AnswerConfirmed', { answer: 'A1', payments: ['e1'] }, 'Dora'), key: 'k' },
    { ...written(LEDGER, 'OverpaymentPosted', debt, 'Dora'), key: 'k' },
  ];
  expect(found([...SOUND, back, ...again, executed]).map(([, code]) => code)).toStrictEqual(['ITEM_OVERSPENT']);
  expect(found([...SOUND, back, ...again, ...twoPeople, executed])).toStrictEqual([]);
  const debtOf = { recovery: 'e1#1', because: 'A1', ...posting('due', 'to-recover') };
  const dropped: Written = { ...written(LEDGER, 'RecoveryReduced', debtOf, 'Dora'), key: 'k2' };
  const cameBack = [
    written(
      LEDGER,
      'AnswerProposed',
      { answer: 'A2', source: 'TYPED', entries: [{ endToEndId: 'e1', outcome: 'RETURNED' }] },
      'Erin',
    ),
    { ...written(LEDGER, 'AnswerConfirmed', { answer: 'A2', payments: ['e1'] }, 'Dora'), key: 'k2' },
  ];
  const owing = [...SOUND, back, ...again, ...twoPeople, executed];
  expect(found([...owing, ...cameBack, dropped, back])).toStrictEqual([]);
  // The second payment paid the item: it is not due a third time.
  const third = again.map((one) => ({
    ...one,
    data: { ...one.data, run: 'R3', payments: ['e3'], endToEndId: 'e3' },
  }));
  expect(found([...owing, ...cameBack, dropped, back, ...third]).map(([, code]) => code)).toStrictEqual([
    'ITEM_OVERSPENT',
  ]);
  // Two people said that the first one was executed.
  expect(found([...owing, { ...dropped, key: 'k' }, back])).toContainEqual([17, 'DEBT_DROPPED_WITHOUT_CAUSE']);
  expect(found([...owing, ...cameBack, { ...dropped, key: 'other' }, back])).toContainEqual([
    19,
    'DEBT_DROPPED_WITHOUT_CAUSE',
  ]);
  expect(found([...owing, ...cameBack, dropped, dropped, back]).map(([, code]) => code)).toContain('DEBT_OVERSPENT');
});

test('reports a debt that is dropped, or an amount that is reduced, without a decision', () => {
  const drop = (because: string) =>
    written(LEDGER, 'RecoveryReduced', { ...DEBT, because, ...posting('charges', 'to-recover') }, 'Bob');
  const cancelled = written(LEDGER, 'DecisionCancelled', { envelope: 'FISS', decision: DEBT.decision }, 'Bob');
  const withdrawn = written(TAKING, 'RegularisationWithdrawn', { team: 'T1', number: 1, reason: 'r' }, 'Bob');
  expect(found(INDEBTED)).toStrictEqual([]);
  expect(found([...INDEBTED, drop('erreur')])).toStrictEqual([[5, 'DEBT_DROPPED_WITHOUT_CAUSE']]);
  expect(found([...INDEBTED, drop('withdrawn')])).toStrictEqual([[5, 'DEBT_DROPPED_WITHOUT_CAUSE']]);
  expect(found([...INDEBTED, drop('posted twice')])).toStrictEqual([[5, 'DEBT_DROPPED_WITHOUT_CAUSE']]);
  expect(found([...INDEBTED, cancelled, drop('withdrawn'), withdrawn])).toStrictEqual([]);
  const later = written('closings', 'ClosingRefused', { kind: 'TEAM', name: 'T9' }, 'Bob', '2026-01-15T10:05:00.000Z');
  expect(found([...INDEBTED, cancelled, drop('withdrawn')])).toStrictEqual([]);
  // A process that stops between the two halves of a withdrawal leaves it so: a command made both.
  const { impossible, remarks } = checked([...INDEBTED, cancelled, drop('withdrawn'), later]);
  expect(impossible).toStrictEqual([]);
  expect(remarks.map(({ position, finding }) => [position, finding.code])).toStrictEqual([
    [5, 'CANCELLED_NOT_WITHDRAWN'],
  ]);

  const reduce = (because: string) =>
    written(LEDGER, 'DueReduced', { ...OF, item: ITEM, because, ...posting('due', 'charges', '40') }, 'Bob');
  const before = SOUND.slice(0, 6);
  for (const because of ['erreur', 'withdrawn', 'posted twice', DEBT.decision])
    expect(found([...INDEBTED, ...before, reduce(because)])).toContainEqual([11, 'REDUCED_WITHOUT_CAUSE']);
  const ofStatement = { ...PROPOSAL, number: 1, lines: [{ line: 'CAPITATION', amountCents: '-40' }] };
  const regularised = [
    written(STATEMENT, 'RegularisationSubmitted', { team: 'T1', proposal: ofStatement }, 'Alice'),
    written(STATEMENT, 'RegularisationApproved', { team: 'T1', proposal: ofStatement }, 'Bob'),
    written(LEDGER, 'DecisionPosted', { ...OF, decision: `${STATEMENT}@3` }, 'Bob'),
  ];
  expect(found([...before, ...regularised, reduce(`${STATEMENT}@3`)])).toStrictEqual([]);
  expect(found([...before, ...regularised])).toStrictEqual([[9, 'POSTED_OTHER_THAN_APPROVED']]);
});

test('reports more than is decided as due, although a debt of as much is posted with it', () => {
  const proposal = { ...PROPOSAL, instalments: [{ dueOn: '2021-01-10', amountCents: '100' }] };
  const decided = SOUND.slice(0, 6).map((one) =>
    one === SUBMITTED || one === APPROVED ? { ...one, data: { team: 'T1', proposal } } : one,
  );
  const more = { ...DUE, data: { ...DUE.data, item: `${DECISION}#2`, amountCents: '900' } };
  const debt = { ...OF, decision: DECISION, recovery: 'd', ...posting('to-recover', 'charges', '900') };
  expect(found(decided)).toStrictEqual([]);
  expect(found([...decided, more, written(LEDGER, 'RecoveryPosted', debt, 'Bob')])).toStrictEqual([
    [5, 'DUE_BEYOND_APPROVED'],
  ]);
});

test('reports a decision that is withdrawn while its amounts stay due', () => {
  const withdrawn = written(STATEMENT, 'StatementWithdrawn', { team: 'T1', number: 0, reason: 'r' }, 'Bob');
  const cancelled = written(LEDGER, 'DecisionCancelled', { envelope: 'FISS', decision: DECISION }, 'Bob');
  const reduced = written(
    LEDGER,
    'DueReduced',
    { envelope: 'FISS', item: ITEM, because: 'withdrawn', ...posting('due', 'charges') },
    'Bob',
  );
  const [posted, all] = [SOUND.slice(0, 6), [cancelled, reduced, withdrawn]];
  expect(found([...posted, withdrawn])).toStrictEqual([[7, 'WITHDRAWN_STILL_POSTED']]);
  expect(found([...posted, ...all])).toStrictEqual([]);
  expect(found([...posted, ...all, withdrawn])).toStrictEqual([[10, 'WITHDRAWN_WITHOUT_DECISION']]);
});

test('reports more paid or taken back than was demanded', () => {
  const repaid = written(LEDGER, 'RepaymentReceived', { ...DEBT, ...posting('repaid', 'demanded', '101') }, 'Karim');
  const asked = written(LEDGER, 'RepaymentProposed', { envelope: 'FISS', team: 'T1', receivedCents: '101' }, 'Paul');
  expect(found([...DEMANDED, asked, repaid])).toStrictEqual([[8, 'DEBT_OVERSPENT']]);
  const back = written(LEDGER, 'DemandTakenBack', { ...DEBT, ...posting('to-recover', 'demanded', '101') }, 'Karim');
  const askedBack = written(LEDGER, 'DemandTakeBackProposed', { envelope: 'FISS', team: 'T1' }, 'Paul');
  expect(found([...DEMANDED, askedBack, back])).toStrictEqual([[8, 'DEBT_OVERSPENT']]);
});

test('reports an event that names nobody: the rules about people would pass over it', () => {
  const check = new RuleCheck();
  const text = (data: object) => `"payee-T1"\n0\n\nPayeeRefused\n1\n\n\n["${DAY}"]\n${JSON.stringify(data)}`;
  check.take({ position: 1, text: text({ holder: 'T1', command: { key: 'k', meta: { by: { name: 'Bob' } } } }) });
  check.take({ position: 2, text: text({ holder: 'T1' }) });
  expect(check.impossible.map(({ position, finding }) => [position, finding.code])).toStrictEqual([[2, 'NO_AUTHOR']]);
});

test('reports a repayment of more than was proposed', () => {
  const of = { envelope: 'FISS', team: 'T1' };
  const asked = written(LEDGER, 'RepaymentProposed', { ...of, receivedCents: '50' }, 'Paul');
  const repaid = (amountCents: string): Written => ({
    ...written(LEDGER, 'RepaymentReceived', { ...DEBT, ...posting('repaid', 'demanded', amountCents) }, 'Karim'),
    key: 'k',
  });
  expect(found([...DEMANDED, asked, repaid('20'), repaid('30')])).toStrictEqual([]);
  expect(found([...DEMANDED, asked, repaid('20'), repaid('31')])).toStrictEqual([[9, 'CONFIRMED_OTHER_THAN_PROPOSED']]);
});

test('reports patients that one person merges, separates or erases, and a kept part without an erasure', () => {
  const pair = { merge: 'm1', patient: 'P1', into: 'P2' };
  for (const [asked, done] of [
    ['MergeProposed', 'PatientsMerged'],
    ['SeparationProposed', 'PatientsSeparated'],
  ] as const) {
    const proposed = written('duplicates', asked, { ...pair, reason: 'r' }, 'Alice');
    const confirmed = written('duplicates', done, pair, 'Bob');
    expect(found([proposed, confirmed])).toStrictEqual([]);
    expect(found([proposed, { ...confirmed, by: 'Alice' }])).toStrictEqual([[2, 'CONFIRMED_BY_PROPOSER']]);
    expect(found([confirmed])).toStrictEqual([[1, 'CONFIRMED_WITHOUT_PROPOSAL']]);
    const refused = written('duplicates', 'MergeRefused', { ...pair, reason: 'r' }, 'Bob');
    expect(found([proposed, refused, confirmed])).toStrictEqual([[3, 'CONFIRMED_WITHOUT_PROPOSAL']]);
  }
  const content = { reference: 'a'.repeat(64), ground: 'REQUEST', reason: 'r' };
  const proposed = written('erasure-e1', 'ErasureProposed', content, 'Alice');
  const confirmed = written('erasure-e1', 'ErasureConfirmed', content, 'Bob');
  const erased = written(`patient-~${content.reference}`, 'PatientErased', {}, 'Bob');
  const references = [content.reference, 'b'.repeat(64)];
  const begun = written('erasure-e1', 'ErasureBegun', { reference: content.reference, references }, 'Bob');
  const other = { ...erased, stream: `patient-~${'b'.repeat(64)}` };
  expect(found([proposed, confirmed, erased, other, begun])).toStrictEqual([]);
  expect(found([proposed, { ...confirmed, by: 'Alice' }, begun, erased])).toStrictEqual([[2, 'CONFIRMED_BY_PROPOSER']]);
  expect(found([proposed, begun, erased])).toStrictEqual([[3, 'ERASED_UNCONFIRMED']]);
  expect(found([proposed, confirmed, erased])).toStrictEqual([[3, 'ERASED_UNCONFIRMED']]);
  const withdrawn = written('erasure-e1', 'ErasureWithdrawn', content, 'Alice');
  expect(found([proposed, withdrawn, confirmed])).toStrictEqual([[3, 'CONFIRMED_WITHOUT_PROPOSAL']]);
});
