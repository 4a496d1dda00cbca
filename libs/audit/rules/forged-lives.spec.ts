/** Forged lives of money whose events fit together: each moves money, and the rules name it. */
import { describe, expect, test } from '@jest/globals';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import {
  APPROVED,
  BEFORE,
  CONFIRMED,
  DAY,
  DEBT,
  DECISION,
  DUE,
  EXECUTED,
  INDEBTED,
  ITEM,
  LEDGER,
  OF,
  PAYEE,
  PAYMENT,
  POSTED,
  PROPOSAL,
  PROPOSED,
  RELEASED,
  RUN,
  SOUND,
  STATEMENT,
  SUBMITTED,
  type Written,
  found,
  checked,
  posting,
  preparationOf,
  with_,
  written,
} from '#test/support/rule-log.ts';

const OTHER_ACCOUNT = { ...PAYEE, iban: 'FR1420041010050500013M02606' };

/** Events with more data in one of them. */
function more(events: readonly Written[], event: Written, data: object): readonly Written[] {
  return events.map((one) => (one === event ? { ...one, data: { ...one.data, ...data } } : one));
}

function ofLedger(type: string, data: object, by = 'Carol', at = DAY): Written {
  return written(LEDGER, type, { envelope: 'FISS', ...data }, by, at);
}

function agreed(envelope: string, schemes: readonly string[], from: string | null = null): readonly Written[] {
  const terms = { envelope, terms: { from, amountCents: '1000000', schemes }, exception: null };
  return [
    written(LEDGER, 'EnvelopeProposed', terms, 'Zoé', BEFORE),
    written(LEDGER, 'EnvelopeConfirmed', terms, 'Yann', BEFORE),
  ];
}

describe('a decision that is posted to another envelope', () => {
  const PEPS = written(
    STATEMENT,
    'StatementCalculated',
    { team: 'T1', statement: { teamName: '"scheme":"X"', scheme: 'PEPS' } },
    'Alice',
    BEFORE,
  );
  const funded = [...agreed('FISS', ['PEPS']), ...agreed('ASSU', ['IPEP'])];
  // After the approval, whose revision names the decision.
  const life = SOUND.flatMap((one) => (one === APPROVED ? [one, PEPS] : [one]));
  const elsewhere = life.map((one) => ({
    ...one,
    data: JSON.parse(JSON.stringify(one.data).replaceAll('"FISS"', '"ASSU"')) as object,
  }));

  test('is named, though every event of the ledger says so', () => {
    expect(found([...funded, ...life])).toStrictEqual([]);
    expect(found([...funded, ...elsewhere])).toStrictEqual([[10, 'POSTED_TO_OTHER_ENVELOPE']]);
    expect(found([...agreed('ASSU', ['IPEP']), ...life])).toStrictEqual([[8, 'POSTED_TO_OTHER_ENVELOPE']]);
  });

  test('is held against the terms of the day on which it was approved', () => {
    const moved = [...agreed('FISS', [], '2026-02-01'), ...agreed('ASSU', ['PEPS'], '2026-02-01')];
    expect(found([...funded, ...moved, ...life])).toStrictEqual([]);
    const before = moved.map((one) => ({
      ...one,
      data: JSON.parse(JSON.stringify(one.data).replace('2026-02', '2026-01')) as object,
    }));
    expect(found([...funded, ...before, ...life])).toStrictEqual([[14, 'POSTED_TO_OTHER_ENVELOPE']]);
  });

  test('is held against the envelope of its statement, if it is a regularisation', () => {
    const proposal = { ...PROPOSAL, number: 1 };
    const regularised = [
      written(STATEMENT, 'RegularisationSubmitted', { team: 'T1', proposal }, 'Alice'),
      written(STATEMENT, 'RegularisationApproved', { team: 'T1', proposal }, 'Bob'),
    ];
    const moved = [...agreed('FISS', []), ...agreed('ASSU', ['PEPS'])].map((one) => ({ ...one, at: DAY }));
    const posted = (envelope: string): readonly Written[] => {
      const of = { ...OF, envelope, decision: `${STATEMENT}@4` };
      const due = { ...of, item: 'r#1', dueOn: '2026-01-15', ...posting('charges', 'due') };
      return [written(LEDGER, 'DecisionPosted', of, 'Bob'), written(LEDGER, 'DuePosted', due, 'Bob')];
    };
    const whole = [...funded, ...life, ...moved, ...regularised];
    expect(found([...whole, ...posted('FISS')])).toStrictEqual([]);
    expect(found([...whole, ...posted('ASSU')])).toStrictEqual([[21, 'POSTED_TO_OTHER_ENVELOPE']]);
  });
});

