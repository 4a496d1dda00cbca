/** Documents requested at the same time are read together, and each caller gets its own. */
import { expect, test } from '@jest/globals';
import { KeyReader } from '#libs/read-store/mongodb/key-reader.ts';

/** More steps than a read takes to end and the next to begin. */
const STEPS = 12;

test.each(Array.from({ length: STEPS }, (_, steps) => steps))(
  'a caller that comes %i steps after a read ended takes no answer from those who wait',
  async (steps) => {
    let finishFirst: () => void = () => undefined;
    let reads = 0;
    const reader = new KeyReader(async (keys) => {
      if (++reads === 1)
        await new Promise<void>((resolve) => {
          finishFirst = resolve;
        });
      return new Map(keys.map((key) => [key, { _id: key, commit: 1, text: key, bucket: 0, under: [] }]));
    });
    const first = reader.get(['a']);
    const waiting = reader.get(['b']);
    finishFirst();
    for (let step = 0; step < steps; step++) await Promise.resolve();
    const late = reader.get(['c']);
    const found = await Promise.all([first, waiting, late]);
    expect(found.map((documents) => documents.map(({ _id }) => _id))).toStrictEqual([['a'], ['b'], ['c']]);
  },
);
