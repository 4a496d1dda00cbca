/** Each fault of a row has a code, and a sentence that names the column. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { FAULT_CODES, type Fault, type FaultCode, inOrderOfCodes } from '#libs/facts/fault.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { REGULATION } from '#test/support/enrolment.ts';
import { GOOD_ROWS, fieldsOf } from '#test/support/rows.ts';

const SCHEMES = new Map([
  ['T1', 'PEPS'],
  ['PR1', 'PRIMORDIAL'],
  ['G1', 'IPEP'],
]);

type Changes = Readonly<Record<string, string>>;

function faults(file: FactName, changes: Changes = {}): readonly Fault[] {
  return rowCheck(factKindOf(file), { regulation: REGULATION, schemes: SCHEMES })(fieldsOf(file, changes));
}

/** The fields of a recorded set-aside row. */
function verdict(found: readonly Fault[]): { code: FaultCode | undefined; message: string } {
  const ordered = inOrderOfCodes(found);
  return { code: ordered[0]?.code, message: INTAKE_WORDS.ofFaults(ordered) };
}

for (const { name } of FACT_KINDS)
  test(`a good row of ${name} has no fault`, () => {
    expect(faults(name)).toStrictEqual([]);
  });

const EMPTY_REQUIRED = FACT_KINDS.flatMap(({ name, columns }) =>
  columns.filter(({ optional }) => !optional).map((column) => [name, column.name] as const),
);

test('an empty field is REQUIRED in every column that may not be empty, and names it', () => {
  for (const [file, column] of EMPTY_REQUIRED) {
    const found = faults(file, { [column]: '' });
    assert.equal(verdict(found).code, 'REQUIRED', `${file}.${column}`);
    assert.ok(verdict(found).message.startsWith(`${column} : `), `${file}.${column}`);
  }
});

test('the empty columns of a row are in one sentence, before its other faults', () => {
  expect(verdict(faults('acts', { profession: '', act_code: '', quantity: 'x', known_on: '' }))).toStrictEqual({
    code: 'REQUIRED',
    message:
      'profession, act_code, known_on : ces colonnes sont obligatoires et elles sont vides ; indiquez leurs valeurs. ' +
      'quantity : « x » n’est pas un nombre entier ; écrivez des chiffres seuls (montants en centimes), sans espace ni virgule.',
  });
});

const GOOD: readonly (readonly [file: FactName, what: string, changes: Changes])[] = [
  ['teams', 'the option and scope of an IPEP group empty', { team_id: 'G1', scheme: 'IPEP', option: '', scope: '' }],
  ['teams', 'a Corsican FINESS and commune', { finess: '2A0000014', commune: '2B033' }],
  ['teams', 'an identifier of 64 characters beyond the basic plane', { team_id: '😀'.repeat(64) }],
  ['phases', 'a phase withdrawn', { phase: '' }],
  ['phases', 'a phase on the first possible day', { from: '2019-10-01' }],
  ['phases', 'ACTIVE on 1 January', { team_id: 'G1', phase: 'ACTIVE', from: '2020-01-01' }],
  ['phases', 'LEFT of a group in mid-year', { team_id: 'G1', phase: 'LEFT', from: '2021-07-01' }],
  ['members', 'a membership that never was', { until: '2019-12-31' }],
  ['members', 'a bad RPPS key, which is only a warning', { rpps: '10003461033' }],
  ['patients', 'a death on the day of birth', { died_on: '1960-02-29' }],
  ['patients', 'a pseudonym of 14 digits', { patient_id: '29510991261119' }],
  ['coverage', 'C2S without a number', { kind: 'C2S', ald_number: '' }],
  ['coverage', 'ALD 32', { ald_number: '32' }],
  ['declarations', 'an end without a successor', { rpps: '' }],
  ['acts', 'a free act', { base_cents: '0', paid_cents: '0' }],
  ['acts', 'a reversal', { quantity: '-1', base_cents: '-2500', paid_cents: '0', reverses: 'A0' }],
  ['acts', 'amounts at 2^53', { base_cents: '9007199254740992' }],
  ['quality', 'nothing out of nothing', { numerator: '0', denominator: '0' }],
  ['thresholds', 'equal thresholds', { intermediate: '75.0', target: '75' }],
  [
    'thresholds',
    'a DOWN indicator with a higher intermediate value',
    { indicator: 'BENZO', intermediate: '20', target: '10' },
  ],
  ['communes', 'a secret rate', { poverty_rate: '' }],
  ['communes', 'a rate with four decimals', { poverty_rate: '14.9999' }],
  ['reference_revenue', 'an amount withdrawn', { amount_cents: '' }],
  ['credits', 'a credit taken back', { amount_cents: '-5000' }],
  ['spending', 'an unknown amount', { amount_cents: '' }],
  ['spending', 'a row known on 1 January 1990', { known_on: '1990-01-01' }],
];

