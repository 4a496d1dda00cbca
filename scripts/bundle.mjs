// Bundles the programs that people start: each with its packages in a few files, because thousands of small ones take most of the time of a
// start. A bundle belongs to the sources that it was made from, so none is ever stale; `bundled()` finds the last one again.
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KEPT = join(ROOT, 'dist/programs');
const KEPT_MS = 86_400_000;

const PROGRAMS = ['apps/api/main', 'apps/worker/main', 'apps/cli/main', 'apps/demo/main'];
/** Matches a source that is started as a thread, or that a thread loads by its file. */
const OF_THREADS =
  /\bparentPort\b|^export (?:const|function|async function) (?:begin|openElsewhere)\b|\belsewhere: \{ module: import\.meta\.url\b/m;
/** Modules shared by so many programs, commands and threads go into two files: a command would find and load a hundred small ones. */
const SHARED_BY = 40;
/** Files that the programs read in addition to their code. */
const ASSETS = ['libs/regulation/published', 'libs/regulation/prospective', 'libs/letters/templates'];
const SOURCES = ['apps', 'libs'];
const NO_SOURCES = /^apps\/(console|serve)$|\.(spec|contract)\.ts$/;
/** All other files that a bundle depends on. */
const TOOLS = ['package-lock.json', 'package.json', '.swcrc', 'scripts/bundle.mjs'];

/** Packages with native parts or with their own files, and packages of engines, which are loaded only if a URL names them. */
const APART = /^(@kurrent\/|@myriaddreamin\/|mongodb|bullmq|ioredis|swagger-ui-dist|fontkit|node:(?!http$))/;
/** Node only strips types: SWC compiles files with decorators, by the settings in .swcrc. */
const DECORATED = /^\s*@[A-Z]\w*\(/m;
const PLACE = '__placeOf';

/** The folder of the bundle of the present sources, made if it is missing. Its layout is that of the sources. */
export async function bundled() {
  const folder = join(KEPT, fingerprint());
  if (!existsSync(folder)) await make(folder);
  return folder;
}

/** A digest of names, sizes and times of change: a file that is written again counts as changed. */
function fingerprint() {
  const seen = [...TOOLS, ...SOURCES.flatMap(sourcesIn)].map(stampOf);
  return hash('sha256', [ROOT, process.version, ...seen].join('\n')).slice(0, 24);
}

/** Every start looks at all of them: walking by itself takes half the time of a recursive readdir. */
function sourcesIn(folder) {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (NO_SOURCES.test(path)) return [];
    return entry.isDirectory() ? sourcesIn(path) : [path];
  });
}

function stampOf(path) {
  const { size, ctimeMs } = statSync(ROOT + path);
  return `${path} ${size} ${ctimeMs}`;
}

/** Made in a separate folder, then renamed: several processes may make one simultaneously, and none finds a half-made one. */
async function make(folder) {
  const aside = `${folder}.${process.pid}`;
  // Made here, so that the error without write access has its code.
  mkdirSync(aside, { recursive: true });
  await bundleElsewhere(aside);
  try {
    renameSync(aside, folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
    rmSync(aside, { recursive: true });
  }
  forgetOld();
}

/** In a process of its own: bundling takes half a gigabyte, which a service would keep for as long as it runs. */
async function bundleElsewhere(out) {
  const args = ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), out];
  // Standard output belongs to the program that starts.
  const child = spawn(process.execPath, args, { stdio: ['ignore', 2, 2] });
  const [status, signal] = await once(child, 'close');
  if (status === 0) return;
  rmSync(out, { recursive: true });
  throw new Error(`the programs could not be bundled: ${args.slice(1).join(' ')} ended with ${signal ?? status}`);
}

async function bundle(out) {
  // Its allocator would take a gigabyte at once, and the system would clear all of it.
  process.env.MIMALLOC_ARENA_EAGER_COMMIT ??= '0';
  const { rolldown } = await import('rolldown');
  const light = new Set();
  const made = await rolldown({
    cwd: ROOT,
    platform: 'node',
    input: Object.fromEntries([...PROGRAMS, ...threads()].map((name) => [name, `${name}.ts`])),
    external: APART,
    // Like Node: a package is present once, whether it is imported or required.
    resolve: {
      mainFields: ['main'],
      // What its `main` requires cannot be bundled.
      alias: { 'jsonc-parser': join(ROOT, 'node_modules/jsonc-parser/lib/esm/main.js') },
    },
    plugins: [
      reached(light, [...threads(), 'apps/cli/main']),
      compiled(),
      located(),
      required(),
      withoutFetch(),
      withoutDates(),
      withoutCompiledPrefixes(),
    ],
    // Nest asks for packages that are not installed, and works without them.
    onLog: (level, log, print) => log.code === 'UNRESOLVED_IMPORT' || print(level, log),
  });
  await made.write({
    dir: out,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    keepNames: true,
    codeSplitting: {
      groups: [
        { name: 'light', test: (id) => light.has(id), minShareCount: SHARED_BY, priority: 2 },
        { name: 'shared', minShareCount: SHARED_BY, priority: 1 },
      ],
    },
    sourcemap: true,
  });
  await made.close();
  for (const asset of ASSETS) cpSync(join(ROOT, asset), join(out, asset), { recursive: true });
  await collectRules(out);
}

