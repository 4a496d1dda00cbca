/** Selections, samples and reports of auditors, on a log with a withdrawn decision, and executed, returned and cancelled payments. */
import { hash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw, main as drawnByScript, rowsOf } from '#apps/audit-verifier/sample.mjs';
import { AuditEntries, type AuditEntry, type EntryKind } from '#libs/audit/tools/entries.ts';
import { extractFile } from '#libs/audit/tools/extract-file.ts';
import { type EntryFilter, type Extract, extract } from '#libs/audit/tools/extract.ts';
import { lateFact } from '#libs/audit/tools/late-facts.ts';
import { AuditOverrides } from '#libs/audit/tools/overrides.ts';
import { extractFrom, readDone } from '#libs/audit/tools/read-done.ts';
import { RolesSeen } from '#libs/audit/tools/roles.ts';
import { DECISIONS_OF, DEEDS_OF } from '#libs/commands/deeds.ts';
import { Payload } from '#libs/audit/rules/rule-event.ts';
import { sample } from '#libs/audit/tools/sample.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { publishEverything } from '#test/support/published.ts';

const product = new Product();
beforeAll(() => publishEverything(product.log));
afterAll(() => product.close());

const extracted = (what: EntryKind, filter: EntryFilter = {}) => extractFrom(product.log, what, filter);
const amounts = ({ entries }: Extract) => entries.map(({ amountCents }) => amountCents);

describe('an extract', () => {
  test('has each payment once with its present state, and each decision with the amount that it adds or takes back', async () => {
    const payments = await extracted('payments');
    const ofTeam = payments.entries.filter(({ team }) => team === 'PEPS-01');
    expect(ofTeam.map(({ status }) => status)).toStrictEqual(['RETURNED', 'RELEASED', 'CANCELLED']);
    const statements = await extracted('statements');
    expect(amounts(statements)).toStrictEqual([100_000n, -100_000n, 100_000n, 19_950n, 10_000n, -10_000n]);
    expect(statements.whole.sumCents).toBe(119_950n);
    expect(statements.entries[0]).toMatchObject({
      id: 'PEPS-01 2021-Q4 0',
      status: 'StatementApproved',
      people: [{ name: 'alice' }, { name: 'bob' }],
    });
  });

  test('chooses by team, year, person, days and amount, under any spelling of a name', async () => {
    const count = async (filter: EntryFilter) => (await extracted('statements', filter)).chosen.count;
    expect(await count({ team: 'PEPS-01' })).toBe(6);
    expect(await count({ team: 'IPEP-01' })).toBe(0);
    expect(await count({ year: '2021' })).toBe(6);
    expect(await count({ year: '2022' })).toBe(0);
    expect(await count({ person: 'ALICE' })).toBe(4);
    expect(await count({ person: 'nobody' })).toBe(0);
    expect(await count({ from: '2022-04-02', to: '2022-04-02' })).toBe(6);
    expect(await count({ to: '2022-04-01' })).toBe(0);
    expect(await count({ minCents: 0n, maxCents: 19_950n })).toBe(2);
  });

  test('compares the chosen rows with the whole, so that a missing row shows', async () => {
    const all = await extracted('events');
    expect(all.position).toBe(await product.log.end());
    expect(all.link).toBe(await product.log.linkAt(all.position));
    expect(all.chosen).toStrictEqual(all.whole);
    expect(all.leftOut.count).toBe(0);
    // An auditor who has all rows can recompute the digest of any selection, with SHA-256 alone.
    const some = await extracted('events', { person: 'bob' });
    const lines = all.entries
      .filter(({ people }) => people.some(({ name }) => name === 'bob'))
      .map(({ position, id, status, team, period, amountCents, people, at }) =>
        JSON.stringify([position, id, status, team, period, String(amountCents), people.map(({ name }) => name), at]),
      );
    expect(some.chosen.digest).toBe(hash('sha256', lines.map((line) => `${line}\n`).join(''), 'hex'));
    expect(some.chosen.count + some.leftOut.count).toBe(all.whole.count);
    expect(some.chosen.sumCents + some.leftOut.sumCents).toBe(all.whole.sumCents);
    const without = extract({ what: 'events', position: 0, link: '' }, all.entries.slice(1), {});
    expect(without.whole.digest).not.toBe(all.whole.digest);
  });
});