describe('what a decision makes due', () => {
  const dueIn = (instalments: readonly object[]): readonly Written[] =>
    SOUND.slice(0, 6).map((one) =>
      one === SUBMITTED || one === APPROVED
        ? { ...one, data: { team: 'T1', proposal: { ...PROPOSAL, instalments } } }
        : one,
    );
  const decided = dueIn([{ dueOn: '2021-01-10', amountCents: '100' }]);

  test('is due on the days that were decided', () => {
    expect(found(decided)).toStrictEqual([]);
    expect(found(more(decided, DUE, { dueOn: '2020-12-10' }))).toStrictEqual([[5, 'DUE_ON_ANOTHER_DAY']]);
    const two = dueIn(['2021-01-10', '2021-04-10'].map((dueOn) => ({ dueOn, amountCents: '50' })));
    expect(found(two)).toStrictEqual([[5, 'DUE_ON_ANOTHER_DAY']]);
  });

  test('of a regularisation is due on the day of its approval, or on the day that it is moved to', () => {
    const of = { ...OF, decision: `${STATEMENT}@3` };
    const regularised = (moves: readonly object[], at = DAY) => {
      const proposal = { ...PROPOSAL, number: 1, lines: [{ line: 'CAPITATION', amountCents: '0' }], moves };
      return [
        written(STATEMENT, 'RegularisationSubmitted', { team: 'T1', proposal }, 'Alice', at),
        written(STATEMENT, 'RegularisationApproved', { team: 'T1', proposal }, 'Bob', at),
        written(LEDGER, 'DecisionPosted', of, 'Bob', at),
        ofLedger('DueReduced', { item: ITEM, because: of.decision, ...posting('due', 'charges') }, 'Bob', at),
      ];
    };
    const due = (dueOn: string, at = DAY) =>
      written(LEDGER, 'DuePosted', { ...of, item: 'm#1', dueOn, ...posting('charges', 'due') }, 'Bob', at);
    const move = (to: string) => [{ kind: 'INSTALMENT', from: '2021-01-10', to, amountCents: '100' }];
    expect(found([...decided, ...regularised(move('2026-03-01')), due('2026-03-01')])).toStrictEqual([]);
    expect(found([...decided, ...regularised(move('2026-03-01')), due('2026-01-15')])).toStrictEqual([
      [9, 'DUE_ON_ANOTHER_DAY'],
    ]);
    // The day in France, as that of a day gone by.
    const late = '2026-01-15T23:30:00.000Z';
    expect(found([...decided, ...regularised(move('2025-03-01'), late), due('2026-01-16', late)])).toStrictEqual([]);
  });

  test('is not lent against a debt of the same decision', () => {
    const proposal = {
      ...PROPOSAL,
      number: 1,
      lines: [],
      moves: [{ from: '2021-01-10', to: '2026-01-15', amountCents: '80' }],
    };
    const of = { ...OF, decision: `${STATEMENT}@3` };
    const life = [
      ...decided,
      written(STATEMENT, 'RegularisationSubmitted', { team: 'T1', proposal }, 'Alice'),
      written(STATEMENT, 'RegularisationApproved', { team: 'T1', proposal }, 'Bob'),
      written(LEDGER, 'DecisionPosted', of, 'Bob'),
      written(
        LEDGER,
        'DuePosted',
        { ...of, item: 'm#1', dueOn: '2026-01-15', ...posting('charges', 'due', '80') },
        'Bob',
      ),
    ];
    const debt = { ...of, recovery: 'm#2', ...posting('to-recover', 'charges', '80') };
    expect(found([...life, written(LEDGER, 'RecoveryPosted', debt, 'Bob')])).toStrictEqual([
      [9, 'OWED_BEYOND_APPROVED'],
    ]);
  });

  test('is charged to the envelope: a posting from other accounts would hide it', () => {
    expect(found(with_(DUE, { more: posting('repaid', 'due') }))).toStrictEqual([[6, 'POSTED_TO_OTHER_ACCOUNTS']]);
  });
});

