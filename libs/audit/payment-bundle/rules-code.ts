/**
 * The code that calculates a statement from its events, as the program runs it: its file with all imports, without types. An auditor reads
 * it, and runs it with Node alone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { pathToFileURL } from 'node:url';

export interface RulesCode {
  /** The module that exports `statementFromEvents`. */
  readonly entry: string;
  /** Modules by path; those of packages are under `packages/`. They import each other by relative paths. */
  readonly modules: Readonly<Record<string, string>>;
}

const ROOT = new URL('../../../', import.meta.url).href;
/** TypeScript if the sources run directly; JavaScript if they were built. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ENTRY = `${ROOT}libs/statements/recomputation/from-events${EXTENSION}`;
/** The packages that the rules use to read the regulation. */
const PACKAGES: Readonly<Record<string, string>> = {
  'csv-parse': 'csv-parse/sync',
  'csv-parse/sync': 'csv-parse/sync',
  'jsonc-parser': 'jsonc-parser',
};

/** A whole import or export of another module, at the beginning of a line; the build puts the first one after the comment of the file. */
const FROM = /((?:^|\*\/ )(?:import|export)\b[^;'"]*?\bfrom\s*)(['"])([^'"]+)\2/gm;
/** The remainder of an import of types only. */
const EMPTY = /^import\s*\{[\s,]*\}\s*from\s*(['"])[^'"]+\1;?\n?/gm;
/** Matches a require of another file in the same package. */
const REQUIRE = /(\brequire\()"(\.[^"]+)"/g;

/** A bundled program has no sources beside it, so scripts/bundle.mjs collected the code into this file. */
const COLLECTED = new URL('rules-code.json', import.meta.url);

/** Throws RangeError if a module imports anything but the other modules, Node's hashes, and `PACKAGES`. */
export function rulesCode(): RulesCode {
  if (existsSync(COLLECTED)) return JSON.parse(readFileSync(COLLECTED, 'utf8')) as RulesCode;
  const modules: Record<string, string> = {};
  const open = [ENTRY];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const name = nameOf(file);
    if (modules[name] !== undefined) continue;
    const from = file;
    const refer = (specifier: string): string => {
      const imported = fileOf(specifier, from);
      open.push(imported);
      return `${'../'.repeat(name.split('/').length - 1)}${nameOf(imported)}`;
    };
    modules[name] = textOf(file, refer);
  }
  const sorted = Object.entries(modules).sort(([a], [b]) => (a < b ? -1 : 1));
  return { entry: nameOf(ENTRY), modules: Object.fromEntries(sorted) };
}

/** The text of a file whose imports use the paths that `refer` gives. */
function textOf(file: string, refer: (specifier: string) => string): string {
  const source = readFileSync(new URL(file), 'utf8');
  if (isOfPackage(file))
    return source.replaceAll(REQUIRE, (_, before: string, specifier: string) => `${before}"${refer(specifier)}"`);
  const text = (EXTENSION === '.ts' ? stripTypeScriptTypes(source) : source).replaceAll(EMPTY, '');
  return text.replaceAll(FROM, (whole, before: string, _: string, specifier: string) =>
    specifier === 'node:crypto' ? whole : `${before}'${refer(specifier)}'`,
  );
}

function fileOf(specifier: string, from: string): string {
  if (specifier.startsWith('#libs/')) return ROOT + specifier.slice(1);
  if (isOfPackage(from)) return pathToFileURL(createRequire(from).resolve(specifier)).href;
  if (specifier.startsWith('.')) return new URL(specifier, from).href;
  const name = PACKAGES[specifier];
  if (name === undefined) throw new RangeError(`${from} imports ${specifier}, which no rule needs`);
  return pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
}

function isOfPackage(file: string): boolean {
  return file.includes(PACKAGE_FOLDER);
}

const PACKAGE_FOLDER = '/node_modules/';

function nameOf(file: string): string {
  const stem = file.slice(0, file.lastIndexOf('.'));
  if (!isOfPackage(file)) return `${stem.slice(ROOT.length)}.mjs`;
  return `packages/${stem.slice(stem.lastIndexOf(PACKAGE_FOLDER) + PACKAGE_FOLDER.length)}.cjs`;
}