const entryOf = (amountCents: bigint, i: number): AuditEntry => ({
  position: i + 1,
  id: `id ${i}, "quoted"`,
  status: '',
  team: '',
  period: '',
  amountCents,
  people: [],
  at: '2022-04-02T08:00:00.000Z',
});

describe('a sample', () => {
  test('is drawn again by a script that shares no code, from the seed, the interval or the size, and the file', () => {
    const cents = fc.array(fc.bigInt({ min: -5_000n, max: 50_000n }), { minLength: 1, maxLength: 40 });
    const drawn = fc.oneof(
      fc.record({ intervalCents: fc.bigInt({ min: 50n, max: 20_000n }) }),
      fc.record({ size: fc.integer({ min: 1, max: 60 }) }),
    );
    fc.assert(
      fc.property(cents, fc.string(), drawn, (amounts, seed, by) => {
        const entries = amounts.map(entryOf);
        fc.pre(entries.some(({ amountCents }) => amountCents > 0n));
        const { hits, intervalCents, startCents, population, apart } = sample({ entries }, seed, by);
        const again = draw(rowsOf(extractFile(entries)), seed, by);
        expect(again).toStrictEqual({
          intervalCents,
          startCents,
          totalCents: population.sumCents,
          hits: hits.map(({ cent, entry: { id, position } }) => ({ cent, id, position })),
        });
        expect(population.count + apart.count).toBe(entries.length);
        // An entry as large as the interval is always drawn, and each drawn cent is in its entry.
        const ids = new Set(hits.map(({ entry }) => entry.id));
        for (const { id, amountCents } of entries) if (amountCents >= intervalCents) expect(ids).toContain(id);
        for (const { cent, fromCents, toCents } of hits) expect(fromCents < cent && cent <= toCents).toBe(true);
        if ('size' in by && population.sumCents >= BigInt(by.size)) expect(hits.length).toBeGreaterThanOrEqual(by.size);
      }),
      { numRuns: 50 },
    );
  });

  test('is drawn by the script, which refuses wrong arguments and a wrong file in a sentence', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'extract.csv');
    const right = extractFile([entryOf(5_000n, 0), entryOf(700n, 1)]);
    const of = (content: string, ...by: readonly string[]) => {
      writeFileSync(path, content);
      return drawnByScript([path, '--seed', 's', ...by]);
    };
    const usage = /^Utilisation : node sample\.mjs EXTRAIT\.csv /;
    expect(of(right, '--size', '2')).toMatchObject({ status: 0, out: expect.stringMatching(/^Total 5700 centimes/) });
    for (const [content, by, sentence] of [
      [right, ['--size', '0'], /^--size est un nombre entier/],
      [right, ['--size', '1.5'], /^--size est un nombre entier/],
      [right, ['--interval', '1e3'], /^--interval est un nombre entier/],
      [right, ['--interval', ''], /^--interval est un nombre entier/],
      [right, ['--interval', '-5'], usage],
      [right, ['--interval', '5', '--size', '5'], usage],
      [right, ['--interval', '5', '--interval', '6'], usage],
      [right, ['--sizes', '5'], usage],
      [right, [], usage],
      [right.replace('\n', ',note\n'), ['--size', '2'], /^la ligne 1 a 8 colonnes, et l’en-tête en a 9$/],
      [
        right.replace('amount_cents', 'amount'),
        ['--size', '2'],
        /^l’en-tête du fichier n’a pas la colonne amount_cents/,
      ],
      [right.replace('status', 'id'), ['--size', '2'], /^l’en-tête du fichier n’a pas la colonne id, une seule fois/],
      [right.replace('5000', '50.00'), ['--size', '2'], /^la ligne 1 n’a pas une position et un montant/],
      [
        `${right}${right.slice(right.indexOf('\n') + 1)}`,
        ['--size', '2'],
        /^la ligne 3 n’est pas dans l’ordre du journal/,
      ],
      [right.replace('\n2,', '\n1,'), ['--size', '2'], /^la ligne 2 n’est pas dans l’ordre du journal/],
      [right.replace('\n1,', '\n1"'), ['--size', '2'], /^un guillemet est au milieu d’un champ/],
      [right.replace('\n1,"', '\n1,"i"'), ['--size', '2'], /^un guillemet est au milieu d’un champ/],
      [right.slice(0, -1), ['--size', '2'], /^la dernière ligne du fichier est coupée/],
      ['', ['--size', '2'], /^l’en-tête du fichier/],
      [extractFile([entryOf(0n, 0)]), ['--size', '2'], /^aucun montant/],
      [extractFile([entryOf(1_000_000n, 0)]), ['--interval', '1'], /^le tirage aurait 1000000 centimes/],
    ] as const)
      expect(of(content, ...by)).toStrictEqual({ status: 2, err: expect.stringMatching(sentence) });
    writeFileSync(path, Buffer.from('montant payé', 'latin1'));
    for (const [file, why] of [
      [path, 'ce n’est pas du texte en UTF-8'],
      [folder, 'c’est un dossier'],
      [join(folder, 'none.csv'), 'il n’y a rien à cet endroit'],
      [join(path, 'none.csv'), 'ce n’est pas un dossier'],
    ] as const)
      expect(drawnByScript([file, '--seed', 's', '--size', '2'])).toStrictEqual({
        status: 2,
        err: `impossible de lire ${file} : ${why}`,
      });
    rmSync(folder, { recursive: true });
  });

  test('of 0 cents, or of too many cents, is refused', () => {
    expect(() => sample({ entries: [entryOf(0n, 0)] }, 's', { size: 1 })).toThrow('NOTHING_TO_SAMPLE');
    expect(() => sample({ entries: [entryOf(1_000_000n, 0)] }, 's', { intervalCents: 1n })).toThrow('SAMPLE_TOO_LARGE');
  });
});

