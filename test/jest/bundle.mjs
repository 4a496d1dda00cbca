// Before all specs: the bundle that the processes of tests run from, and where Node keeps what it compiled.
import { fileURLToPath } from 'node:url';
import { bundled } from '../../scripts/bundle.mjs';

export default async function makeBundle() {
  process.env.TEST_BUNDLE = await bundled();
  process.env.NODE_COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));
}
