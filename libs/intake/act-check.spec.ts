/** An act is checked against the acts before it, in the same batch or recorded. */
import { afterAll, expect, test } from '@jest/globals';
import { toEvent } from '#libs/facts/fact-event.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { ActsBefore, actRow } from '#libs/intake/act-check.ts';
import { LogRecorder, type Recorder } from '#libs/intake/recorder.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { fieldsOf } from '#test/support/rows.ts';

type Changes = Readonly<Record<string, string>>;

const product = new Product();
const to: Recorder = await LogRecorder.of(product);
afterAll(() => product.close());

const ACT: Changes = { act_id: 'A1' };
const REVERSAL: Changes = { act_id: 'R1', reverses: 'A1', quantity: '-1', base_cents: '-2500', paid_cents: '-1650' };

const isOnePerson = (one: string, other: string): boolean => new Set([one, other, 'P1', 'P1-bis']).size === 2;

let worlds = 0;

/** Checks batches of acts one after the other, each with new acts. Returns the codes of the faults and warnings of each row. */
async function judged(...batches: readonly (readonly Changes[])[]): Promise<string[][]> {
  const verdicts: string[][] = [];
  const world = ++worlds;
  for (const batch of batches) {
    const rows = batch.map((changes) => {
      const { act_id: act, reverses } = changes;
      const own = { act_id: `${act ?? ''}-${world}`, reverses: reverses === undefined ? '' : `${reverses}-${world}` };
      const fields = fieldsOf('acts', { ...changes, ...own });
      const { stream, event } = toEvent(factKindOf('acts'))(fields);
      return { ...actRow(fields, event.id), located: { stream, event } };
    });
    const before = await ActsBefore.of(rows, to, isOnePerson);
    const good = [];
    for (const row of rows) {
      const { faults, warnings } = await before.check(row);
      verdicts.push([...faults.map(({ code }) => code), ...warnings.map(({ code }) => `(${code})`)]);
      if (faults.length > 0) continue;
      before.add(row);
      good.push(row.located);
    }
    await to.record(good, COMMIT);
  }
  return verdicts;
}

/** The same rows in one batch and in one batch each must be judged alike. */
function cases(what: string, rows: readonly Changes[], expected: readonly (readonly string[])[]): void {
  test(`${what}, within one batch`, async () => {
    expect(await judged(rows)).toStrictEqual(expected);
  });
  test(`${what}, across batches`, async () => {
    expect(await judged(...rows.map((row) => [row]))).toStrictEqual(expected);
  });
}

cases('an act and its reversal are good', [ACT, REVERSAL], [[], []]);
cases('an act does not cancel itself', [{ ...REVERSAL, act_id: 'A1' }, ACT], [['REVERSAL'], []]);
cases(
  'a reversal is not cancelled: that would take back twice',
  [ACT, REVERSAL, { ...REVERSAL, act_id: 'R2', reverses: 'R1' }],
  [[], [], ['REVERSAL']],
);
cases(
  'of two reversals that name each other, the second is not good',
  [
    { ...REVERSAL, reverses: 'R2' },
    { ...REVERSAL, act_id: 'R2', reverses: 'R1' },
  ],
  [['(UNKNOWN_REVERSED_ACT)'], ['REVERSAL']],
);
cases(
  'a reversal under another id of the person finds its act, one under the id of somebody else is set aside',
  [
    { ...ACT, patient_id: 'P1' },
    { ...REVERSAL, patient_id: 'P1-bis' },
    { ...REVERSAL, act_id: 'R2', patient_id: 'P2' },
  ],
  [[], [], ['REVERSAL', '(REVERSED_TWICE)']],
);
cases(
  'a reversal names an act with a blank before it only where one was recorded so',
  [
    { ...ACT, act_id: ' A1' },
    { ...REVERSAL, reverses: ' A1' },
    { ...REVERSAL, act_id: 'R2', reverses: '\u00a0A1' },
  ],
  [[], [], ['IDENTIFIER']],
);
cases('the same act again is no conflict', [ACT, ACT, REVERSAL, REVERSAL, ACT], [[], [], [], [], []]);
cases(
  'a second act of one id and other content is a conflict',
  [ACT, { ...ACT, paid_cents: '1600' }],
  [[], ['ACT_CONFLICT']],
);
cases(
  'a second act of one id is a conflict for another patient too',
  [ACT, { ...ACT, patient_id: 'P2' }],
  [[], ['ACT_CONFLICT']],
);
cases(
  'a conflict does not take the place of the act',
  [ACT, { ...ACT, paid_cents: '1' }, ACT],
  [[], ['ACT_CONFLICT'], []],
);

for (const [column, value] of [
  ['patient_id', 'P2'],
  ['executant_rpps', '10003461033'],
  ['profession', 'NURSE'],
  ['act_code', '1111'],
  ['care_on', '2021-01-06'],
  ['qualifier', '70'],
] as const) {
  cases(
    `a reversal of another ${column} than its act is refused`,
    [ACT, { ...REVERSAL, [column]: value }],
    [[], ['REVERSAL']],
  );
  cases(
    `an act that comes after a reversal of another ${column} is good, with a warning`,
    [{ ...REVERSAL, [column]: value }, ACT],
    [['(UNKNOWN_REVERSED_ACT)'], ['(LATE_ACT_DIFFERS)']],
  );
}

cases(
  'a reversal in other amounts and on another known_on is good',
  [ACT, { ...REVERSAL, quantity: '-2', base_cents: '-1', known_on: '2021-03-01' }],
  [[], []],
);
cases(
  'an act that comes after its reversal and agrees with it is good',
  [REVERSAL, ACT],
  [['(UNKNOWN_REVERSED_ACT)'], []],
);
cases(
  'an act reversed twice gives a warning on the second reversal',
  [ACT, REVERSAL, { ...REVERSAL, act_id: 'R2' }],
  [[], [], ['(REVERSED_TWICE)']],
);
cases(
  'a reversal of an act that is not there is good, with a warning',
  [ACT, { ...REVERSAL, reverses: 'A9' }],
  [[], ['(UNKNOWN_REVERSED_ACT)']],
);
cases(
  'a late act is held against the first of its reversals',
  [REVERSAL, { ...REVERSAL, act_id: 'R2', act_code: '1111' }, { ...ACT, act_code: '1111' }],
  [['(UNKNOWN_REVERSED_ACT)'], ['(UNKNOWN_REVERSED_ACT)', '(REVERSED_TWICE)'], ['(LATE_ACT_DIFFERS)']],
);

test('the sentence about a reversal names the fields that differ', async () => {
  const act = actRow(fieldsOf('acts', ACT), 'a');
  const reversal = actRow(fieldsOf('acts', { ...REVERSAL, act_code: '1111', care_on: '2021-01-06' }), 'b');
  const before = await ActsBefore.of([act, reversal], to, isOnePerson);
  before.add(act);
  const { faults } = await before.check(reversal);
  expect(INTAKE_WORDS.ofFaults(faults)).toMatch(/act_code, care_on/);
});
