/** The links of a log on the server: several machines write them and compare them with their copies. */
import { expect, test } from '@jest/globals';
import { ChainKeeper } from '#libs/event-store/kurrentdb/chain-keeper.ts';

const LINK_BYTES = 32;

/** The link of each position. */
function linksOf(from: number, to: number): Buffer {
  return Buffer.concat(Array.from({ length: to - from + 1 }, (_, i) => Buffer.alloc(LINK_BYTES, from + i)));
}

/** A copy of so many events, and blocks of the server in order. */
function machine(copied: number, blocks: readonly (readonly [from: number, to: number])[]) {
  const copy = { end: copied };
  const written: { readonly from: number; readonly to: number }[] = [];
  const events = blocks.map(([from, to], i) => ({
    event: { revision: BigInt(i), data: { from, to, links: linksOf(from, to).toString('base64') } },
  }));
  let read = 0;
  const connection = {
    async *read() {
      for (; read < events.length; read++) yield events[read];
    },
    append: async (ask: (client: unknown) => unknown) => {
      ask({ appendToStream: (_: string, { data }: { data: { from: number; to: number } }) => written.push(data) });
    },
  };
  const replica = { end: () => copy.end, links: (from: number, to: number) => linksOf(from, Math.min(to, copy.end)) };
  const retry = { now: () => 0, retryForMs: 0 };
  const keeper = new ChainKeeper(connection as never, { chain: 'chain' } as never, replica as never, retry, () => 'id');
  return { keeper, copy, written };
}

test('compares a block of events newer than the copy with those events, and continues after it', async () => {
  const { keeper, copy, written } = machine(2, [
    [1, 1],
    [2, 4],
  ]);
  await keeper.cover(async () => {
    copy.end = 5;
  });
  expect(written.map(({ from, to }) => [from, to])).toStrictEqual([[5, 5]]);
  expect(keeper.uncovered).toBe(0);
});

test('rejects links of events that the server has not', async () => {
  const { keeper } = machine(2, [[1, 4]]);
  await expect(keeper.cover(async () => undefined)).rejects.toMatchObject({
    code: 'SERVER_CONTENT_CHANGED',
    data: { from: 3 },
  });
});