for (const [file, what, changes] of GOOD)
  test(`${what} is good in ${file}`, () => {
    expect(faults(file, changes)).toStrictEqual([]);
  });

const LONG = 'x'.repeat(65);

const BAD: readonly (readonly [file: FactName, code: FaultCode, what: string, changes: Changes])[] = [
  ['coverage', 'REQUIRED', 'an ALD without a number', { ald_number: '' }],
  ['members', 'DATE', 'a day that does not exist', { from: '2021-02-29' }],
  ['members', 'DATE', 'a day written otherwise', { until: '31/12/2021' }],
  ['patients', 'DATE', 'a known_on with a time', { known_on: '2021-01-01T00:00:00' }],
  ['reference_revenue', 'QUARTER', 'a fifth quarter', { quarter: '2021-Q5' }],
  ['reference_revenue', 'QUARTER', 'a quarter written otherwise', { quarter: '2021Q1' }],
  ['acts', 'NUMBER', 'an amount with decimals', { base_cents: '25.00' }],
  ['acts', 'NUMBER', 'an amount with a space', { base_cents: '2 500' }],
  ['acts', 'NUMBER', 'a quantity in words', { quantity: 'one' }],
  ['acts', 'NUMBER', 'an amount beyond 2^53', { base_cents: '9007199254740993' }],
  ['acts', 'NUMBER', 'an amount below -2^53', { paid_cents: '-9007199254740993' }],
  ['quality', 'NUMBER', 'a year of two digits', { year: '20' }],
  ['communes', 'NUMBER', 'a rate with a comma', { poverty_rate: '21,5' }],
  ['communes', 'NUMBER', 'a rate with five decimals', { poverty_rate: '14.99999' }],
  ['communes', 'NUMBER', 'a rate with a percent sign', { poverty_rate: '21.5 %' }],
  ['patients', 'IDENTIFIER', 'a social security number for a patient', { patient_id: '2951099126111' }],
  ['acts', 'IDENTIFIER', 'a social security number with spaces and key', { patient_id: '2 95 10 99 126 111 93' }],
  ['spending', 'IDENTIFIER', 'a Corsican social security number', { patient_id: '253072B073004' }],
  ['patients', 'IDENTIFIER', 'a pseudonym of 65 characters', { patient_id: LONG }],
  ['teams', 'IDENTIFIER', 'a team of 65 characters', { team_id: LONG }],
  ['phases', 'IDENTIFIER', 'a team that looks like another', { team_id: ' T1' }],
  ['acts', 'IDENTIFIER', 'an act of 65 characters', { act_id: LONG }],
  ['credits', 'IDENTIFIER', 'a label of 65 characters', { label: LONG }],
  ['members', 'RPPS', 'an RPPS number of ten digits', { rpps: '1000000191' }],
  ['acts', 'RPPS', 'an RPPS number with a letter', { executant_rpps: '1000000191X' }],
  ['teams', 'FINESS', 'a FINESS number of a wrong key', { finess: '010000017' }],
  ['teams', 'CODE', 'a scheme that is not there', { scheme: 'PEPS9' }],
  ['teams', 'CODE', 'a structure that is not there', { structure: 'ESP' }],
  ['teams', 'CODE', 'a commune of four digits', { commune: '1283' }],
  ['teams', 'CODE', 'an option that no scheme has', { option: 'OVER_75' }],
  ['phases', 'CODE', 'a phase that no scheme has', { phase: 'PAUSED' }],
  ['members', 'CODE', 'a profession in small letters', { profession: 'gp' }],
  ['patients', 'CODE', 'a sex that is not F or M', { sex: '1' }],
  ['coverage', 'CODE', 'a kind of coverage that is not there', { kind: 'AME' }],
  ['coverage', 'CODE', 'C2S with an ALD number', { kind: 'C2S' }],
  ['acts', 'CODE', 'an act code with a letter', { act_code: 'G1110' }],
  ['quality', 'CODE', 'an indicator that is not there', { indicator: 'FLU' }],
  ['national_spending', 'CODE', 'an age band that is not there', { age_band: '80-89' }],
  ['national_spending', 'CODE', 'a flag other than 0 or 1', { ald: '2' }],
  [
    'teams',
    'OPTION',
    'an option that the scheme does not have',
    { team_id: 'PR1', scheme: 'PRIMORDIAL', option: 'DIABETES' },
  ],
  ['teams', 'OPTION', 'no option where the scheme has some', { option: '' }],
  ['teams', 'OPTION', 'no scope where the scheme has some', { scope: '' }],
  ['teams', 'OPTION', 'an option where the scheme has none', { team_id: 'G1', scheme: 'IPEP', scope: '' }],
  ['teams', 'OPTION', 'a scope where the scheme has none', { team_id: 'G1', scheme: 'IPEP', option: '' }],
  ['teams', 'OPTION', 'a second scheme for one team', { scheme: 'PRIMORDIAL' }],
  ['phases', 'OPTION', 'a phase that the scheme does not have', { phase: 'ACTIVE' }],
  ['phases', 'OPTION', 'a start-up forfait for PEPS', { phase: 'FORFAIT_STARTUP' }],
  ['coverage', 'RANGE', 'ALD 0', { ald_number: '0' }],
  ['coverage', 'RANGE', 'ALD 33', { ald_number: '33' }],
  ['acts', 'RANGE', 'a quantity of 0', { quantity: '0' }],
  ['acts', 'RANGE', 'a negative amount on an act', { base_cents: '-1' }],
  ['quality', 'RANGE', 'a negative numerator', { numerator: '-1' }],
  ['quality', 'RANGE', 'a numerator above the denominator', { numerator: '101' }],
  ['communes', 'RANGE', 'a rate above 100', { poverty_rate: '100.1' }],
  ['communes', 'RANGE', 'a negative rate', { poverty_rate: '-1' }],
  ['thresholds', 'RANGE', 'a target above 100', { target: '101' }],
  ['reference_revenue', 'RANGE', 'a revenue of 0', { amount_cents: '0' }],
  ['reference_revenue', 'RANGE', 'a negative revenue', { amount_cents: '-1' }],
  ['credits', 'RANGE', 'a credit of 0', { amount_cents: '0' }],
  ['spending', 'RANGE', 'a negative spending', { amount_cents: '-1' }],
  ['national_spending', 'RANGE', 'a negative mean', { amount_cents: '-1' }],
  ['members', 'PERIOD_ORDER', 'an end two days before the start', { until: '2019-12-30' }],
  ['coverage', 'PERIOD_ORDER', 'an end before the start', { until: '2019-01-01' }],
  ['patients', 'PERIOD_ORDER', 'a death before birth', { died_on: '1960-02-28' }],
  ['spending', 'PERIOD_ORDER', 'a known_on before 1990', { known_on: '1989-12-31' }],
  ['phases', 'PHASE_START', 'a phase from within a quarter', { from: '2020-01-02' }],
  ['phases', 'PHASE_START', 'a withdrawn phase from within a quarter', { phase: '', from: '2020-01-02' }],
  ['phases', 'PHASE_START', 'ACTIVE from within a year', { team_id: 'G1', phase: 'ACTIVE', from: '2020-04-01' }],
  ['phases', 'PHASE_START', 'a phase before the first text', { from: '2019-07-01' }],
  ['phases', 'PHASE_START', 'a withdrawn phase before the first text', { phase: '', from: '2019-07-01' }],
  [
    'phases',
    'PHASE_START',
    'a phase of PRIMORDIAL before its text',
    { team_id: 'PR1', phase: 'FORFAIT', from: '2020-10-01' },
  ],
  ['thresholds', 'THRESHOLD_ORDER', 'an UP indicator with a lower target', { intermediate: '75.0001' }],
  ['thresholds', 'THRESHOLD_ORDER', 'a DOWN indicator with a higher target', { indicator: 'BENZO' }],
  [
    'acts',
    'REVERSAL',
    'a negative quantity that names no act',
    { quantity: '-1', base_cents: '-2500', paid_cents: '-1650' },
  ],
  ['acts', 'REVERSAL', 'a positive quantity that names an act', { reverses: 'A0' }],
  ['acts', 'REVERSAL', 'a positive amount on a reversal', { quantity: '-1', paid_cents: '-1', reverses: 'A0' }],
  ['phases', 'UNKNOWN_TEAM', 'a phase of a team that is not there', { team_id: 'T9' }],
  ['members', 'UNKNOWN_TEAM', 'a member of a team that is not there', { team_id: 'T9' }],
  ['quality', 'UNKNOWN_TEAM', 'a result of a team that is not there', { team_id: 'T9' }],
  ['reference_revenue', 'UNKNOWN_TEAM', 'a revenue of a team that is not there', { team_id: 'T9' }],
  ['credits', 'UNKNOWN_TEAM', 'a credit of a team that is not there', { team_id: 'T9' }],
];