/** The sources that are started as a thread, or that a thread loads: their paths, without extension. */
export function threads() {
  const sources = readdirSync(join(ROOT, 'libs'), { recursive: true }).map((path) => posix.join('libs', path));
  return sources
    .filter((path) => path.endsWith('.ts') && !NO_SOURCES.test(path))
    .filter((path) => OF_THREADS.test(readFileSync(join(ROOT, path), 'utf8')))
    .map((path) => path.replace(/\.ts$/, ''));
}

/** The sources that a bundle for auditors contains. */
async function collectRules(out) {
  const { rulesCode } = await import('#libs/audit/payment-bundle/rules-code.ts');
  const path = join(out, 'libs/audit/payment-bundle/rules-code.json');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(rulesCode()));
}

/** Collects what these sources import to begin with: a thread, or a command that only says what there is, loads no framework. */
function reached(found, names) {
  return {
    name: 'reached',
    buildEnd() {
      const open = names.map((name) => join(ROOT, `${name}.ts`));
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        if (found.has(id)) continue;
        found.add(id);
        open.push(...this.getModuleInfo(id).importedIds);
      }
    },
  };
}

function compiled() {
  const { transformSync } = createRequire(import.meta.url)('@swc/core');
  return {
    name: 'decorators',
    transform: {
      filter: { id: /\.ts$/, code: DECORATED },
      handler(text, filename) {
        const { code, map } = transformSync(text, { filename, sourceMaps: true });
        return { code, map, moduleType: 'js' };
      },
    },
  };
}

/** `import.meta.url` keeps the place of the source, in the layout of the bundle, so that neighbouring files are found. */
function located() {
  return {
    name: 'located',
    transform: {
      filter: { id: { include: /\.ts$/, exclude: /node_modules/ }, code: /import\.meta\.url/ },
      handler(text, filename) {
        const place = relative(ROOT, filename).replace(/\.ts$/, '.js');
        return { code: text.replaceAll('import.meta.url', `${PLACE}(${JSON.stringify(place)})`), map: null };
      },
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(PLACE)) return undefined;
      const toRoot = posix.relative(posix.dirname(fileName), '') || '.';
      const located = code.replaceAll(
        /__placeOf\("([^"]+)"\)/g,
        (_, place) => `new URL(${JSON.stringify(`${toRoot}/${place}`)}, import.meta.url).href`,
      );
      return { code: located, map: null };
    },
  };
}

/** Makes mapped-types require the same modules that all others import, so that the data of decorators are in one place. */
function required() {
  return {
    name: 'required',
    transform: {
      filter: { id: /@nestjs\/mapped-types\/.*\.js$/ },
      handler: (text) => ({ code: text.replace('const require = createRequire(import.meta.url);', ''), map: null }),
    },
  };
}

/**
 * An import of node:http evaluates all that it exports, including fetch: 35 ms of the start of a service, which needs no fetch. A required
 * one evaluates what is used.
 */
function withoutFetch() {
  const id = 'virtual:http';
  return {
    name: 'without-fetch',
    resolveId: { filter: { id: /^(?:node:)?http$/ }, handler: () => id },
    load: { filter: { id: /^virtual:http$/ }, handler: () => "module.exports = process.getBuiltinModule('http');" },
  };
}

/** Nest makes the date format of its own loggers, which no program uses, as it is loaded: 15 ms of the start of every command. */
function withoutDates() {
  return {
    name: 'without-dates',
    transform: {
      filter: { id: /@nestjs\/common\/services\/.*\.js$/, code: /dateTimeFormatter/ },
      handler: (text) => ({
        code: text
          .replace('= new Intl', '= () => new Intl')
          .replace('dateTimeFormatter.format', 'dateTimeFormatter().format'),
        map: null,
      }),
    },
  };
}

/** The router of Fastify compiles a function for each part of a path shorter than this, 450 of them: 20 ms of the start of the service. */
function withoutCompiledPrefixes() {
  return {
    name: 'without-compiled-prefixes',
    transform: {
      filter: { id: /find-my-way\/lib\/node\.js$/ },
      handler: (text) => ({
        code: text.replace(/LONG_PREFIX_MIN_LENGTH = \d+/, 'LONG_PREFIX_MIN_LENGTH = 2'),
        map: null,
      }),
    },
  };
}

/** A running program may still load a part of an older bundle, so older ones stay for a day. */
function forgetOld() {
  for (const name of readdirSync(KEPT)) {
    const path = join(KEPT, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}

if (import.meta.main) await bundle(process.argv[2]);
