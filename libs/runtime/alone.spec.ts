/** A second writer is refused while the first one writes, and only then. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
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

/** Takes the lock again and again until an instant, and prints how often it worked while another process did. */
const WRITER = `
  import { rmSync, writeFileSync } from 'node:fs';
  import { setImmediate } from 'node:timers/promises';
  import { PlaceTaken, whileAlone } from '#libs/runtime/alone.ts';
  const [folder, until] = process.argv.slice(1);
  let beside = 0;
  const work = async () => {
    try {
      writeFileSync(folder + '/at-work', '', { flag: 'wx' });
    } catch {
      beside++;
      return;
    }
    await setImmediate();
    rmSync(folder + '/at-work');
  };
  while (Date.now() < Number(until))
    await whileAlone(folder + '/lock', work).catch((error) => {
      if (!(error instanceof PlaceTaken)) throw error;
    });
  console.log(beside);
`;
const MS = 2_000;

test('of processes that lock, work and remove the lock at once, no two work at the same time', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), '');
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', WRITER, folder];
  const writers = Array.from({ length: 3 }, () =>
    promisify(execFile)(process.execPath, [...args, String(Date.now() + MS)]),
  );
  expect((await Promise.all(writers)).map(({ stdout }) => stdout)).toStrictEqual(['0\n', '0\n', '0\n']);
  expect(readdirSync(folder)).toStrictEqual([]);
});