for (const [file, code, what, changes] of BAD)
  test(`${what} is ${code}, in one sentence that names the column`, () => {
    const found = faults(file, changes);
    expect(found.map((fault) => fault.code)).toStrictEqual([code]);
    expect(verdict(found).message).toMatch(/^[a-z_0-9]+ : .*\.$/);
  });

/** The columns that name a person or thing, except the act that a reversal names: that act may have been recorded with such a name. */
const NAMING = [
  'identifier',
  'act',
  'patient',
  'team',
  'rpps',
  'finess',
  'commune',
  'digits',
  'indicator',
  'qualifier',
];

test('refuses a blank around an identifier of any kind in any file, in a sentence that names it', () => {
  for (const blank of [' ', '\u00a0', '\u202f', '\u3000', '\u2009', '\t', '\ufeff'])
    for (const { name: file, columns } of FACT_KINDS)
      for (const { name, kind } of columns.filter((column) => NAMING.includes(column.kind))) {
        const right = GOOD_ROWS[file][name] === '' ? '71' : (GOOD_ROWS[file][name] ?? '');
        for (const field of [right + blank, blank + right, blank + right + blank]) {
          const [found, ...others] = faults(file, { [name]: field }).filter(({ at }) => at?.column === name);
          const message = verdict(found === undefined ? [] : [found]).message;
          assert.ok(
            message.endsWith(' ; il y a un espace avant ou après : ôtez-le.'),
            `${kind} ${file}.${name} ${message}`,
          );
          expect(others).toStrictEqual([]);
        }
      }
});

