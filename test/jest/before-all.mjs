// Before all specs: the bundle that the processes of tests run from, where Node keeps what it compiled, and where temporary files are,
// and where what specs share is (test/support/prepared.ts).
import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from '../../scripts/bundle.mjs';

/** Where there is enough of it, temporary stores are in memory: every commit to a log waits for the disk otherwise. */
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

export default async function beforeAll() {
  process.env.TEST_BUNDLE = await bundled();
  process.env.NODE_COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));
  if (process.env.TMPDIR === undefined && freeBytes() >= ENOUGH_BYTES)
    process.env.TMPDIR = process.env.TEST_MEMORY = mkdtempSync(`${MEMORY}/decompte-test-`);
  process.env.TEST_PREPARED = mkdtempSync(join(tmpdir(), 'decompte-prepared-'));
}

function freeBytes() {
  if (!existsSync(MEMORY)) return 0;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize;
}