describe('a run', () => {
  const at = SOUND.indexOf(RUN);
  const prepared = preparationOf(RUN.data as Record<string, unknown>, SOUND.slice(at + 1), 'Carol');
  const said = { ...prepared.data, preparedBy: { name: 'Carol', assurance: 'verified', osUser: '' } };
  const run = { ...RUN, data: { ...RUN.data, ...said } };
  const released = [prepared, ...SOUND.map((one) => (one === RUN ? run : one))];

  test('is released as it was prepared', () => {
    const life = [{ ...prepared, at: BEFORE }, ...released.slice(1)];
    expect(found(life)).toStrictEqual([]);
    expect(found(life.slice(1))).toStrictEqual([[7, 'RUN_NOT_PREPARED']]);
    const dropped = ofLedger('PaymentRunDropped', { run: 'R1' }, 'Carol', BEFORE);
    expect(found([prepared, dropped, ...released.slice(1)])).toStrictEqual([[9, 'RUN_NOT_PREPARED']]);
  });

  test.each([
    ['on another day', { executionDay: '2026-02-20' }],
    ['from another account', { debtor: PAYEE }],
    ['with another code', { digest: 'other' }],
    ['with a file of other content', { files: [{ id: 'R1', payments: 1, totalCents: '100', digest: 'other' }] }],
    ['at another instant of its files', { createdAt: BEFORE }],
    ['by exceptions that were not read', { exceptions: ['X'] }],
    ['prepared by another person, it says', { preparedBy: { name: 'Mallory', assurance: 'verified', osUser: '' } }],
  ])('is not released %s', (_, other) => {
    expect(found(more(released, run, other))).toContainEqual([8, 'RUN_OTHER_THAN_PREPARED']);
  });

  test('releases the payments that were read, in their order, and no more', () => {
    const others: readonly object[] = [{ amountCents: '99' }, { endToEndId: 'e9' }, { payee: OTHER_ACCOUNT }];
    for (const other of others)
      expect(found(more(released, RELEASED, other))).toContainEqual([8, 'RUN_OTHER_THAN_PREPARED']);
    const second = { ...RELEASED, data: { ...RELEASED.data, endToEndId: 'e2' } };
    const both = released.flatMap((one) => (one === RELEASED ? [RELEASED, second] : [one]));
    expect(found(both)).toContainEqual([8, 'RUN_OTHER_THAN_PREPARED']);
    expect(found([...released, second])).toContainEqual([11, 'RELEASED_AFTER_RUN']);
    const [first, last] = [
      { ...RELEASED, data: { ...RELEASED.data, amountCents: '60' } },
      { ...second, data: { ...second.data, amountCents: '40' } },
    ];
    const inOrder = (payments: readonly Written[]) => {
      const read = preparationOf(RUN.data as Record<string, unknown>, [first, last], 'Carol');
      const ofTwo = { ...read.data, payments: ['e1', 'e2'], preparedBy: said.preparedBy };
      return [read, ...SOUND.slice(0, at), { ...RUN, data: { ...RUN.data, ...ofTwo } }, ...payments];
    };
    expect(found(inOrder([first, last]))).toStrictEqual([]);
    expect(found(inOrder([last, first]))).toStrictEqual([[8, 'RUN_OTHER_THAN_PREPARED']]);
  });

  test('is none of a former program, which prepared none and knew fewer duties apart', () => {
    const { run: id, ...of } = RUN.data as { run: string };
    const former = SOUND.map((one) =>
      one === RUN ? { ...RUN, type: 'PaymentRunMade', data: { ...of, id }, by: 'Alice' } : one,
    );
    expect(found(former.map((one) => (one === RELEASED ? { ...one, by: 'Alice' } : one)))).toStrictEqual([
      [7, 'RUN_NOT_PREPARED'],
    ]);
  });

  test('is released by one person, in all of its payments', () => {
    expect(found(with_(RELEASED, { by: 'Alice' }))).toContainEqual([8, 'RELEASED_BY_SAME_PERSON']);
  });

  test('pays from the account of its envelope', () => {
    const debtor = (payee: object) =>
      (['PayeeProposed', 'PayeeConfirmed'] as const).map((type, i) =>
        written('debtor-FISS', type, { holder: 'FISS', payee }, ['Karim', 'Lucie'][i] ?? ''),
      );
    const paying = with_(RUN, { more: { debtor: PAYEE } });
    expect(found([...debtor(PAYEE), ...paying])).toStrictEqual([]);
    expect(found([...debtor(OTHER_ACCOUNT), ...paying])).toStrictEqual([[9, 'PAID_FROM_OTHER_ACCOUNT']]);
    expect(found(paying)).toStrictEqual([[7, 'PAID_FROM_OTHER_ACCOUNT']]);
  });

  test('pays what is due, but for an exception up to that day', () => {
    const later = more(SOUND, DUE, { dueOn: '2026-02-10' });
    expect(found(more(SOUND, DUE, { dueOn: '2026-01-15' }))).toStrictEqual([]);
    expect(found(later)).toStrictEqual([[8, 'RELEASED_BEFORE_DUE']]);
    const excepted = (until: string, envelope = 'FISS') => {
      const terms = { kind: 'EARLY_RELEASE', envelope, until };
      return [
        written(LEDGER, 'ExceptionProposed', { exception: 'X', terms }, 'Paul', BEFORE),
        written(LEDGER, 'ExceptionConfirmed', { exception: 'X' }, 'Rosa', BEFORE),
        ...more(later, RUN, { exceptions: ['X'] }),
      ];
    };
    expect(found(excepted('2026-02-10'))).toStrictEqual([]);
    expect(found(excepted('2026-02-09'))).toStrictEqual([[10, 'RELEASED_BEFORE_DUE']]);
  });

  test('sets off what a team owes before it pays the team', () => {
    const owing = [...INDEBTED, ...SOUND];
    expect(found(owing)).toStrictEqual([[12, 'PAID_WHILE_OWING']]);
    const setOff = ofLedger('SetOff', {
      run: 'R1',
      item: ITEM,
      debtEnvelope: 'FISS',
      recovery: DEBT.recovery,
      ...posting('due', 'to-recover'),
    });
    const paid = owing.flatMap((one) =>
      one === RELEASED || one === EXECUTED
        ? []
        : one === RUN
          ? [{ ...RUN, data: { ...RUN.data, payments: [] } }, setOff]
          : [one],
    );
    expect(found(paid)).toStrictEqual([]);
  });
});

