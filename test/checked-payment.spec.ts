/** Who releases a payment, from which account and on which day, as the stand-alone script reads it in the events of a bundle. */
import { expect, test } from '@jest/globals';
import { type BundledEvent, type CheckedPayment, checkPayment } from '#apps/audit-verifier/recalculate.mjs';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { CONTRADICTION_CODES } from '#libs/payments/ledger/answer-events.ts';
import { contradictionLabel } from '#libs/words/labels/tasks.ts';

const [LEDGER, AT] = ['payment-ledger', '2026-01-15T10:00:00.000Z'];
const ID = 'statement-T1-2021-Q1@1';
const PAYEE = { name: 'Maison', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
const PAYER = { name: 'Caisse', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPP' };

const person = (name: string) => ({ name, assurance: 'verified', osUser: '' }) as const;

/** An event before its place in the log. */
type Written = Omit<BundledEvent, 'position' | 'data'> & { readonly data: Readonly<Record<string, unknown>> };

function written(stream: string, type: string, data: object, by: string, at = AT): Written {
  const command = { meta: { by: person(by), at } };
  return { stream, type, recordedAt: at, effective: '2026-01-15', data: { ...data, command } };
}

function account(stream: string, payee: object, [one, other]: readonly [string, string]): readonly Written[] {
  return [written(stream, 'PayeeProposed', { payee }, one), written(stream, 'PayeeConfirmed', { payee }, other)];
}

const OF = { envelope: 'FISS', team: 'T1', period: '2021-Q1' };
const ITEM = { ...OF, decision: ID, item: `${ID}#1`, dueOn: '2021-04-10' };
const POSTED = written(LEDGER, 'DecisionPosted', { ...OF, decision: ID }, 'Bob');
const DUE = written(LEDGER, 'DuePosted', { ...ITEM, debit: 'charges:T1', credit: 'due:T1', amountCents: '100' }, 'Bob');
const RUN = written(LEDGER, 'PaymentRunReleased', { run: 'R1', payments: ['e1'], debtor: PAYER, files: [] }, 'Carol');
const PAID = { ...OF, run: 'R1', endToEndId: 'e1', item: ITEM.item, payee: PAYEE };
const RELEASED = written(
  LEDGER,
  'PaymentReleased',
  { ...PAID, debit: 'due:T1', credit: 'released:T1', amountCents: '100' },
  'Carol',
);
const agreed = (schemes: readonly string[], people: readonly [string, string], from: string | null = null) =>
  (['EnvelopeProposed', 'EnvelopeConfirmed'] as const).map((type, i) =>
    written(LEDGER, type, { envelope: 'FISS', terms: { from, amountCents: '1000', schemes } }, people[i] ?? ''),
  );
const LIFE = [
  ...account('payee-T1', PAYEE, ['Karim', 'Lucie']),
  ...account('debtor-FISS', PAYER, ['Karim', 'Lucie']),
  ...[POSTED, DUE, RUN, RELEASED],
];
const SOUND = [...LIFE.slice(0, 4), ...agreed(['PEPS'], ['Zoé', 'Yann']), ...LIFE.slice(4)];

const DECIDED = {
  ...{
    id: ID,
    team: 'T1',
    period: '2021-Q1',
    approvedOn: '2026-01-15',
    by: person('Alice'),
    approvedBy: person('Bob'),
  },
  scheme: 'PEPS',
  proposal: {
    number: 0,
    lines: [{ line: 'CAPITATION', amountCents: '100' }],
    instalments: [{ dueOn: '2021-04-10', amountCents: '100' }],
  },
};

/** What the script says of the payment; the sentence of what does not fit. */
function checked(events: readonly Written[], decision = DECIDED): CheckedPayment | string {
  const placed = events.map((one, index) => ({ ...one, position: index + 1, data: JSON.stringify(one.data) }));
  try {
    return checkPayment(placed, 'e1', new Map([[ID, decision]]));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The sound events with more data in one of them. */
function with_(event: Written, data: object): readonly Written[] {
  return SOUND.map((one) => (one === event ? { ...one, data: { ...one.data, ...data } } : one));
}

function given(exception: string, terms: object, [one, other]: readonly [string, string], at = AT): readonly Written[] {
  return [
    written(LEDGER, 'ExceptionProposed', { exception, terms }, one, at),
    written(LEDGER, 'ExceptionConfirmed', { exception }, other, at),
  ];
}

const NOTHING = { notShown: [], remarks: [] };

test('a payment whose bank also said something else has a remark, in the words of the product', () => {
  const paid = written(LEDGER, 'PaymentExecuted', { ...PAID, amountCents: '100' }, 'Dora');
  const saidOf = (endToEndId: string, code: string) =>
    written(LEDGER, 'AnswerContradicted', { endToEndId, code, day: null }, 'Dora');
  expect(checked([...SOUND, paid, saidOf('e2', 'DEBITED_TWICE')])).toMatchObject(NOTHING);
  for (const code of CONTRADICTION_CODES)
    expect(checked([...SOUND, paid, saidOf('e1', code)])).toMatchObject({
      remarks: [
        `la banque a aussi dit de e1 ce que le livre contredisait alors (${contradictionLabel(code)}) : deux personnes l’ont tranché, ou ont à le trancher`,
      ],
    });
});

test('who gave an exception of the run does not release it', () => {
  const terms = { kind: 'EARLY_RELEASE', envelope: 'FISS', until: '2026-02-01' };
  const using = with_(RUN, { exceptions: ['X'] });
  expect(checked(SOUND)).toMatchObject({ releasedBy: 'Carol', ...NOTHING });
  expect(checked([...given('X', terms, ['Paul', 'Rosa']), ...using])).toMatchObject(NOTHING);
  for (const people of [
    ['Carol', 'Rosa'],
    ['Paul', 'CAROL '],
  ] as const)
    expect(checked([...given('X', terms, people), ...using])).toBe('e1 est libéré par qui a donné l’exception X');
  expect(checked([...given('X', terms, ['Paul', 'paul']), ...using])).toBe(
    'l’exception X n’est pas donnée par deux personnes',
  );
  // Bundles of former versions do not show them.
  const notShown = ['qui a donné l’exception X, dont se sert la campagne R1'];
  expect(checked(using)).toMatchObject({ notShown });
  expect(checked([...given('X', terms, ['Paul', 'Rosa']).slice(0, 1), ...using])).toMatchObject({ notShown });
});

test('who gave the exception for an account does not release to it', () => {
  const terms = { kind: 'CHANGED_ACCOUNT', team: 'T1', account: accountDigest(PAYEE) };
  const [accounts, others] = [SOUND.slice(0, 4), SOUND.slice(4)];
  const life = (people: readonly [string, string], of = terms) => [...accounts, ...given('C1', of, people), ...others];
  expect(checked(life(['Paul', 'Rosa']))).toMatchObject(NOTHING);
  expect(checked(life(['Paul', 'Carol']))).toBe('e1 est libéré par qui a donné l’exception C1');
  expect(checked(life(['Paul', 'Carol'], { ...terms, account: 'another' }))).toMatchObject(NOTHING);
});

test('an exception of the approval by who releases is noted, as former programs allowed it', () => {
  const remarks = ['e1 est libéré par qui a donné l’exception X de son approbation, ce qui se pouvait'];
  const beyond = given('X', { kind: 'EXCEED_ENVELOPE', envelope: 'FISS' }, ['Paul', 'Carol']);
  const used = written(LEDGER, 'ExceptionUsed', { envelope: 'FISS', exception: 'X' }, 'Bob');
  expect(checked([...beyond, used, ...SOUND])).toMatchObject({ remarks });
  expect(checked([...beyond, ...SOUND])).toMatchObject(NOTHING);
  const after = { kind: 'AFTER_END', team: 'T1', period: '2021-Q1' };
  expect(checked([...given('X', after, ['Carol', 'Rosa']), ...SOUND])).toMatchObject({ remarks });
  expect(checked([...given('X', { ...after, period: '2021-Q2' }, ['Carol', 'Rosa']), ...SOUND])).toMatchObject(NOTHING);
});

test('the run pays from the account of its envelope, on which other people decided', () => {
  const [payee, others] = [SOUND.slice(0, 2), SOUND.slice(4)];
  const paying = (payer: object, people: readonly [string, string]) => [
    ...payee,
    ...account('debtor-FISS', payer, people),
    ...others,
  ];
  expect(checked(paying(PAYER, ['Karim', 'Carol']))).toBe('e1 est libéré par qui a décidé du compte de FISS');
  expect(checked(paying(PAYEE, ['Karim', 'Lucie']))).toBe('la campagne R1 ne paie pas du compte confirmé de FISS');
  expect(checked(paying(PAYER, ['Karim', 'karim']))).toBe('le compte de FISS n’est pas confirmé par deux personnes');
  expect(checked([...payee, ...others])).toMatchObject({
    notShown: ['qui a décidé du compte de l’enveloppe FISS, d’où paie la campagne R1'],
  });
});

test('an amount is due on the day that was decided, and released from then on, but for an exception', () => {
  expect(checked(with_(DUE, { dueOn: '2021-01-10' }))).toBe(`${ID} a rendu dû un autre jour que ce qui est décidé`);
  const instalments = [{ dueOn: '2026-02-10', amountCents: '100' }];
  const later = { ...DECIDED, proposal: { ...DECIDED.proposal, instalments } };
  const of = (events: readonly Written[]) =>
    checked(
      events.map((one) => (one.type === 'DuePosted' ? { ...one, data: { ...one.data, dueOn: '2026-02-10' } } : one)),
      later,
    );
  const terms = (until: string) => ({ kind: 'EARLY_RELEASE', envelope: 'FISS', until });
  const using = with_(RUN, { exceptions: ['X'] });
  expect(of(SOUND)).toBe('e1, dû le 10/02/2026, est libéré le 15/01/2026');
  expect(of([...given('X', terms('2026-02-10'), ['Paul', 'Rosa']), ...using])).toMatchObject(NOTHING);
  expect(of([...given('X', terms('2026-02-09'), ['Paul', 'Rosa']), ...using])).toBe(
    'e1, dû le 10/02/2026, est libéré le 15/01/2026',
  );
});

test('a statement is posted to an envelope that two people agreed funds its scheme', () => {
  const [accounts, others] = [LIFE.slice(0, 4), LIFE.slice(4)];
  const funded = (...terms: readonly (readonly Written[])[]) => checked([...accounts, ...terms.flat(), ...others]);
  const [one, two] = ['Zoé', 'Yann'] as const;
  const wrong = `${ID} est porté à l’enveloppe FISS, qui ne finance pas PEPS le 15/01/2026`;
  expect(funded(agreed(['IPEP'], [one, two]))).toBe(wrong);
  expect(funded(agreed(['PEPS'], [one, two]), agreed(['IPEP'], [one, two], '2026-01-15'))).toBe(wrong);
  expect(funded(agreed(['PEPS'], [one, two]), agreed(['IPEP'], [one, two], '2026-01-16'))).toMatchObject(NOTHING);
  expect(funded(agreed(['PEPS'], [one, 'ZOÉ']))).toBe('l’enveloppe FISS n’est pas convenue par deux personnes');
  // Later terms move no decision.
  const later = LIFE.flatMap((event) => (event === DUE ? [DUE, ...agreed([], [one, two])] : [event]));
  expect(checked([...agreed(['PEPS'], [one, two]), ...later])).toMatchObject(NOTHING);
  // Bundles of former versions do not have it.
  expect(funded([])).toMatchObject({ notShown: [`ce que finance l’enveloppe FISS, à laquelle ${ID} est porté`] });
});

test('a regularisation is posted to the envelope of its statement', () => {
  const regularisation = { ...DECIDED, proposal: { ...DECIDED.proposal, number: 1 } };
  const statement = (envelope: string) =>
    written(LEDGER, 'DecisionPosted', { ...OF, envelope, decision: 'statement-T1-2021-Q1@0' }, 'Bob');
  const cancelled = written(LEDGER, 'DecisionCancelled', { decision: 'statement-T1-2021-Q1@0' }, 'Bob');
  const due = with_(DUE, { dueOn: '2026-01-15' });
  expect(checked([statement('FISS'), ...due], regularisation)).toMatchObject(NOTHING);
  expect(checked([statement('ASSU'), ...due], regularisation)).toBe(
    `${ID} est porté à l’enveloppe FISS, et son décompte à ASSU`,
  );
  expect(checked([statement('ASSU'), cancelled, ...due], regularisation)).toMatchObject(NOTHING);
});
