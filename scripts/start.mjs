// Starts a program from its bundle: `node scripts/start.mjs apps/cli/main ARGUMENTS`. If the bundle cannot be stored, without write access,
// the sources run directly.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundled } from './bundle.mjs';

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const NOT_WRITABLE = ['EACCES', 'EROFS', 'EPERM'];

const [program] = process.argv.splice(2, 1);
await import(pathToFileURL(await placeOf(program)).href);

async function placeOf(name) {
  try {
    const folder = await bundled();
    enableCompileCache(inRoot('node_modules/.cache/node'));
    return join(folder, `${name}.js`);
  } catch (error) {
    if (!NOT_WRITABLE.includes(error.code)) throw error;
    await import('./decorators.mjs');
    return inRoot(`${name}.ts`);
  }
}