describe('an account that was confirmed lately', () => {
  const hold = (days: number) => [
    ofLedger('AccountHoldProposed', { days }, 'Zoé', BEFORE),
    ofLedger('AccountHoldConfirmed', { days }, 'Yann', BEFORE),
  ];
  const paid = more(SOUND, RELEASED, { payee: PAYEE });
  const since = (at: string) => paid.map((one) => (one === PROPOSED || one === CONFIRMED ? { ...one, at } : one));
  const excepted = (change: { readonly account?: string; readonly team?: string } = {}, confirmedBy = 'Rosa') => {
    const terms = { kind: 'CHANGED_ACCOUNT', team: 'T1', account: accountDigest(PAYEE), ...change };
    return [
      written(LEDGER, 'ExceptionProposed', { exception: 'C1', terms }, 'Paul'),
      written(LEDGER, 'ExceptionConfirmed', { exception: 'C1' }, confirmedBy),
    ];
  };
  const withException = (given: readonly Written[]) =>
    paid.flatMap((one) => (one === SUBMITTED ? [...given, one] : [one]));

  test('is paid once it is old enough, or by an exception for it', () => {
    expect(found([...hold(30), ...since('2025-12-16T10:00:00.000Z')])).toStrictEqual([]);
    expect(found([...hold(30), ...since('2025-12-20T10:00:00.000Z')])).toStrictEqual([[10, 'PAID_TO_HELD_ACCOUNT']]);
    expect(found([...hold(30), ...withException(excepted())])).toStrictEqual([]);
    for (const change of [{ account: 'other' }, { team: 'T2' }])
      expect(found([...hold(30), ...withException(excepted(change))])).toStrictEqual([[12, 'PAID_TO_HELD_ACCOUNT']]);
    expect(found([...hold(30), ...withException(excepted().slice(0, 1))])).toStrictEqual([
      [11, 'PAID_TO_HELD_ACCOUNT'],
    ]);
  });

  test('is not paid by who gave the exception for it', () => {
    expect(found([...hold(30), ...withException(excepted({}, 'Carol'))])).toStrictEqual([
      [12, 'RELEASED_BY_SAME_PERSON'],
    ]);
  });
});

