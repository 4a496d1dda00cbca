// Builds the console (apps/console) into dist/console, compressed. `--if-stale`: only if it is missing or older than its sources.
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist', 'console');
/** Its sources: its own folder, and the libraries that it shares with the service. */
const SOURCES = [
  'apps/console',
  'libs/kernel',
  'libs/words/labels',
  'libs/client',
  'scripts/console.mjs',
  'package-lock.json',
];
const COMPRESSED = ['.html', '.js', '.css', '.svg'];

if (!process.argv.includes('--if-stale') || isStale()) await make();

function isStale() {
  const page = join(OUT, 'index.html');
  if (!existsSync(page)) return true;
  const builtMs = statSync(page).mtimeMs;
  return SOURCES.some((source) => newestOf(join(ROOT, source)) > builtMs);
}

function newestOf(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}

/** Built in a separate folder, then renamed: several processes may build simultaneously, and the service never finds a half-made one. */
async function make() {
  process.stderr.write('Construction de la console…\n');
  // A test that builds it serves the same files as production.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  const aside = `${OUT}.${process.pid}`;
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(ROOT, 'apps', 'console'),
    base: '/console/',
    build: {
      outDir: aside,
      emptyOutDir: true,
      // Records which file needs which, for the test of their sizes.
      manifest: true,
      target: ['chrome123', 'firefox128', 'safari18'],
      // The policy of the page forbids inline styles and resources of other services.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // "use client" at the top of libraries is for servers that render.
      rolldownOptions: { onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning) },
    },
  });
  compress(aside);
  put(aside);
}

/** Another process may put its build there at the same time: either is valid. */
function put(aside) {
  const former = `${aside}.former`;
  try {
    if (existsSync(OUT)) renameSync(OUT, former);
    renameSync(aside, OUT);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
  for (const left of [former, aside]) rmSync(left, { recursive: true, force: true });
}

function compress(folder) {
  for (const { parentPath, name } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!COMPRESSED.includes(extname(name))) continue;
    const path = join(parentPath, name);
    const bytes = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}
