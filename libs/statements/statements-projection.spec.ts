/** The projection of calculations points at the event of each day of knowledge, and at the last calculation. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { projectionOf } from '#test/support/specification.ts';

const { given } = projectionOf(STATEMENTS);

function storedExample(type: string): RecordedEvent {
  const url = new URL(`../../test/stored-events/${type}.json`, import.meta.url);
  const [event] = JSON.parse(readFileSync(url, 'utf8')) as [RecordedEvent];
  return event;
}

const first = storedExample('StatementCalculated');
const { digest } = JSON.parse(first.data) as { readonly digest: string };
const pointer = {
  team: 'A',
  period: '1000',
  knownOn: '2022-03-31',
  digest,
  position: 0,
  due: true,
  event: first.id,
};

test('a calculation is pointed at under its day known, and as the latest', () => {
  given(first).then({ 'known/2022-03-31/1000/A': pointer, 'latest/1000/A': pointer });
});

test('a calculation for another day known does not replace the first, and becomes the latest', () => {
  const later = { ...first, id: 'ff'.repeat(16), knownOn: '2022-04-30', position: 2 };
  const laterPointer = { ...pointer, knownOn: '2022-04-30', event: later.id };
  given(first, later).then({
    'known/2022-03-31/1000/A': pointer,
    'known/2022-04-30/1000/A': laterPointer,
    'latest/1000/A': laterPointer,
  });
});

test('a statement that is no longer due has pointers that say so', () => {
  const stored = given(storedExample('StatementNoLongerDue')).stored();
  for (const key of ['latest/2021/IPEP-01', 'known/2022-03-31/2021/IPEP-01'])
    expect(JSON.parse(stored.get(key) ?? '')).toMatchObject({ team: 'IPEP-01', period: '2021', due: false });
});

test('a calculation as known on a day is shown whole to those who query the read store, the latest as it points', () => {
  expect(STATEMENTS.keys(first).map((key) => [key, STATEMENTS.shownOf?.(first, key)])).toStrictEqual([
    ['latest/1000/A', undefined],
    ['known/2022-03-31/1000/A', first.data],
  ]);
});

test('a decision changes no calculation', () => {
  given(storedExample('StatementSubmitted')).then({});
});

test('a calculation without its digest or its position is refused, and points nowhere', () => {
  for (const lacking of ['"digest"', '"position"']) {
    const event = { ...first, data: first.data.replace(lacking, '"other"') };
    expect(() => given(event).stored()).toThrow('lacks the digest or the position of its calculation');
  }
});
