/** A calculation whose event was changed or damaged is named by its position, not by what the parser of JSON says. */
import { expect, test } from '@jest/globals';
import { PoisonEvent } from '#libs/read-store/read-store.ts';
import { calculationIn } from '#libs/statements/calculation/held-calculations.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

const EVENT = {
  ...{ id: 'a'.repeat(32), position: 1_042, stream: 'statement-PEPS-01-2023-Q3', revision: 0, schemaVersion: 1 },
  ...{ type: 'StatementCalculated', effective: '2023-Q3', knownOn: '2024-08-31', commit: 7 },
};

test.each(['{"team":"PEPS-01"', '{"team":"PEPS-01"}', ''])(
  'what is no calculation is an unreadable event: %s',
  (data) => {
    expect(() => calculationIn({ ...EVENT, data })).toThrow(
      expect.objectContaining({ code: 'EVENT_GARBLED', data: { position: 1_042, type: 'StatementCalculated' } }),
    );
  },
);

test('an event that a projection cannot fold has the same sentence, and keeps why for the log', () => {
  const poison = new PoisonEvent(EVENT, 'event 1042: no JSON');
  expect([poison.message, sentenceOf(poison)]).toStrictEqual([
    'event 1042: no JSON',
    expect.stringContaining('l’événement 1042 du journal (StatementCalculated) ne se lit pas'),
  ]);
});