test('exceptions and overrides are listed with their people and reasons', async () => {
  const overrides = new AuditOverrides();
  await readDone(product.log, (event) => {
    overrides.add(event);
  });
  const kinds = overrides.all().map(({ kind }) => kind);
  expect(new Set(kinds)).toStrictEqual(
    new Set([
      'SUBMISSION_REJECTED',
      'DECISION_WITHDRAWN',
      'ANSWER_TYPED',
      'ANSWER_CORRECTED',
      'CANCELLATION_PROPOSED',
      'PAYMENT_CANCELLED',
      'PAYMENT_HELD',
      'TAKE_BACK_PROPOSED',
      'DEMAND_TAKEN_BACK',
      'PAID_TWICE',
    ]),
  );
  expect(overrides.all().find(({ kind }) => kind === 'DECISION_WITHDRAWN')).toMatchObject({
    team: 'PEPS-01',
    period: '2021-Q4',
    by: { name: 'bob' },
  });
});

test('every refusal, withdrawal, undoing, reopening and acknowledged loss is listed, for every kind of decision', () => {
  const undone = Object.values(DECISIONS_OF)
    .flat()
    .filter((type) =>
      /(Refused|Rejected|Withdrawn|TakenBack|Undone|Separated|Dismissed)$|^Reopening|^LogLoss/.test(type),
    );
  const by = { name: 'Bob', assurance: 'asserted', osUser: '' } as const;
  const data = new Payload({
    reason: 'disque remplacé',
    lost: [{ kind: 'READ_STORE', position: 12 }],
    files: [{ position: 9 }],
  });
  const event = {
    position: 7,
    stream: 's',
    effective: '2026',
    by,
    at: '2022-04-02T08:00:00.000Z',
    session: '',
    isCopy: false,
    data,
  };
  const kindOf = (type: string) => {
    const overrides = new AuditOverrides();
    overrides.add({ ...event, type });
    return overrides.all().map(({ kind }) => kind);
  };
  // A team that withdraws its application, and two persons who only look alike, are no exception.
  const usual = ['ApplicationWithdrawn', 'LookAlikeDismissed'];
  expect(undone.filter((type) => kindOf(type).length === 0).sort()).toStrictEqual(usual);
  const overrides = new AuditOverrides();
  overrides.add({ ...event, type: 'LogLossAcknowledged' });
  expect(overrides.all()).toMatchObject([
    { kind: 'LOSS_ACKNOWLEDGED', about: 'READ_STORE 12, CHECKPOINT 9', reason: 'disque remplacé', by: { name: 'Bob' } },
  ]);
});