describe('a decision', () => {
  const withdrawn = written(STATEMENT, 'StatementWithdrawn', { team: 'T1', number: 0, reason: 'r' }, 'Bob');
  const cancelled = ofLedger('DecisionCancelled', { decision: DECISION }, 'Bob');
  const reduced = ofLedger('DueReduced', { item: ITEM, because: 'withdrawn', ...posting('due', 'charges') }, 'Bob');

  test('is not withdrawn once some of it is released: it could be decided, and paid, again', () => {
    expect(found([...SOUND, cancelled, withdrawn])).toStrictEqual([[10, 'CANCELLED_NOT_WHOLE']]);
  });

  test('leaves nothing due where it is withdrawn', () => {
    const posted = SOUND.slice(0, 6);
    expect(found([...posted, cancelled, reduced, withdrawn])).toStrictEqual([]);
    expect(found([...posted, cancelled, withdrawn])).toStrictEqual([[7, 'CANCELLED_STILL_DUE']]);
  });

  test('is not posted once it is withdrawn', () => {
    const later = '2026-01-15T10:05:00.000Z';
    const posted = [POSTED, DUE].map((one) => ({ ...one, at: later }));
    expect(found([SUBMITTED, APPROVED, withdrawn, ...posted])).toStrictEqual([[4, 'POSTED_AFTER_WITHDRAWAL']]);
  });

  test('on a statement is made once', () => {
    expect(found([...SOUND, SUBMITTED, APPROVED])).toStrictEqual([[11, 'DECIDED_TWICE']]);
    expect(found([SUBMITTED, APPROVED, withdrawn, SUBMITTED, APPROVED])).toStrictEqual([]);
  });
});

