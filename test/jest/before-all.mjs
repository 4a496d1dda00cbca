// Before all specs: sets the bundle that the processes of tests run from, Node's compile cache, the place of temporary files, and the data
// that specs share (test/support/prepared.ts).
import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from '../../scripts/bundle.mjs';

/** If memory is sufficient, temporary stores are in memory, because every commit to a log would wait for the disk. */
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
