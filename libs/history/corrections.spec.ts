/** A correction names the version it corrects, and a reversal the act it reverses. */
import { expect, test } from '@jest/globals';
import { FACT_KINDS, type FactName } from '#libs/intake/fact-kinds.ts';
import { withCorrections } from '#libs/history/corrections.ts';
import type { HistoryEvent } from '#libs/history/recorded.ts';

function fact(file: FactName, position: number, content: Readonly<Record<string, string>>): HistoryEvent {
  const { event, effective } = FACT_KINDS.find(({ name }) => name === file) ?? { event: '', effective: '' };
  return {
    position,
    revision: position - 1,
    type: event,
    effective: content[effective] ?? '',
    knownOn: content['known_on'] ?? '',
    recordedAt: '2026-01-01T00:00:00.000Z',
    recordedBy: 'Alice',
    because: 'facts.csv',
    content,
  };
}

const DOCTOR = { patient_id: 'P1', rpps: '10000001916', declared_on: '2020-03-01', known_on: '2020-03-02' };

test('a later version names the one it corrects and the columns that changed', () => {
  const [first, second] = withCorrections([
    fact('declarations', 1, DOCTOR),
    fact('declarations', 2, { ...DOCTOR, rpps: '', known_on: '2020-06-01' }),
  ]);
  expect(first?.corrects).toBeUndefined();
  expect(first?.correctedBy).toBe(2);
  expect(second?.corrects).toStrictEqual({
    position: 1,
    changes: [{ column: 'rpps', before: '10000001916', after: '' }],
  });
});

test('orders versions by the day they were known, then by position', () => {
  const events = withCorrections([
    fact('declarations', 1, { ...DOCTOR, rpps: '1', known_on: '2020-06-01' }),
    fact('declarations', 2, { ...DOCTOR, rpps: '2', known_on: '2020-03-02' }),
    fact('declarations', 3, { ...DOCTOR, rpps: '3', known_on: '2020-06-01' }),
  ]);
  expect(events.map(({ position, corrects }) => [position, corrects?.position])).toStrictEqual([
    [1, 2],
    [2, undefined],
    [3, 1],
  ]);
});

test('a number in a key is compared as a number', () => {
  const ald = { patient_id: 'P1', kind: 'ALD', ald_number: '8', from: '2020-01-01', until: '', known_on: '2020-01-02' };
  const [first, second] = withCorrections([
    fact('coverage', 1, ald),
    fact('coverage', 2, { ...ald, ald_number: '08', until: '2019-12-31', known_on: '2020-02-01' }),
  ]);
  expect([first?.correctedBy, second?.corrects?.position]).toStrictEqual([2, 1]);
});

test('facts with different keys do not correct each other', () => {
  const events = withCorrections([
    fact('declarations', 1, DOCTOR),
    fact('declarations', 2, { ...DOCTOR, declared_on: '2021-03-01' }),
    fact('patients', 3, { patient_id: 'P1', birth_date: '1980-01-01', sex: 'F', known_on: '2020-03-02' }),
  ]);
  expect(events.every(({ corrects, correctedBy }) => corrects === undefined && correctedBy === undefined)).toBe(true);
});

test('a reversal names its act, and an act names all its reversals', () => {
  const act = { act_id: 'A1', patient_id: 'P1', care_on: '2021-03-05', reverses: '', known_on: '2021-04-01' };
  const events = withCorrections([
    fact('acts', 1, act),
    fact('acts', 2, { ...act, act_id: 'A2', reverses: 'A1' }),
    fact('acts', 3, { ...act, act_id: 'A3', reverses: 'A1' }),
    fact('acts', 4, { ...act, act_id: 'A4', reverses: 'A9' }),
  ]);
  expect(events.map(({ reverses, reversedBy }) => [reverses, reversedBy])).toStrictEqual([
    [undefined, [2, 3]],
    [1, undefined],
    [1, undefined],
    [undefined, undefined],
  ]);
});

test('the event of an erasure is no version of a fact and stays unchanged', () => {
  const erased = { ...fact('acts', 2, {}), type: 'PatientErased' };
  const before = fact('acts', 1, {});
  expect(withCorrections([before, erased])).toStrictEqual([before, erased]);
});

test('throws on an event that is not a fact', () => {
  const other = { ...fact('acts', 1, {}), type: 'StatementCalculated' };
  expect(() => withCorrections([other])).toThrow('StatementCalculated is not a fact');
});
