// Preloaded with --import to run the sources directly. Node strips types only, so SWC compiles the files with decorators when
// they are loaded. Both results are cached for the next start.
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const DECORATED = /^\s*@[A-Z]\w*\(/m;
const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const require = createRequire(import.meta.url);

enableCompileCache(inRoot('node_modules/.cache/node'));

const KEPT = inRoot('node_modules/.cache/decorated');
/** Another compiler, or other settings, produce other code from the same file. */
const MADE_BY = readFileSync(inRoot('node_modules/@swc/core/package.json')) + readFileSync(inRoot('.swcrc'));

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (loaded.format !== 'module-typescript') return loaded;
    const text = Buffer.from(loaded.source).toString('utf8');
    if (!DECORATED.test(text)) return loaded;
    return { ...loaded, format: 'module', source: compiled(fileURLToPath(url), text) };
  },
});

function compiled(filename, text) {
  const kept = `${KEPT}/${hash('sha256', [MADE_BY, filename, text].join('\n'))}.js`;
  try {
    return readFileSync(kept, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  // Other settings are in .swcrc, shared with the build.
  const { code } = require('@swc/core').transformSync(text, { filename, sourceMaps: 'inline' });
  keep(kept, code);
  return code;
}

/**
 * Without write access the file is compiled at each start. Each process writes a separate file and renames it, because several may start
 * simultaneously.
 */
function keep(path, code) {
  const aside = `${path}.${process.pid}`;
  try {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(aside, code);
    renameSync(aside, path);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
  }
}
