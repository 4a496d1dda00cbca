/** The text of whole statements, against golden files. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { statementAsText } from '#libs/words/texts/statement-text.ts';
import { calculated } from '#libs/statements/calculated-statement.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { parameterOn, schemeOf } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import { REGULATION, dossier, frame, roster } from '#test/support/enrolment.ts';
import { matchesGolden } from '#test/support/golden.ts';
import { linesOf, quarterly, sumsOf, yearly } from '#test/support/statements.ts';

function asText(statement: Statement): string {
  const pin = {
    knownOn: dayFromText('2024-06-30'),
    position: 1234,
    regulationVersion: '2026-11',
    regulationFingerprint: '0'.repeat(64),
    rulesVersion: '1',
  };
  const scheme = schemeOf(REGULATION, statement.scheme);
  const references = new Map(
    statement.parameters.map(({ parameter, from }) => [
      parameter,
      parameterOn(scheme, parameter as ParameterName, from).reference,
    ]),
  );
  return `${statementAsText({ ...calculated(statement.team, statement.period, pin, statement), statement }, references)}\n`;
}

/** Ten patients of D1, each seen once a quarter by D1, one of ten by a doctor elsewhere; the last has two ALD. */
function patientList(): Dossier[] {
  return Array.from({ length: 10 }, (_, i) =>
    dossier(`P${i}`, {
      birth: `${1940 + i * 7}-03-0${(i % 9) + 1}`,
      sex: i % 2 === 0 ? 'F' : 'M',
      declarations: [['D1', '2020-01-01']],
      coverage:
        i === 9
          ? [
              [8, '2020-01-01'],
              [15, '2021-01-01'],
              [0, '2022-01-01'],
            ]
          : [],
      acts: [
        { on: '2022-11-10', base: 2500, paid: 1650 },
        { on: '2023-02-10', base: 2500, paid: i === 0 ? 1650 : 0 },
        ...(i === 1 ? [{ on: '2022-12-24', executant: 'D9', base: 5000, paid: 3500 }] : []),
        ...(i === 2 ? [{ on: '2023-01-05', code: '9999', base: 3000, paid: 2100 }] : []),
        ...(i === 3 ? [{ on: '2023-01-06', informationOnly: true, base: 100, paid: 0 }] : []),
      ],
    }),
  );
}

test('the text of a PEPS statement', () => {
  const team = roster('PEPS-01', {
    rows: [{ name: 'Maison de santé du Lac', commune: '38185' }],
    phases: [['FORFAIT', '2021-01-01']],
    members: [['D1', 'GP', '2020-01-01']],
    quality: [
      [2022, 'FLU65', 3, 5],
      [2021, 'FLU65', 2, 5],
      [2022, 'BENZO', 1, 10],
    ],
    revenue: [['2023-Q1', 15_000]],
    credits: [['2023-02-15', 'amorçage', 50_000]],
  });
  const made = frame([team], ['2023-Q1', '2023-Q1'], {
    thresholds: [
      ['FLU65', 2022, '50', '75'],
      ['BENZO', 2022, '20', '10'],
    ],
    poverty: [['38185', 2021, '17.3']],
  });
  const statement = quarterly(made, 'PEPS-01', '2023-Q1', sumsOf(made, patientList()));
  expect(statement.lines).toHaveLength(7);
  matchesGolden('statement-peps.txt', asText(statement));
});

test('the text of an IPEP statement', () => {
  const group = roster('IPEP-01', {
    scheme: 'IPEP',
    rows: [{ name: 'CPTS des Deux Rives' }],
    phases: [['ACTIVE', '2021-01-01']],
    members: [['D1', 'GP', '2020-01-01']],
    quality: [
      [2022, 'FLU65', 13, 20],
      [2022, 'BREAST', 1, 2],
      [2022, 'EXPERIENCE', 41, 60],
    ],
    credits: [['2022-01-01', 'amorçage', 200_000]],
  });
  const made = frame([group], ['2022-Q1', '2022-Q4'], {
    thresholds: [
      ['FLU65', 2022, '50', '75'],
      ['BREAST', 2022, '50', '75'],
    ],
    means: [
      [2021, 200_000],
      [2022, 210_000],
    ],
  });
  const patients = Array.from({ length: 7 }, (_, i) =>
    dossier(`P${i}`, {
      declarations: [['D1', '2020-01-01']],
      spending:
        i === 6
          ? [[2021, 150_000]]
          : [
              [2021, 190_000 + i * 1_000],
              [2022, 180_000 + i * 999],
            ],
    }),
  );
  const statement = yearly(made, 'IPEP-01', 2022, sumsOf(made, patients));
  // Six patients compared: obs 182,497.5, exp 210,000, e = 27,502.5 cents; exp' − obs' = 200,000 − 186,428 4/7 (seven compared).
  expect(linesOf(statement)[0]).toBe(`ECART ${Math.round((27_502.5 * 7) / 6)}`);
  matchesGolden('statement-ipep.txt', asText(statement));
});
