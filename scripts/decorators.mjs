// Preloaded with --import to run the sources directly. Node strips types only, so SWC compiles the files with decorators when
// they are loaded. The result is cached for the next start.
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
    // Other settings are in .swcrc, shared with the build.
    const { code } = swc.transformSync(text, { filename: fileURLToPath(url), sourceMaps: 'inline' });
    return { ...loaded, format: 'module', source: code };
  },
});