test('what only names an exception or a payment has its team, so that the list of a team has all of it', () => {
  const overrides = new AuditOverrides();
  const add = (type: string, json: object, stream = 'payment-ledger') => {
    const by = { name: 'Bob', assurance: 'asserted', osUser: '' } as const;
    const at = '2022-04-02T08:00:00.000Z';
    overrides.add({
      position: 7,
      stream,
      type,
      effective: '2022',
      by,
      at,
      session: '',
      isCopy: false,
      data: new Payload(json),
    });
  };
  const terms = { kind: 'CHANGED_ACCOUNT', team: 'A', account: 'x' };
  add('ExceptionProposed', { exception: 'C1', terms, reason: 'vérifié' });
  add('ExceptionProposed', {
    exception: 'D2',
    terms: { kind: 'EXCEED_ENVELOPE', envelope: 'FIR', amountCents: '500' },
    reason: 'r',
  });
  add('ExceptionConfirmed', { exception: 'C1' });
  add('ExceptionConfirmed', { exception: 'D2' });
  add('PaymentRunReleased', { run: 'R', envelope: 'FIR', exceptions: ['C1'] });
  add('ProposalRefused', { proposal: 'exception:C1', reason: 'non' });
  add('PaymentReleased', { endToEndId: 'P1', team: 'A', period: '2022-Q1', envelope: 'FIR', amountCents: '250' });
  add('AnswerProposed', { source: 'TYPED', entries: [{ endToEndId: 'P1', amountCents: '240' }] });
  add('PayeeRefused', { reason: 'non' }, 'payee-A');
  add('ReopeningConfirmed', { kind: 'TEAM', name: 'A', reason: 'oui' }, 'closings');
  expect(
    overrides.all().map(({ kind, team, envelope, amountCents }) => `${kind} ${team} ${envelope} ${amountCents}`),
  ).toStrictEqual([
    'EXCEPTION_PROPOSED A  0',
    'EXCEPTION_PROPOSED  FIR 500',
    'EXCEPTION_GIVEN A  0',
    'EXCEPTION_GIVEN  FIR 500',
    'EXCEPTION_USED A FIR 0',
    'PROPOSAL_REFUSED A  0',
    'ANSWER_TYPED A FIR 240',
    'PROPOSAL_REFUSED A  0',
    'REOPENED A  0',
  ]);
});

test('a role is known from actions that only it may do, and from no typed name', () => {
  const seen = new RolesSeen();
  const by = (name: string, assurance: 'asserted' | 'verified') => ({ name, assurance, osUser: '' });
  const act = { at: '2022-04-02T08:00:00.000Z', session: 't1', isCopy: false };
  seen.add({ type: 'StatementApproved', by: by('Bob', 'verified'), ...act });
  seen.add({
    type: 'StatementRejected',
    by: by('Bob', 'verified'),
    ...act,
    at: '2022-05-02T08:00:00.000Z',
    session: 't2',
  });
  seen.add({ type: 'StatementApproved', by: by('Bob', 'asserted'), ...act });
  seen.add({ type: 'DuePosted', by: by('Bob', 'verified'), ...act });
  expect(seen.all().map(([, one]) => one)).toMatchObject([
    { roles: ['approver'], source: 'ACT', first: act.at, last: '2022-05-02T08:00:00.000Z', times: 2, sessions: 2 },
    { roles: [], source: 'UNKNOWN', times: 1 },
  ]);
});

