/** Filters of the record of accesses by days become the instants that it stores. */
import { expect, test } from '@jest/globals';
import { instantsOf } from '#libs/access-record/access-record.ts';

test('a day is a day in France: it holds a reading just after midnight there, not one an hour later in UTC', () => {
  expect(instantsOf('2026-11-01', '2026-11-01')).toStrictEqual({
    from: '2026-10-31T23:00:00.000Z',
    to: '2026-11-01T22:59:59.999Z',
  });
  expect(instantsOf('2026-07-01', undefined)).toStrictEqual({ from: '2026-06-30T22:00:00.000Z', to: undefined });
  expect(instantsOf(undefined, '9999-12-31')).toStrictEqual({ from: undefined, to: '9999-12-31T22:59:59.999Z' });
});
