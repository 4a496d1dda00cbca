/** The experiment by scheme and period, its movements, and published figures beside it. */
import { expect, test } from '@jest/globals';
import { fractionText } from '#libs/kernel/fraction.ts';
import { quarter } from '#libs/kernel/day.ts';
import { type MergeVersion, alone } from '#libs/enrolment/persons.ts';
import { besidePublished } from '#libs/monitoring/beside.ts';
import { PatientMovements } from '#libs/monitoring/movements.ts';
import { PUBLISHED_FIGURES, type PublishedFigure } from '#libs/monitoring/published-figures.ts';
import { leakageShare, monitoredStatement, perPatientYear, schemePeriods } from '#libs/monitoring/scheme-periods.ts';
import type { ActLedgerLine, Line, Statement } from '#libs/statements/rules/statement.ts';
import { REGULATION, dossier, frame, required, roster, teams } from '#test/support/enrolment.ts';

const TEAMS = teams([
  roster('A', {
    phases: [
      ['TRANSITION', '2022-01-01'],
      ['FORFAIT', '2022-07-01'],
    ],
  }),
  roster('B', {
    rows: [{ scope: 'GP+NURSE' }],
    phases: [
      ['FORFAIT', '2022-10-01'],
      ['LEFT', '2023-01-01'],
    ],
  }),
  roster('G', { scheme: 'IPEP', phases: [['ACTIVE', '2022-01-01']] }),
]);

interface Given {
  readonly team: string;
  readonly period: string;
  readonly scheme?: string;
  readonly phase?: string;
  readonly patients?: number;
  readonly lines?: readonly Line[];
  readonly ledger?: readonly ActLedgerLine[];
  readonly score?: string;
}

function statement({ team, period, scheme = 'PEPS', phase = 'FORFAIT', patients = 100, score, ...rest }: Given) {
  const lines = rest.lines ?? [];
  const made: Statement = {
    ...{ team, teamName: team, period, scheme, text: '', phase, patients, flags: [], lines, instalments: [] },
    totalCents: lines.reduce((sum, { amountCents }) => sum + amountCents, 0n),
    rates: score === undefined ? [] : [{ name: 'QUALITY_SCORE', value: score }],
    parameters: [],
    ledger: rest.ledger ?? [],
  };
  return { scheme, period, statement: made, decidedCents: 5n };
}

function acts(of: ActLedgerLine['class'], number: number, baseCents: bigint): ActLedgerLine {
  return { class: of, reason: '', acts: number, baseCents, paidCents: 0n };
}

const LINES: readonly Line[] = [
  { line: 'CAPITATION', amountCents: 250_000n },
  { line: 'FIDELISATION', amountCents: -50_000n },
  { line: 'QUALITY', amountCents: 10_000n },
  { line: 'CAP', amountCents: -2_000n },
  { line: 'STARTUP_CREDIT', amountCents: 70_000n },
  { line: 'DOUBLE_PAYMENT', amountCents: -30_000n },
];

test('a quarter adds up its statements; the forfait and its leakage count the teams whose forfait is paid', () => {
  const [found, ...others] = schemePeriods(
    [
      statement({
        team: 'A',
        period: '2022-Q4',
        lines: LINES,
        ledger: [acts('SUBSTITUTED', 90, 3_000n), acts('LEAKAGE', 30, 1_000n), acts('FEE_FOR_SERVICE', 7, 9_999n)],
        score: '60',
      }),
      statement({ team: 'B', period: '2022-Q4', lines: LINES, ledger: [acts('LEAKAGE', 500, 4_000n)], score: '71/2' }),
      statement({ team: 'C', period: '2022-Q4', phase: 'TRANSITION', patients: 900, lines: LINES }),
    ],
    TEAMS,
  );
  expect(others).toStrictEqual([]);
  const { forfait, score, ...rest } = required(found);
  expect(rest).toStrictEqual({
    ...{ scheme: 'PEPS', period: '2022-Q4', teams: 3, patients: 1_100 },
    ...{ totalCents: 744_000n, decidedCents: 15n, scored: 2, entered: ['B'], left: [] },
  });
  expect(score && fractionText(score)).toBe('191/4');
  expect(forfait).toStrictEqual({
    ...{ teams: 2, patients: 200, capitationCents: 500_000n, forfaitCents: 416_000n },
    ...{ insideCents: 3_000n, outsideCents: 5_000n },
    // Team B has nurses in its scope.
    ofDoctors: { patients: 100, acts: 120 },
  });
  expect(leakageShare(required(forfait))).toStrictEqual({ numerator: 5n, denominator: 8n });
  for (const reversed of [{ insideCents: -1n }, { outsideCents: -1n }])
    expect(leakageShare({ ...required(forfait), ...reversed })).toBeUndefined();
  // 4,160.00 € a quarter for 200 patients.
  expect(perPatientYear(416_000n, 200)).toStrictEqual({ numerator: 8_320n, denominator: 1n });
  expect(perPatientYear(1n, 0)).toBeUndefined();
});

