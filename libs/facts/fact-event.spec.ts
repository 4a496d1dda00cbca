/** A row of facts becomes one event: its payload is the row, its id is made from the row. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toEvent } from '#libs/facts/fact-event.ts';
import { columnIndex } from '#libs/facts/fact-kind.ts';
import { FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';

function eventOf(name: FactName, row: Readonly<Record<string, string>>) {
  const file = factKindOf(name);
  return toEvent(file)(file.columns.map((column) => row[column.name] ?? ''));
}

const COMMUNE = { commune: '2A004', name: 'Ajaccio', year: '2019', poverty_rate: '18.0', known_on: '2021-09-30' };

test('goes to the stream of its subject, with its effective date and the day it was known', () => {
  const { stream, event } = eventOf('communes', COMMUNE);
  expect(stream).toBe('national-communes');
  expect(event).toMatchObject({ type: 'PovertyRatePublished', effective: '2019', knownOn: '2021-09-30' });
  expect(eventOf('declarations', { patient_id: 'P-1' }).stream).toBe('patient-P-1');
  expect(eventOf('credits', { team_id: 'PEPS-01' }).stream).toBe('team-PEPS-01');
});

test('holds every field as the text that came in, in the order of the columns', () => {
  const { event } = eventOf('communes', { ...COMMUNE, name: 'L’« Île »\t"\\', poverty_rate: '' });
  expect(JSON.parse(event.data)).toStrictEqual({ ...COMMUNE, name: 'L’« Île »\t"\\', poverty_rate: '' });
  expect(Object.keys(JSON.parse(event.data) as object)).toStrictEqual(
    factKindOf('communes').columns.map(({ name }) => name),
  );
});

test('has the same id for the same row and another id for any other', () => {
  const fields = fc.array(fc.string(), { minLength: 5, maxLength: 5 });
  const ofCommune = toEvent(factKindOf('communes'));
  fc.assert(
    fc.property(fields, fields, (one, two) => {
      const same = one.every((field, i) => field === two[i]);
      expect(ofCommune(one).event.id === ofCommune(two).event.id).toBe(same);
      expect(ofCommune(one)).toStrictEqual(ofCommune([...one]));
    }),
  );
});

test('keeps the id that logs recorded before have', () => {
  expect(eventOf('communes', COMMUNE).event.id).toBe('ee06b735c6cbc0dd2bd9c33db00f82c9');
});

test('has another id in another file, though the row is the same', () => {
  const row = { team_id: 'T1', from: '2020-01-01', known_on: '2020-01-01' };
  expect(eventOf('phases', row).event.id).not.toBe(eventOf('members', row).event.id);
});

test('every file has the columns that name its stream, its effective date and its day of knowledge', () => {
  for (const file of FACT_KINDS) {
    expect(columnIndex(file, file.effective)).toBeGreaterThanOrEqual(0);
    expect(file.columns.at(-1)?.name).toBe('known_on');
    if ('column' in file.stream) expect(columnIndex(file, file.stream.column)).toBeGreaterThanOrEqual(0);
  }
});

test('events and columns are named once', () => {
  const events = FACT_KINDS.map(({ event }) => event);
  expect(new Set(events).size).toBe(events.length);
  for (const { columns } of FACT_KINDS) expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
});

test('a file or a column that does not exist is an error', () => {
  expect(() => factKindOf('prices' as FactName)).toThrow('prices is not a kind of fact');
  expect(() => columnIndex<string>(factKindOf('acts'), 'colour')).toThrow('acts has no column colour');
});
