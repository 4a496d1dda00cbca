/** A row that withdraws what is not there changes nothing, which is said: in every kind that has such rows, and whatever came first. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type LocatedFact, toEvent } from '#libs/facts/fact-event.ts';
import { FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import type { ImportFindings } from '#libs/intake/import-summary.ts';
import { FileWithdrawals } from '#libs/intake/recording/file-withdrawals.ts';
import { vainWithdrawals, withdrawalTest } from '#libs/intake/recording/withdrawals.ts';
import type { RunningImport } from '#libs/intake/running-import.ts';
import { COMMIT } from '#test/support/commit.ts';
import { factRecorderOf } from '#test/support/fact-recorder.ts';
import { Product } from '#test/support/product.ts';

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.close());

type Change = Readonly<Record<string, string>>;

/** The row of the example of a kind, changed. */
function fieldsOf(name: FactName, change: Change): readonly string[] {
  const { columns, example } = factKindOf(name);
  return columns.map((column) => change[column.name] ?? example[column.name] ?? '');
}

/** Records the rows one after the other, and gives whether the last one withdraws nothing. */
async function isVain(name: FactName, ...changes: readonly Change[]): Promise<boolean> {
  const kind = factKindOf(name);
  const facts = changes.map((change) => toEvent(kind)(fieldsOf(name, change)));
  for (const one of facts) await product.log.record([one], COMMIT);
  return (await vainWithdrawals(kind, facts.slice(-1).map(withdrawalOf), recorded())).size > 0;
}

const withdrawalOf = ({ stream, event: { id } }: LocatedFact) => ({ stream, id });

/** The log, in which the ids are one person's. */
function recorded(...ids: readonly string[]) {
  return { logs: [product.log], idsOfPerson: (patient: string) => (ids.includes(patient) ? ids : [patient]) };
}

const WITHDRAWALS: Readonly<Partial<Record<FactName, Change>>> = {
  phases: { phase: '' },
  members: { until: '2023-12-31' },
  coverage: { until: '2022-03-31' },
  reference_revenue: { amount_cents: '' },
  credits: { amount_cents: '' },
  spending: { amount_cents: '' },
  national_spending: { amount_cents: '' },
};

test.each(FACT_KINDS.map(({ name }) => name))('the example of %s withdraws nothing of its own', (name) => {
  expect(withdrawalTest(factKindOf(name))(fieldsOf(name, {}))).toBe(false);
});

test.each(Object.entries(WITHDRAWALS) as [FactName, Change][])('a withdrawal among %s', async (name, withdrawal) => {
  expect(withdrawalTest(factKindOf(name))(fieldsOf(name, withdrawal))).toBe(true);
  expect(await isVain(name, withdrawal)).toBe(true);
  expect(await isVain(name, { ...withdrawal, known_on: '2030-01-01' })).toBe(true);
  expect(await isVain(name, { known_on: '2030-01-02' }, { ...withdrawal, known_on: '2030-02-01' })).toBe(false);
});

const LATER = '2024-03-01';
test.each<[string, boolean, Change[]]>([
  ['the fact is known later', true, [{ known_on: LATER }, { phase: '' }]],
  ['the fact is known on the same day', false, [{}, { phase: '' }]],
  ['it is withdrawn already', true, [{}, { phase: '', known_on: LATER }, { phase: '', known_on: '2024-04-01' }]],
  ['the phase of another day is there', true, [{ from: '2023-01-01' }, { phase: '' }]],
  ['it is withdrawn already, but known later', false, [{}, { phase: '', known_on: LATER }, { phase: '' }]],
])('if %s: %s', async (_, expected, changes) => {
  expect(await isVain('phases', ...changes)).toBe(expected);
});

test('a number in the key is compared as a number', async () => {
  expect(await isVain('coverage', { ald_number: '08' }, { ald_number: '8', until: '2022-03-31' })).toBe(false);
});