test('what was decided for a period that is no longer due counts, and no team', () => {
  const calculated = { period: '2022-Q4', statement: null };
  const gone = required(monitoredStatement(calculated, { decidedCents: 7n, lastScheme: 'PEPS' }));
  for (const decidedCents of [undefined, 0n])
    expect(monitoredStatement(calculated, { decidedCents, lastScheme: 'PEPS' })).toBeUndefined();
  const all = schemePeriods(
    [statement({ team: 'A', period: '2022-Q4', score: '60' }), gone, { ...gone, period: '2023-Q1' }],
    TEAMS,
  );
  expect(
    all.map(({ period, teams: count, scored, patients, decidedCents }) => [
      period,
      count,
      scored,
      patients,
      decidedCents,
    ]),
  ).toStrictEqual([
    ['2022-Q4', 1, 1, 100, 12n],
    ['2023-Q1', 0, 0, 0, 7n],
  ]);
  const quarters = { from: quarter(2022, 4), to: quarter(2023, 1) };
  const figure = { id: 'peps-teams-2022', scheme: 'PEPS', measure: 'TEAMS', value: '1', isRead: true } as const;
  const [found] = besidePublished([{ ...figure, ...quarters }], all);
  expect(found?.periods).toStrictEqual(['2022-Q4']);
});

test('teams enter with their first period and leave with the one after their last; a group is there by the year', () => {
  const all = schemePeriods(
    [
      statement({ team: 'A', period: '2022-Q1', phase: 'TRANSITION' }),
      statement({ team: 'A', period: '2022-Q2', phase: 'TRANSITION' }),
      statement({ team: 'A', period: '2023-Q1' }),
      statement({ team: 'G', period: '2022', scheme: 'IPEP', phase: 'ACTIVE' }),
    ],
    TEAMS,
  );
  expect(
    all.map(({ scheme, period, entered, left, forfait }) => [scheme, period, entered, left, forfait?.teams]),
  ).toStrictEqual([
    ['IPEP', '2022', ['G'], [], undefined],
    ['PEPS', '2022-Q1', ['A'], [], 0],
    ['PEPS', '2022-Q2', [], [], 0],
    ['PEPS', '2023-Q1', [], ['B'], 1],
  ]);
});

test('a patient enters a scheme, moves from one of its teams to another, and leaves it', () => {
  const members = (rpps: string) => [[rpps, 'GP', '2020-01-01']] as const;
  const made = frame(
    [
      roster('A', { phases: [['FORFAIT', '2021-01-01']], members: members('D1') }),
      roster('B', { phases: [['FORFAIT', '2021-01-01']], members: members('D2') }),
      roster('P', { scheme: 'PRIMORDIAL', phases: [['FORFAIT', '2021-01-01']], members: members('D3') }),
      roster('G', { scheme: 'IPEP', phases: [['ACTIVE', '2021-01-01']], members: members('D2') }),
    ],
    ['2021-Q1', '2022-Q4'],
    {},
    REGULATION,
  );
  const movements = new PatientMovements({ ...made, quarters: { from: quarter(2021, 1), to: quarter(2022, 4) } });
  const add = (id: string, facts: Parameters<typeof dossier>[1]): void => {
    movements.add(alone(dossier(id, facts)));
  };
  add('P1', {
    declarations: [
      ['D1', '2021-05-05'],
      ['D2', '2021-11-11'],
      ['D3', '2022-02-02'],
      ['D9', '2022-08-08'],
    ],
  });
  add('P2', { declarations: [['D1', '2020-01-01']], died: '2021-12-31' });
  add('P3', { declarations: [['D9', '2020-01-01']] });
  const found = [...movements.found].filter(([, { entered, left, moved }]) => entered + left + moved > 0);
  expect(found.map(([key, { entered, left, moved }]) => [key, entered, left, moved]).sort()).toStrictEqual([
    ['IPEP/2022', 1, 0, 0],
    ['PEPS/2021-Q3', 1, 0, 0],
    // One patient goes to the other team of PEPS, and the dead one is no longer listed.
    ['PEPS/2022-Q1', 0, 1, 1],
    ['PEPS/2022-Q2', 0, 1, 0],
    ['PRIMORDIAL/2022-Q2', 1, 0, 0],
    ['PRIMORDIAL/2022-Q4', 0, 1, 0],
  ]);
});

