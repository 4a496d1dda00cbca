/** Whose ids are read into memory: those of streams that are written to again and again, not of the many that get one event a day. */
import { expect, test } from '@jest/globals';
import { KnownIds } from '#libs/event-store/sqlite/form-2/known-ids.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

const ID_DIGITS = 32;
const idOf = (number: number): string => String(number).padStart(ID_DIGITS, '0');

/** Long streams with the ids from 0; counts how often all ids of one are read. */
function streamsOf() {
  let reads = 0;
  const statements = {
    get: (_: string, __: number, after: number, upTo: number): [string] => {
      reads++;
      return [Array.from({ length: upTo - after }, (_ids, i) => idOf(after + 1 + i)).join('')];
    },
    all: (_: string, __: number, upTo: number, id: string): [string][] => (Number(id) <= upTo ? [[id]] : []),
  };
  const known = new KnownIds(statements as unknown as Statements);
  /** Writes one event at the end of a stream, as the log does. Gives whether its id was known. */
  const writes = (no: number, revision: number, id: string): boolean => {
    const ids = known.of({ no, revision });
    if (ids.has(id)) return true;
    ids.add(id);
    known.added({ no, revision: revision + 1 });
    return false;
  };
  return { known, writes, reads: () => reads };
}

test('one event in each of many long streams reads the ids of none, every day', () => {
  const { writes, reads } = streamsOf();
  for (let day = 0; day < 3; day++)
    for (let no = 1; no <= 150; no++) expect(writes(no, 1_299 + day, idOf(1_300 + day))).toBe(false);
  expect(writes(7, 1_302, idOf(12))).toBe(true);
  expect(reads()).toBe(0);
});

test('a stream that is written to again and again is read once', () => {
  const { writes, reads } = streamsOf();
  for (let more = 0; more < 20; more++) expect(writes(1, 1_299 + more, idOf(1_300 + more))).toBe(false);
  for (const there of [0, 1_299, 1_310]) expect(writes(1, 1_319, idOf(there))).toBe(true);
  expect(writes(1, 1_319, idOf(1_320))).toBe(false);
  expect(reads()).toBe(1);
});

test('many events at once in a long stream read it once, and each is known then', () => {
  const { known, reads } = streamsOf();
  const ids = known.of({ no: 1, revision: 1_299 });
  const made = [1_300, 5, 1_301, 1_300, 6].map((number) => {
    const isKnown = ids.has(idOf(number));
    ids.add(idOf(number));
    return isKnown;
  });
  expect(made).toStrictEqual([false, true, false, true, true]);
  expect(reads()).toBe(1);
});
