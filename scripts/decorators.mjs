// Preloaded with --import: runs the sources as they are. Node takes the types out; a decorator is more than a type, so files that
// have one are compiled by SWC as they are loaded. What Node makes of a file is kept for the next start.
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const DECORATED = /^\s*@[A-Z]\w*\(/m;
const require = createRequire(import.meta.url);
let swc;

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (loaded.format !== 'module-typescript') return loaded;
    const text = Buffer.from(loaded.source).toString('utf8');
    if (!DECORATED.test(text)) return loaded;
    swc ??= require('@swc/core');
    // The rest of its settings are in .swcrc, which the build has too.
    const { code } = swc.transformSync(text, { filename: fileURLToPath(url), sourceMaps: 'inline' });
    return { ...loaded, format: 'module', source: code };
  },
});