test('a person of two ids goes from one team to the other, as one', () => {
  const ofTeam = (team: string, rpps: string) =>
    roster(team, { phases: [['FORFAIT', '2021-01-01']], members: [[rpps, 'GP', '2020-01-01']] });
  const made = frame([ofTeam('A', 'D1'), ofTeam('B', 'D2')], ['2021-Q1', '2021-Q4']);
  const dossiers = [
    dossier('P1', { declarations: [['D1', '2021-02-02']] }),
    dossier('P2', { declarations: [['D2', '2021-08-08']] }),
  ];
  const found = (merges: readonly MergeVersion[]) => {
    const movements = new PatientMovements({ ...made, quarters: { from: quarter(2021, 1), to: quarter(2021, 4) } });
    movements.add({ dossiers, merges });
    return [...movements.found].flatMap(([key, { entered, moved }]) =>
      entered + moved > 0 ? [[key, entered, moved]] : [],
    );
  };
  const merged: MergeVersion = { patient: 'P2', into: 'P1', knownOn: 0, position: 1 };
  expect(found([merged])).toStrictEqual([
    ['PEPS/2021-Q2', 1, 0],
    ['PEPS/2021-Q4', 0, 1],
  ]);
  expect(found([])).toStrictEqual([
    ['PEPS/2021-Q2', 1, 0],
    ['PEPS/2021-Q4', 1, 0],
  ]);
});

test('a published figure is compared with the statements of its quarters, and with no figure if there are no statements', () => {
  const all = schemePeriods(
    [
      statement({ team: 'A', period: '2022-Q4', lines: LINES, ledger: [acts('SUBSTITUTED', 110, 1n)] }),
      statement({ team: 'B', period: '2022-Q4', lines: LINES }),
      statement({ team: 'A', period: '2023-Q1', lines: LINES }),
      statement({ team: 'G', period: '2022', scheme: 'IPEP', phase: 'ACTIVE', patients: 6_000 }),
    ],
    TEAMS,
  );
  const figure = (measure: PublishedFigure['measure'], value: string, scheme = 'PEPS'): PublishedFigure => ({
    ...{ id: 'peps-teams-2022', scheme, measure, value, isRead: true },
    ...(scheme === 'IPEP'
      ? { from: quarter(2022, 1), to: quarter(2022, 4) }
      : { from: quarter(2022, 4), to: quarter(2023, 1) }),
  });
  const found = besidePublished(
    [
      figure('TEAMS', '2'),
      figure('PATIENTS', '300'),
      figure('AMOUNT_CENTS', '744000'),
      figure('CAPITATION_PER_PATIENT_YEAR_CENTS', '9600'),
      figure('CONSULTATIONS_PER_PATIENT_YEAR', '22/5'),
      figure('PATIENTS', '12000', 'IPEP'),
      figure('TEAMS', '3', 'PRIMORDIAL'),
    ],
    all,
  );
  expect(
    found.map(({ measured, ratio, periods }) => [
      measured && fractionText(measured),
      ratio && fractionText(ratio),
      periods.length,
    ]),
  ).toStrictEqual([
    ['3/2', '3/4', 2],
    ['150', '1/2', 2],
    ['744000', '1', 2],
    ['10000', '25/24', 2],
    // 110 acts of 200 patients, by doctors only.
    ['11/5', '1/2', 2],
    ['6000', '1/2', 1],
    [undefined, undefined, 0],
  ]);
});

test('each published figure is of a scheme of the regulation, of quarters in their order, and once', () => {
  for (const { id, scheme, from, to } of PUBLISHED_FIGURES)
    expect([id, REGULATION.schemes.has(scheme), from <= to]).toStrictEqual([id, true, true]);
  expect(new Set(PUBLISHED_FIGURES.map(({ id }) => id)).size).toBe(PUBLISHED_FIGURES.length);
});
