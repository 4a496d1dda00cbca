// Before all specs: sets the bundle that the processes of tests run from, Node's compile cache, the place of temporary files, and the data
// that specs share (test/support/prepared.ts), and compiles the sources that most specs load.
import { existsSync, globSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createScriptTransformer } from '@jest/transform';
import { bundled } from '../../scripts/bundle.mjs';

/** If memory is sufficient, temporary stores are in memory, because every commit to a log would wait for the disk. */
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

const LOADED_BY_MOST = ['libs/**/*.ts', 'apps/{api,cli,worker}/**/*.ts', 'test/support/**/*.ts'];
const LOADED_BY_NONE_OR_ONE = ['**/*.spec.ts', '**/*.d.ts'];
/** As Jest compiles a module that is imported. */
const AS_IMPORTED = {
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
};

export default async function beforeAll({ maxWorkers }, project) {
  process.env.TEST_BUNDLE = await bundled();
  process.env.NODE_COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));
  if (process.env.TMPDIR === undefined && freeBytes() >= ENOUGH_BYTES)
    process.env.TMPDIR = process.env.TEST_MEMORY = mkdtempSync(`${MEMORY}/decompte-test-`);
  process.env.TEST_PREPARED = mkdtempSync(join(tmpdir(), 'decompte-prepared-'));
  if (maxWorkers > 1) await compileSources(project);
}

/** Into the cache of Jest: the processes that run specs begin at once with the same sources, and each would compile all of them. */
async function compileSources(project) {
  const transformer = await createScriptTransformer(project);
  for (const source of globSync(LOADED_BY_MOST, { cwd: project.rootDir, exclude: LOADED_BY_NONE_OR_ONE }))
    transformer.transform(join(project.rootDir, source), AS_IMPORTED);
}

function freeBytes() {
  if (!existsSync(MEMORY)) return 0;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize;
}