test('a row of an erased patient has no other fault, and its sentence quotes no value of it', () => {
  const check = rowCheck(factKindOf('patients'), { regulation: REGULATION, schemes: SCHEMES, isErased: () => true });
  expect(verdict(check(['P1', 'no day', 'X', '', 'no day']))).toStrictEqual({
    code: 'ERASED',
    message: expect.stringMatching(/^patient_id .*est effacé/),
  });
});

test('the tests above cover every code of a row, except those of the plausibility rules', () => {
  const tested = new Set<string>([
    ...BAD.map(([, code]) => code),
    'COLUMN_COUNT',
    'ACT_CONFLICT',
    'IMPLAUSIBLE',
    'ERASED',
  ]);
  expect(FAULT_CODES.filter((code) => !tested.has(code))).toStrictEqual([]);
});

test('a row with several faults has the first code of the list, and a sentence for each in that order', () => {
  const found = faults('acts', {
    act_code: 'X',
    patient_id: '2951099126111',
    care_on: '2021-02-30',
    profession: '',
    base_cents: '1,5',
    paid_cents: '-1',
    quantity: '-1',
    executant_rpps: '12',
  });
  const { code, message } = verdict(found);
  expect(code).toBe('REQUIRED');
  expect(found).toHaveLength(7);
  expect([...message.matchAll(/(?:^|\. )([a-z_]+) : /g)].map(([, column]) => column)).toStrictEqual([
    'profession',
    'care_on',
    'base_cents',
    'patient_id',
    'executant_rpps',
    'act_code',
    'quantity',
  ]);
});

test('a sentence quotes the faulty value, and a field of the shape of a social security number only masked', () => {
  expect(verdict(faults('acts', { act_code: 'C' })).message).toMatch(/« C »/);
  const { message } = verdict(faults('patients', { patient_id: '2951099126111' }));
  assert.ok(message.includes('« 2************ »'), message);
  assert.ok(!message.includes('951099'), message);
});

test('a field that is wrong in itself is compared with no other', () => {
  expect(faults('members', { from: 'x', until: '2019-01-01' }).map(({ code }) => code)).toStrictEqual(['DATE']);
  expect(faults('quality', { denominator: 'x', numerator: '101' }).map(({ code }) => code)).toStrictEqual(['NUMBER']);
});

test('the good rows name every column of every file', () => {
  for (const { name, columns } of FACT_KINDS)
    expect(Object.keys(GOOD_ROWS[name])).toStrictEqual(columns.map((column) => column.name));
});

test('a text of the shape of a social security number is masked in every sentence', () => {
  const number = '2951099126111';
  const schemes = new Map([[number, 'PEPS']]);
  const row = fieldsOf('teams', { team_id: number, scheme: 'PRIMORDIAL' });
  const { message } = verdict(rowCheck(factKindOf('teams'), { regulation: REGULATION, schemes })(row));
  expect(message).toMatch(/garde la sienne/);
  assert.ok(!message.includes(number), message);
});
