/** The rules in force decide which implausible rows are set aside and which get a warning. */
import { describe, expect, test } from '@jest/globals';
import { type PlausibilityRule, plausibilityCheck } from '#libs/facts/plausibility.ts';
import { FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import { dayFromText } from '#libs/kernel/day.ts';

const TODAY = dayFromText('2026-11-20');

/** `aside` or `warned` with the code and the column, for the example of the kind with some fields changed. */
function judged(
  kind: FactName,
  changed: Readonly<Record<string, string>>,
  rules: readonly PlausibilityRule[] = PLAUSIBILITY_RULES,
  today = TODAY,
): readonly string[] {
  const { columns, example, ...rest } = factKindOf(kind);
  const fields = columns.map(({ name }) => changed[name] ?? example[name as keyof typeof example] ?? '');
  const { faults, warnings } = plausibilityCheck({ columns, example, ...rest }, rules, today)(fields);
  return [
    ...faults.map(({ code, at, reason }) => {
      expect(code).toBe('IMPLAUSIBLE');
      return `aside ${(reason.data as { rule: string }).rule} ${at?.column ?? ''}`;
    }),
    ...warnings.map(({ rule, column }) => `warned ${rule} ${column}`),
  ];
}

describe('implausible rows', () => {
  test.each(FACT_KINDS)('the example of $name is plausible', ({ name }) => {
    expect(judged(name, {})).toStrictEqual([]);
  });

  const cases: readonly (readonly [string, FactName, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['known in 2062', 'patients', { died_on: '2021-01-05', known_on: '2062-11-20' }, ['aside KNOWN_TO_COME known_on']],
    ['known tomorrow', 'patients', { known_on: '2026-11-21' }, ['warned KNOWN_TO_COME known_on']],
    ['known today', 'patients', { known_on: '2026-11-20' }, []],
    [
      'care in 2032',
      'acts',
      { care_on: '2032-02-10', known_on: '2026-11-20' },
      ['aside HELD_TO_COME care_on', 'warned HELD_AFTER_KNOWN care_on'],
    ],
    ['care the day after it is known', 'acts', { care_on: '2024-04-03' }, ['warned HELD_AFTER_KNOWN care_on']],
    ['care in 1925', 'acts', { care_on: '1925-04-02' }, ['warned KNOWN_LATE care_on']],
    ['care known in the fifth year after it', 'acts', { care_on: '2019-01-01' }, []],
    ['care the day it is known', 'acts', { care_on: '2024-04-02' }, []],
    [
      'born in 2100',
      'patients',
      { birth_date: '2100-01-01' },
      ['aside HELD_TO_COME birth_date', 'aside HELD_AFTER_KNOWN birth_date'],
    ],
    ['born in 1850', 'patients', { birth_date: '1850-01-01' }, ['aside AGE birth_date']],
    ['117 years old', 'patients', { birth_date: '1907-01-01' }, ['warned AGE birth_date']],
    ['dead after it is known', 'patients', { died_on: '2025-07-01' }, ['warned HELD_AFTER_KNOWN died_on']],
    [
      'dead in 2062',
      'patients',
      { died_on: '2062-07-01' },
      ['aside HELD_TO_COME died_on', 'aside HELD_AFTER_KNOWN died_on'],
    ],
    [
      'a visit of 9,999,999.99 €',
      'acts',
      { base_cents: '999999999', paid_cents: '999999999' },
      ['aside SIZE base_cents', 'aside SIZE paid_cents'],
    ],
    [
      'a reversal of 9,999,999.99 €',
      'acts',
      { quantity: '-1', reverses: 'A', base_cents: '-999999999', paid_cents: '-999999999' },
      ['aside SIZE base_cents', 'aside SIZE paid_cents'],
    ],
    [
      'paid more than the fee',
      'acts',
      { base_cents: '2500', paid_cents: '2501' },
      ['warned MORE_THAN_BASE paid_cents'],
    ],
    ['a quality result of 2062', 'quality', { year: '2062' }, ['aside HELD_AFTER_KNOWN year']],
    ['a credit due in 2099', 'credits', { due_on: '2099-01-01' }, ['aside HELD_AFTER_KNOWN due_on']],
  ];
  for (const [what, kind, changed, expected] of cases)
    test(`${what}: ${expected.join(', ') || 'plausible'}`, () => {
      expect(judged(kind, changed)).toStrictEqual(expected);
    });
});

test('a rule holds from its day on, until a later one changes or ends it', () => {
  const rule = { code: 'SIZE', column: 'base_cents', does: 'WARN' } as const;
  const rules: PlausibilityRule[] = [
    { ...rule, bound: 100, from: '2026-01-01' },
    { ...rule, bound: null, from: '2028-01-01' },
    { ...rule, bound: 5_000, from: '2027-01-01' },
  ];
  const on = (day: string): readonly string[] => judged('acts', { base_cents: '2650' }, rules, dayFromText(day));
  expect([on('2025-12-31'), on('2026-01-01'), on('2027-01-01'), on('2028-01-01')]).toStrictEqual([
    [],
    ['warned SIZE base_cents'],
    [],
    [],
  ]);
});