test('a cover is withdrawn under any id of its person, and the spending of an id only under that id', async () => {
  const vainOf = async (name: 'coverage' | 'spending', first: Change, later: Change, ...ids: readonly string[]) => {
    const kind = factKindOf(name);
    const facts = [first, later].map((change) => toEvent(kind)(fieldsOf(name, change)));
    for (const one of facts) await product.log.record([one], COMMIT);
    return (await vainWithdrawals(kind, facts.slice(-1).map(withdrawalOf), recorded(...ids))).size > 0;
  };
  const ended = { patient_id: 'P2', until: '2022-03-31', known_on: LATER };
  expect(await vainOf('coverage', { patient_id: 'P1' }, ended)).toBe(true);
  expect(await vainOf('coverage', { patient_id: 'P1' }, ended, 'P1', 'P2')).toBe(false);
  const none = { patient_id: 'P2', amount_cents: '', known_on: '2030-01-01' };
  expect(await vainOf('spending', { patient_id: 'P1' }, none, 'P1', 'P2')).toBe(true);
});

test('rows that withdraw nothing are warned of when the file is recorded: the version may come in a later batch', async () => {
  const kind = factKindOf('spending');
  const lines: (number | undefined)[] = [];
  const findings = { warn: ({ line }: { readonly line: number | undefined }) => lines.push(line) };
  const settings = { sources: [product] };
  const running = { settings, findings: findings as unknown as ImportFindings, idsOfPerson: (id: string) => [id] };
  const file = { kind, summary: { file: 'spending.csv', read: 0, recorded: 0, known: 0, setAside: 0 } };
  const withdrawals = new FileWithdrawals(file, running as unknown as RunningImport);
  const batch = async (...rows: readonly (Change & { readonly line: string })[]) => {
    const results = rows.map(({ line, ...change }) => {
      const fields = fieldsOf('spending', change);
      return { located: toEvent(kind)(fields), isFact: true, row: { fields, faults: [], line: Number(line) } as never };
    });
    for (const { located } of results) await product.log.record([located], COMMIT);
    await withdrawals.look(results);
  };
  const [none, known_on] = ['', LATER];
  await batch(
    { line: '2', patient_id: 'P3', amount_cents: none },
    { line: '3', patient_id: 'P1', amount_cents: none, known_on },
  );
  await batch(
    { line: '4', patient_id: 'P2', amount_cents: none },
    { line: '5', patient_id: 'P1', known_on: '2024-01-01' },
  );
  // It is withdrawn already; and the file has events of its own, as that a row is set aside.
  await batch({ line: '6', patient_id: 'P3', amount_cents: none, known_on: '2030-01-01' });
  const fields = fieldsOf('spending', { patient_id: 'P4', amount_cents: none });
  await withdrawals.look([
    { located: toEvent(kind)(fields), isFact: false, row: { fields, faults: [], line: 7 } as never },
  ]);
  expect(lines).toStrictEqual([]);
  await withdrawals.warn();
  expect(lines).toStrictEqual([2, 4, 6]);
});

test('of two rows of one person on one day, the one recorded later withdraws the other, under whichever ids', async () => {
  const kind = factKindOf('coverage');
  const facts = [{ patient_id: 'P2' }, { patient_id: 'P1', until: '2022-03-31' }].map((change) =>
    toEvent(kind)(fieldsOf('coverage', change)),
  );
  for (const one of facts) await product.log.record([one], COMMIT);
  const vain = await vainWithdrawals(kind, facts.slice(-1).map(withdrawalOf), recorded('P1', 'P2'));
  expect(vain.size).toBe(0);
});

test('a single fact that withdraws nothing is recorded with the warning', async () => {
  const recorder = await factRecorderOf(product);
  const record = async (change: Change) => {
    const fields = fieldsOf('national_spending', change);
    return (await recorder.record({ kind: 'national_spending', fields, commit: COMMIT })).warnings;
  };
  const columns = ['year', 'age_band', 'sex', 'ald', 'c2s'];
  expect(await record({ amount_cents: '' })).toStrictEqual([{ code: 'WITHDRAWS_NOTHING', data: { columns } }]);
  expect(await record({ known_on: '2025-07-01' })).toStrictEqual([]);
  expect(await record({ known_on: '2025-08-01', amount_cents: '' })).toStrictEqual([]);
  await recorder.close();
});
