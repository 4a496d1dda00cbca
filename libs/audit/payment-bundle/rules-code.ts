/**
 * The code that calculates a statement from its events, as the program runs it: the file that does it and all that it imports, without
 * types. An auditor reads it, and runs it with Node alone.
 */
import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface RulesCode {
  /** The module that exports `statementFromEvents`. */
  readonly entry: string;
  /** By path, the names of which end in .mjs; those of a package in .cjs. Each imports the others by relative paths. */
  readonly modules: Readonly<Record<string, string>>;
}

const ROOT = new URL('../../../', import.meta.url);
/** TypeScript where the sources run as they are; JavaScript where they were built. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ENTRY = `libs/statements/recomputation/from-events${EXTENSION}`;
/** What the rules use of a package: it reads the grids of the regulation. */
const PACKAGES: Readonly<Record<string, string>> = {
  'csv-parse': 'csv-parse/sync',
  'csv-parse/sync': 'csv-parse/sync',
};

/** A whole import or export of another module, at the beginning of a line; the build leaves the first one after the comment of the file. */
const FROM = /((?:^|\*\/ )(?:import|export)\b[^;'"]*?\bfrom\s*)(['"])([^'"]+)\2/gm;
/** What is left of an import of types alone. */
const EMPTY = /^import\s*\{[\s,]*\}\s*from\s*(['"])[^'"]+\1;?\n?/gm;

/** Throws RangeError where a module imports what the rules may not: anything but each other, Node's hashes, and `PACKAGES`. */
export function rulesCode(): RulesCode {
  const modules: Record<string, string> = {};
  const open = [ENTRY];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const name = nameOf(path);
    if (modules[name] !== undefined) continue;
    modules[name] = path in PACKAGES ? packageText(path) : moduleText(path, (imported) => open.push(imported));
  }
  return {
    entry: nameOf(ENTRY),
    modules: Object.fromEntries(Object.entries(modules).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function moduleText(path: string, found: (imported: string) => void): string {
  const source = readFileSync(new URL(path, ROOT), 'utf8');
  const text = (EXTENSION === '.ts' ? stripTypeScriptTypes(source) : source).replaceAll(EMPTY, '');
  return text.replaceAll(FROM, (_, before: string, __: string, specifier: string) => {
    if (specifier === 'node:crypto') return `${before}'${specifier}'`;
    const imported = PACKAGES[specifier] ?? pathOf(specifier, path);
    found(imported);
    return `${before}'${relative(nameOf(path), nameOf(imported))}'`;
  });
}

function pathOf(specifier: string, from: string): string {
  if (specifier.startsWith('#libs/')) return specifier.slice(1);
  if (!specifier.startsWith('.')) throw new RangeError(`${from} imports ${specifier}, which no rule needs`);
  return new URL(specifier, new URL(from, ROOT)).href.slice(ROOT.href.length);
}

function packageText(name: string): string {
  return readFileSync(createRequire(fileURLToPath(import.meta.url)).resolve(name), 'utf8');
}

function nameOf(path: string): string {
  return path in PACKAGES ? `packages/${path}.cjs` : `${path.slice(0, -EXTENSION.length)}.mjs`;
}

function relative(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 1)}${to}`;
}