describe('an answer of the bank', () => {
  const typed = (outcome: string, by = 'Erin') =>
    ofLedger('AnswerProposed', { answer: 'A1', source: 'TYPED', entries: [{ endToEndId: 'e1', outcome }] }, by);
  const confirmed: Written = { ...ofLedger('AnswerConfirmed', { answer: 'A1', payments: ['e1'] }, 'Dora'), key: 'k' };
  const says = (type: string, debit: string, credit: string, data: object = {}): Written => ({
    ...ofLedger(type, { ...PAYMENT, ...data, ...posting(debit, credit) }, 'Dora'),
    key: 'k',
    schemaVersion: 3,
  });
  const back = says('PaymentReturned', 'executed', 'due', { end: 'returned' });
  const sent = SOUND.slice(0, 8);
  const ruled = SOUND.map((one) => (one === EXECUTED ? { ...one, schemaVersion: 3 } : one));

  test('becomes what two people said, and nothing else', () => {
    expect(found([...ruled, typed('RETURNED'), confirmed, back])).toStrictEqual([]);
    expect(found([...ruled, typed('EXECUTED'), confirmed, back])).toStrictEqual([[12, 'RETURNED_BY_ONE_PERSON']]);
    const awaited = says('PaymentAwaitedAgain', 'executed', 'released');
    expect(found([...ruled, typed('RELEASED'), confirmed, awaited])).toStrictEqual([]);
    expect(found([...ruled, typed('EXECUTED'), confirmed, awaited])).toStrictEqual([[12, 'CORRECTED_BY_ONE_PERSON']]);
    expect(found([...ruled, awaited])).toStrictEqual([[10, 'CORRECTED_BY_ONE_PERSON']]);
  });

  test('is about the whole of a payment', () => {
    const proposed = (amountCents: string) =>
      ofLedger('AnswerProposed', { answer: 'A1', entries: [{ endToEndId: 'e1', outcome: 'EXECUTED', amountCents }] });
    expect(found([...sent, { ...proposed('100'), by: 'Erin' }])).toStrictEqual([]);
    expect(found([...sent, { ...proposed('60'), by: 'Erin' }])).toStrictEqual([[9, 'ANSWERED_OTHER_AMOUNT']]);
  });

  test('is corrected by two people', () => {
    const again = { ...says('PaymentExecuted', 'due', 'executed'), key: 'k2' };
    const cameBack = [...ruled, typed('RETURNED'), confirmed, back];
    expect(found([...cameBack, again])).toStrictEqual([[13, 'CORRECTED_BY_ONE_PERSON']]);
    const two = [typed('EXECUTED'), { ...confirmed, key: 'k2' }];
    expect(found([...cameBack, ...two, again])).toStrictEqual([]);
  });

  test('of one person rejects no payment that was executed', () => {
    const rejected = (debit: string) => says('PaymentReturned', debit, 'due', { end: 'rejected' });
    expect(found([...sent, rejected('released')])).toStrictEqual([]);
    expect(found([...ruled, rejected('executed')])).toStrictEqual([[10, 'RETURNED_BY_ONE_PERSON']]);
  });

  test('begins with the status of the payment: what is executed is not cancelled, and so not due and paid again', () => {
    const asked = ofLedger('RunCancellationProposed', { run: 'R1', reason: 'r' }, 'Dora');
    const cancelled = (debit: string) => ofLedger('PaymentCancelled', { ...PAYMENT, ...posting(debit, 'due') }, 'Erin');
    expect(found([...sent, asked, cancelled('released')])).toStrictEqual([]);
    expect(found([...SOUND, asked, cancelled('released')])).toStrictEqual([[11, 'ANSWERED_FROM_OTHER_STATUS']]);
    expect(found([...SOUND, asked, cancelled('executed')])).toStrictEqual([[11, 'POSTED_TO_OTHER_ACCOUNTS']]);
  });

  test('cancels the payments of the run that was proposed', () => {
    const asked = ofLedger('RunCancellationProposed', { run: 'R9', reason: 'r' }, 'Dora');
    const cancelled = ofLedger('PaymentCancelled', { ...PAYMENT, run: 'R9', ...posting('released', 'due') }, 'Erin');
    expect(found([...sent, asked, cancelled])).toStrictEqual([[10, 'BELONGS_ELSEWHERE']]);
  });
});

test('an exception that is given keeps its name: proposed again it would serve again', () => {
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: '100' };
  const given = [
    written(LEDGER, 'ExceptionProposed', { exception: 'X', terms }, 'Paul'),
    written(LEDGER, 'ExceptionConfirmed', { exception: 'X' }, 'Rosa'),
    ofLedger('ExceptionUsed', { exception: 'X', usedBy: 'k' }, 'Bob'),
  ];
  expect(found(given)).toStrictEqual([]);
  expect(found([...given, ...given])).toContainEqual([4, 'EXCEPTION_GIVEN_TWICE']);
});