test('what is read at a terminal shows no role, as there is no token', () => {
  const seen = new RolesSeen();
  const read = { first: '2022-04-02T08:00:00.000Z', last: '2022-04-02T08:00:00.000Z', times: 1, sessions: 1 };
  seen.takeRead({ subject: 'root', name: 'root', roles: [], ...read });
  seen.takeRead({ subject: 'u-1', name: 'Bob', roles: ['auditor'], ...read });
  expect(seen.all().map(([, one]) => one)).toMatchObject([{ roles: ['auditor'], source: 'TOKEN' }]);
});

test('every event that a person makes shows a role, except those that follow from another and those of any role', () => {
  const by = { name: 'Bob', assurance: 'verified', osUser: '' } as const;
  const shown = (type: string): boolean => {
    const seen = new RolesSeen();
    seen.add({ type, by, at: '2022-04-02T08:00:00.000Z', session: '', isCopy: false });
    return seen.all().length > 0;
  };
  const ofStatements = ['DecisionPosted', 'DecisionCancelled', 'DuePosted', 'DueReduced'];
  const ofDebts = ['RecoveryPosted', 'RecoveryReduced', 'SetOff', 'OverpaymentPosted'];
  const ofRuns = ['ExceptionUsed', 'PaymentReleased', 'PaymentAwaitedAgain', 'RunBookingMatched', 'PaymentRunMade'];
  const ofPatients = ['MergeOfErased', 'ErasureBegun', 'ErasureCompleted'];
  const ofFiles = [
    'FileBegun',
    'FileRefused',
    'RowSetAside',
    'SetAsideRowRecorded',
    'FileRecorded',
    'SetAsideRowsMended',
  ];
  const ofJobs = ['JobRequested', 'JobSucceeded', 'JobFailed', 'JobCancelled'];
  const follow = [
    ...ofStatements,
    ...ofDebts,
    ...ofRuns,
    ...ofPatients,
    ...ofFiles,
    ...ofJobs,
    'AccountMovementsBooked',
  ];
  const ofAnyRole = ['ProposalWithdrawn', 'WebhookDisabled'];
  const made = [DECISIONS_OF, DEEDS_OF].flatMap((table) => Object.values(table).flat());
  const silent = new Set(made.filter((type) => !shown(type)));
  expect([...silent].sort()).toStrictEqual([...follow, ...ofAnyRole].sort());
});

test('a fact is late from the end of its period to the day it was known', () => {
  const fact = (effective: string, knownOn: string) =>
    lateFact({ position: 1, stream: 'patient-P1', type: 'ActRecorded', effective, knownOn }, 31)?.days;
  expect(fact('2022-01-01', '2022-02-01')).toBe(31);
  expect(fact('2022-01-02', '2022-02-01')).toBeUndefined();
  expect(fact('2022-Q1', '2022-05-01')).toBe(31);
  expect(fact('2021', '2022-01-31')).toBe(31);
  expect(fact('regulation', '2022-01-31')).toBeUndefined();
});

test('in a carried-over ledger, copied events count once', () => {
  const entries = new AuditEntries('payments');
  const payment = { endToEndId: 'E1', amountCents: '100', team: 'T', period: '2022-Q1' };
  const event = (position: number, stream: string, type: string, data: object, isCopy = false) =>
    ({
      position,
      stream,
      type,
      effective: '',
      by: { name: 'C', assurance: 'verified', osUser: '' },
      at: '2022-01-01T00:00:00.000Z',
      session: '',
      isCopy,
      data: new Payload(data),
    }) as const;
  entries.add(event(1, 'ledger-FIR', 'PaymentReleased', payment));
  expect(entries.all()).toHaveLength(1);
  entries.add(event(2, 'payment-ledger', 'LedgerCarriedOver', {}));
  entries.add(event(3, 'payment-ledger', 'PaymentReleased', payment, true));
  expect(entries.all().map(({ position }) => position)).toStrictEqual([3]);
  const roles = new RolesSeen();
  roles.add(event(1, 'ledger-FIR', 'PaymentExecuted', payment));
  roles.add(event(3, 'payment-ledger', 'PaymentExecuted', payment, true));
  expect(roles.all().map(([, { times }]) => times)).toStrictEqual([1]);
});
