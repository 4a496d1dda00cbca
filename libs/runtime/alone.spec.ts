/** A second writer is refused while the first one writes, and only then. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PlaceTaken, whileAlone } from '#libs/runtime/alone.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('a second writer is refused until the first one has ended or failed, and the file of the lock goes with it', async () => {
  const lock = join(temporaryFolder(), 'lock');
  const failing = whileAlone(lock, async () => {
    expect(readdirSync(dirname(lock))).toStrictEqual(['lock']);
    await expect(whileAlone(lock, () => Promise.resolve())).rejects.toBeInstanceOf(PlaceTaken);
    throw new RangeError('the work failed');
  });
  await expect(failing).rejects.toThrow('the work failed');
  expect(existsSync(lock)).toBe(false);
  expect(await whileAlone(lock, () => Promise.resolve('done'))).toBe('done');
});

test('the file that a killed process left locks nothing', async () => {
  const lock = join(temporaryFolder(), 'lock');
  writeFileSync(lock, '');
  expect(await whileAlone(lock, () => Promise.resolve('done'))).toBe('done');
});
