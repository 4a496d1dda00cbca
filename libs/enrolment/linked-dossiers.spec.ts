/**
 * While the dossiers of one team among all are read, the rest of the process gets its turns, even if many skipped dossiers follow each
 * other.
 */
import { expect, test } from '@jest/globals';
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';

test('a long search for dossiers that are wanted gives turns to others', async () => {
  const batch = Array.from({ length: 4 }, (_, i) => [`P${i}`, 'text'] as const);
  const documents = {
    get: async () => new Map(),
    async *scan() {
      for (let i = 0; i < 3; i++) yield batch;
    },
  };
  let turns = 0;
  let isDone = false;
  const others = (): void => {
    turns++;
    if (!isDone) setImmediate(others);
  };
  setImmediate(others);
  const isWanted = (): boolean => {
    // Longer than a turn on any machine.
    for (const since = performance.now(); performance.now() - since < 12;);
    return false;
  };
  for await (const some of linkedDossiers(documents, { merges: [], isWanted })) expect([...some]).toStrictEqual([]);
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(11);
});
