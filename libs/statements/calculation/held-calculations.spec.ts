/** A calculation whose event was changed or damaged is named by its position, not by what the parser of JSON says. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { PoisonEvent } from '#libs/read-store/read-store.ts';
import { calculationIn, heldText } from '#libs/statements/calculation/held-calculations.ts';
import { pointerTo } from '#libs/statements/statements-projection.ts';
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

test('a calculation is given as text only if it can be read', async () => {
  const stored = readFileSync(new URL('../../../test/stored-events/StatementCalculated.json', import.meta.url), 'utf8');
  const [sound] = JSON.parse(stored) as readonly RecordedEvent[];
  if (sound === undefined) throw new RangeError('a calculation is stored');
  const changed = { ...sound, data: sound.data.replace('"flags":[', '"flags":["OF_NOBODY",') };
  expect(changed.data).not.toBe(sound.data);
  const logOf = (event: RecordedEvent) => ({ find: async () => event, readStream: async () => [] });
  expect(await heldText(logOf(sound), pointerTo(sound))).toBe(sound.data);
  await expect(heldText(logOf(changed), pointerTo(changed))).rejects.toMatchObject({ code: 'EVENT_GARBLED' });
});
