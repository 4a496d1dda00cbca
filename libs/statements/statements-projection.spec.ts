/** The projection of calculations keeps each day known, and points to what was calculated last. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { STATEMENTS, hasStatement, teamPeriodIn } from '#libs/statements/statements-projection.ts';
import { projectionOf } from '#test/support/specification.ts';

const { given } = projectionOf(STATEMENTS);

function storedExample(type: string): RecordedEvent {
  const url = new URL(`../../test/stored-events/${type}.json`, import.meta.url);
  const [event] = JSON.parse(readFileSync(url, 'utf8')) as [RecordedEvent];
  return event;
}

const first = storedExample('StatementCalculated');
const firstText = JSON.parse(first.data) as { readonly digest: string };
const pointer = { team: 'A', period: '1000', knownOn: '2022-03-31', digest: firstText.digest, position: 0, due: true };

test('a calculation is kept as it was recorded, under the day known, with a pointer to the latest', () => {
  given(first).then({ 'known/2022-03-31/1000/A': firstText, 'latest/1000/A': pointer });
});

test('a calculation as known on another day is kept beside the first, and is the latest', () => {
  const later = { ...first, knownOn: '2022-04-30', position: 2 };
  given(first, later).then({
    'known/2022-03-31/1000/A': firstText,
    'known/2022-04-30/1000/A': firstText,
    'latest/1000/A': { ...pointer, knownOn: '2022-04-30' },
  });
});

test('a statement that is no longer due has a pointer that says so, and a calculation without a statement', () => {
  const stored = given(storedExample('StatementNoLongerDue')).stored();
  const [latest, calculation] = ['latest/2021/IPEP-01', 'known/2022-03-31/2021/IPEP-01'].map((key) => stored.get(key));
  expect(JSON.parse(latest ?? '')).toMatchObject({ team: 'IPEP-01', period: '2021', due: false });
  expect(hasStatement(calculation ?? '')).toBe(false);
  expect(teamPeriodIn(calculation ?? '')).toStrictEqual({ team: 'IPEP-01', period: '2021' });
});

test('a decision changes no calculation', () => {
  given(storedExample('StatementSubmitted')).then({});
});
