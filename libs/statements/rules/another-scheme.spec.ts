/**
 * A scheme is data: one that exists only here, a forfait paid by the month to teams of midwives, is calculated by the same rules as
 * the schemes that are published.
 */
import { expect, test } from '@jest/globals';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { fieldChecks } from '#libs/facts/field-checks.ts';
import { dayText } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { dossier, frame, required, roster } from '#test/support/enrolment.ts';
import { SHIPPED } from '#test/support/product.ts';
import { linesOf, quarterly, sumsOf } from '#test/support/statements.ts';

const ABOUT = { from: '2021-01-01', status: 'assumed', reference: 'this test' };

function dated(value: unknown): object {
  return { values: [{ ...ABOUT, value }] };
}

/** The shipped regulation with the scheme beside the others: what a new version of its data would add. */
function withMidwives() {
  const root = JSON.parse(SHIPPED.parameters) as Record<'scheme_traits' | 'schemes', Record<string, object>> & {
    texts: object[];
  };
  const peps = Object.keys(required(root.schemes['PEPS']));
  const values: JsonObject = {
    presence: 'FIRST_DAY',
    grid: { MIDWIFE: 'GP-2021' },
    comorbidity_factor: ['1', '1', '1'],
    scope_acts: { MIDWIFE: ['9101'] },
    population: {},
    fidelisation_lag_quarters: 1,
    fidelisation_min_acts: 10,
    fidelisation_floor: '0',
    local_factor: { bands: [['0', '1']], missing: '1' },
    quality_max_rate: '0',
    quality_presumed_rate: null,
    quality_weights: { without: [100, 0], with: [100, 0] },
    experience_points: 0,
    cap_rate: null,
    cap_fallback: 'NONE',
    instalments: 3,
    eligibility: { patients: 1 },
  };
  expect(Object.keys(values).sort()).toStrictEqual(peps.sort());
  root.scheme_traits['MATERNITY'] = {
    family: 'SUBSTITUTIVE',
    options: ['ALL'],
    scopes: ['MIDWIFE'],
    phases: ['FORFAIT', 'LEFT'],
    treating_profession: 'MIDWIFE',
  };
  root.schemes['MATERNITY'] = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, dated(value)]));
  root.texts.push({ scheme: 'MATERNITY', from: ABOUT.from, id: 'MATERNITY-2021', reference: ABOUT.reference });
  return loadRegulation({ ...SHIPPED, parameters: JSON.stringify(root) });
}

const REGULATION = withMidwives();
const TEAM = roster('M1', {
  scheme: 'MATERNITY',
  rows: [{ scope: 'MIDWIFE' }],
  phases: [['FORFAIT', '2021-01-01']],
  members: [
    ['MIDWIFE1', 'MIDWIFE', '2020-01-01'],
    ['GP1', 'GP', '2020-01-01'],
  ],
});

function statementWith(declared: string) {
  const made = frame([TEAM], ['2021-Q2', '2021-Q2'], {}, REGULATION);
  const patient = dossier('P1', {
    birth: '2018-03-03',
    declarations: [[declared, '2021-01-01']],
    acts: [{ executant: 'MIDWIFE1', profession: 'MIDWIFE', code: '9101', on: '2021-05-05', base: 2_800, paid: 1_000 }],
  });
  return quarterly(made, 'M1', '2021-Q2', sumsOf(made, [patient]));
}

test('a scheme of another profession pays the patients who declared one of it, and takes back their acts', () => {
  // A girl under 7 without ALD or C2S: 118.80 euros a year in the grid.
  expect(linesOf(statementWith('MIDWIFE1')).filter((line) => !line.endsWith(' 0'))).toStrictEqual([
    'CAPITATION 2970',
    'DOUBLE_PAYMENT -1000',
  ]);
});

test('it is paid by the month', () => {
  const { instalments } = statementWith('MIDWIFE1');
  expect(instalments.map(({ dueOn, amountCents }) => [dayText(dueOn), amountCents])).toStrictEqual([
    ['2021-04-30', 656n],
    ['2021-05-31', 656n],
    ['2021-06-30', 658n],
  ]);
});

test('a declared doctor of another profession in the team puts nobody on its list', () => {
  expect(statementWith('GP1').patients).toBe(0);
});

test('the facts of the profession come in', () => {
  const column = required(
    FACT_KINDS.find(({ name }) => name === 'members')?.columns.find(({ name }) => name === 'profession'),
  );
  expect(fieldChecks(REGULATION)(column)('MIDWIFE')).toBeUndefined();
  expect(fieldChecks(loadRegulation(SHIPPED))(column)('MIDWIFE')?.code).toBe('CODE');
});
