/** Lists of acts stay in memory until a key is destroyed: they may contain those of the erased patient. */
import { expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { ProjectionReader } from '#libs/read-store/read-store.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { calculationName } from '#libs/statements/calculation/listing.ts';
import { KeptEntries } from '#libs/statements/outputs/kept-entries.ts';

const CALCULATED = {
  team: 'T1',
  period: '2021-Q1',
  digest: 'd',
  pin: { knownOn: 1, position: 1 },
  statement: { ledger: [] },
} as unknown as CalculatedStatement;

test('a list is read once, and again after a key is destroyed', async () => {
  let [epoch, read] = [0, 0];
  const log = { keys: { epoch: async () => epoch } } as unknown as EventStore;
  const list = JSON.stringify({ calculation: calculationName(CALCULATED) });
  const get = async (keys: readonly string[]) => new Map(keys.map((key) => [key, list]));
  const scan = async function* () {
    read++;
    yield [] as (readonly [string, string])[];
  };
  const projections = { scratch: async () => ({ get, scan }) } as unknown as ProjectionReader;
  const kept = new KeptEntries({ log, projections });
  await kept.of(CALCULATED);
  await kept.of(CALCULATED);
  expect(read).toBe(1);
  epoch = 1;
  await kept.of(CALCULATED);
  expect(read).toBe(2);
});
