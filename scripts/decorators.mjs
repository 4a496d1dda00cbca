// Preloaded with --import: runs the sources as they are. Node takes the types out; a decorator is more than a type, so files that
// have one are compiled by SWC as they are loaded. What either makes of a file is kept for the next start.
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const DECORATED = /^\s*@[A-Z]\w*\(/m;
const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const require = createRequire(import.meta.url);

enableCompileCache(inRoot('node_modules/.cache/node'));

const KEPT = inRoot('node_modules/.cache/decorated');
/** Another compiler, or other settings of it, make something else of the same file. */
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
  // The rest of its settings are in .swcrc, which the build has too.
  const { code } = require('@swc/core').transformSync(text, { filename, sourceMaps: 'inline' });
  keep(kept, code);
  return code;
}

/** Where nothing can be written it is compiled at each start. Several processes may start at once: each writes aside, the last stays. */
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