test('a debt is posted once: a second posting would forget what was paid of the first', () => {
  const [, , , owed] = INDEBTED;
  expect(found([...INDEBTED, ...(owed === undefined ? [] : [owed])])).toContainEqual([5, 'DEBT_POSTED_TWICE']);
});

test('all that was proposed of a repayment is recorded', () => {
  const demanded = ofLedger('RepaymentDemanded', { ...DEBT, ...posting('demanded', 'to-recover') });
  const asked = [ofLedger('DemandProposed', { team: 'T1' }, 'Dora'), demanded];
  const proposed = ofLedger('RepaymentProposed', { team: 'T1', receivedCents: '100', reference: 'V' }, 'Paul');
  const received = (cents: string) =>
    ofLedger('RepaymentReceived', { ...DEBT, reference: 'V', ...posting('repaid', 'demanded', cents) }, 'Karim');
  expect(found([...INDEBTED, ...asked, proposed, received('100')])).toStrictEqual([]);
  expect(found([...INDEBTED, ...asked, proposed, received('60')])).toStrictEqual([
    [8, 'CONFIRMED_OTHER_THAN_PROPOSED'],
  ]);
});

test('a name without a letter is nobody, and a command does not begin after its events', () => {
  expect(found(with_(APPROVED, { by: '\u200B…' }))).toStrictEqual([[4, 'NO_AUTHOR']]);
  expect(found(with_(APPROVED, { began: BEFORE }))).toStrictEqual([]);
  expect(found(with_(APPROVED, { began: '2026-01-15T10:02:00.000Z' }))).toStrictEqual([[4, 'RECORDED_BEFORE_COMMAND']]);
});

describe('a copy of a former ledger', () => {
  const former = SOUND.slice(0, 6).map((one) => (one.stream === LEDGER ? { ...one, stream: 'ledger-FISS' } : one));
  const copies = [POSTED, DUE].map((one, revision) => ({ ...one, carriedFrom: { stream: 'ledger-FISS', revision } }));
  const carriedOver = (data: object) => written(LEDGER, 'LedgerCarriedOver', { events: 2, apart: [], ...data }, 'Dora');
  const codes = (events: readonly Written[]) =>
    checked([...former, ...events], []).impossible.map(({ position, finding }) => [position, finding.code]);
  const renamed = copies.map((one) => ({
    ...one,
    data: JSON.parse(JSON.stringify(one.data).replaceAll(DECISION, `${DECISION}~FISS`)) as object,
  }));
  const apart = [{ kind: 'decision', id: DECISION, envelope: 'FISS', keptBy: 'ASSU', as: `${DECISION}~FISS` }];

  test('names what its original names: what it left out would be paid again', () => {
    expect(codes([carriedOver({}), ...copies])).toStrictEqual([]);
    const [posted, due] = copies as [Written, Written];
    for (const other of [{ item: `${DECISION}#2` }, { dueOn: '2020-01-10' }, { period: '2021-Q2' }])
      expect(codes([carriedOver({}), posted, { ...due, data: { ...due.data, ...other } }])).toContainEqual([
        9,
        'CARRIED_OTHERWISE',
      ]);
    expect(codes([carriedOver({}), ...renamed])).toContainEqual([8, 'CARRIED_OTHERWISE']);
    // No other ledger had that decision.
    expect(codes([carriedOver({ apart }), ...renamed])).toContainEqual([7, 'CARRIED_OTHERWISE']);
  });

  test('is there of every event', () => {
    expect(codes([carriedOver({ events: 1 }), ...copies.slice(0, 1)])).toStrictEqual([[6, 'NOT_CARRIED_OVER']]);
  });
});

