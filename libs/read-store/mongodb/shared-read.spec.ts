/** Reads that are shared begin after each caller asked. */
import { expect, test } from '@jest/globals';
import { SharedRead } from '#libs/read-store/mongodb/shared-read.ts';

/** Reads that end when the test decides, each giving its number. */
function reads() {
  const ends: ((value: number | Error) => void)[] = [];
  const read = new SharedRead(
    () =>
      new Promise<number>((resolve, reject) => {
        ends.push((value) => {
          if (value instanceof Error) reject(value);
          else resolve(value);
        });
      }),
  );
  return { read, ends };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

test('callers that come during a read share the next one', async () => {
  const { read, ends } = reads();
  const [first, second, third] = [read.get(), read.get(), read.get()];
  expect(ends).toHaveLength(1);
  ends[0]?.(1);
  expect(await first).toBe(1);
  await settled();
  expect(ends).toHaveLength(2);
  const fourth = read.get();
  ends[1]?.(2);
  expect([await second, await third]).toStrictEqual([2, 2]);
  await settled();
  ends[2]?.(3);
  expect(await fourth).toBe(3);
});

test('a failed read is reported to everyone who shares it, and the next one begins', async () => {
  const { read, ends } = reads();
  const [first, second] = [read.get(), read.get()];
  ends[0]?.(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  await settled();
  ends[1]?.(2);
  expect(await second).toBe(2);
  await settled();
  const third = read.get();
  ends[2]?.(3);
  expect(await third).toBe(3);
});