test('what follows in a command is by the same person, and nothing comes between', () => {
  for (const [of, position] of [
    [DUE, 6],
    [RELEASED, 8],
  ] as const)
    for (const other of [{ by: 'Rosa' }, { key: 'other' }, { began: BEFORE }])
      expect(found(with_(of, other))).toStrictEqual([[position, 'APART_FROM_ITS_COMMAND']]);
});

test('an item names those who decided, with whom the program compares who releases', () => {
  const person = (name: string) => ({ name, assurance: 'verified', osUser: '' });
  const named = (submitter: string) =>
    with_(DUE, { more: { submittedBy: person(submitter), approvedBy: person('Bob') } });
  expect(found(named('Alice'))).toStrictEqual([]);
  expect(found(named('Mallory'))).toStrictEqual([[6, 'ITEM_OF_OTHER_PEOPLE']]);
});

test('an answer is about the amount that the payment paid', () => {
  const [other, decision] = [`${DECISION}#2`, DECISION];
  const due = { ...OF, decision, item: other, dueOn: '2021-01-10', ...posting('charges', 'due') };
  const second = ofLedger('DuePosted', due, 'Bob');
  const life = SOUND.flatMap((one) => (one === DUE ? [DUE, second] : [one]));
  expect(found(life)).toStrictEqual([]);
  expect(found(more(life, EXECUTED, { item: other }))).toStrictEqual([[10, 'BELONGS_ELSEWHERE']]);
});

test('the figures of a prepared run are those of its payments', () => {
  const at = SOUND.indexOf(RUN);
  const prepared = preparationOf(RUN.data as Record<string, unknown>, SOUND.slice(at + 1), 'Carol');
  const preparedBy = { name: 'Carol', assurance: 'verified', osUser: '' };
  const released = SOUND.map((one) =>
    one === RUN ? { ...RUN, data: { ...RUN.data, ...prepared.data, preparedBy } } : one,
  );
  for (const figure of [{ count: 2 }, { totalCents: '99' }, { setOffCents: '1' }])
    expect(found([{ ...prepared, data: { ...prepared.data, ...figure } }, ...released])).toStrictEqual([
      [8, 'RUN_OTHER_THAN_PREPARED'],
    ]);
});

test('no debt makes what was executed due again', () => {
  const typed = ofLedger(
    'AnswerProposed',
    { answer: 'A1', source: 'TYPED', entries: [{ endToEndId: 'e1', outcome: 'EXECUTED' }] },
    'Erin',
  );
  const confirmed: Written = { ...ofLedger('AnswerConfirmed', { answer: 'A1', payments: ['e1'] }, 'Dora'), key: 'k' };
  const debt = { ...PAYMENT, recovery: 'e1#1' };
  const ofCommand = (type: string, data: object): Written => ({ ...ofLedger(type, data, 'Dora'), key: 'k' });
  const owed = ofCommand('OverpaymentPosted', { ...debt, ...posting('to-recover', 'due') });
  expect(found([...SOUND, typed, confirmed, owed])).toStrictEqual([[12, 'ANSWERED_FROM_OTHER_STATUS']]);
  const dropped = ofCommand('RecoveryReduced', { ...debt, because: 'A1', ...posting('executed', 'to-recover') });
  expect(found([...SOUND, typed, confirmed, owed, dropped])).toContainEqual([13, 'POSTED_TO_OTHER_ACCOUNTS']);
});

test('an account is confirmed with the verification that was proposed', () => {
  const [asked, other] = [{ verification: { result: 'NO_MATCH' } }, { verification: { result: 'MATCH' } }];
  const life = (confirmed: object) => more(more(SOUND, PROPOSED, asked), CONFIRMED, confirmed);
  expect(found(life(asked))).toStrictEqual([]);
  expect(found(life(other))).toStrictEqual([[2, 'CONFIRMED_OTHER_THAN_PROPOSED']]);
  expect(found(more(SOUND, CONFIRMED, { verification: null }))).toStrictEqual([]);
});
