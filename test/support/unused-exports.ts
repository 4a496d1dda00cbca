/**
 * Names that a file exports and no other file imports. Read by the form that the formatter gives statements: the compiler takes seconds to
 * parse all files.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The exports that the console finds in each screen, and those that a thread calls in the given module. */
const FOUND_BY_NAME = /\/screen\.ts screen$| (begin|openElsewhere)$/;

const IMPORT = /^(?:im|ex)port (?:type )?(?:([\w$]+)(?: |, ))?(?:\{([^}]*)\} )?from '([^']+)'/gm;
const DECLARED = /^export (?:(?:declare|abstract|async) )*(?:const|let|function\*?|class|interface|type) ([\w$]+)/gm;
const BOUND = /^export const [[{]([^=]*)[\]}] =/gm;
const LISTED = /^export (?:type )?\{([^}]*)\}/gm;
const LOADED = /\bimport\(\s*'([^']+)'|\bnew URL\(\s*'([^']+)'|^import \* as [\w$]+ from '([^']+)'/gm;
const COMMENT = /^\s*\/\*[^]*?\*\/|(?<=^|\s)\/\/ .*/gm;
/** A text counts as one. */
const WORD = /'((?:[^'\\\n]|\\.)*)'|[\w$]+/g;

interface SourceFile {
  readonly exported: readonly string[];
  /** Names by the file that they come from. */
  readonly imported: readonly (readonly [from: string, name: string])[];
  /** Files loaded as a whole: by import(), by a URL of a thread, or `import * as`. */
  readonly loaded: readonly string[];
  readonly words: ReadonlySet<string>;
}

/** `file name` of each export of the libraries and programs that no other file imports, tests included. */
export function unusedExports(): readonly string[] {
  const files = new Map(
    globSync('{libs,apps,test,scripts}/**/*.{ts,tsx,mts,mjs}', { cwd: ROOT }).map((path) => [
      path,
      sourceFile(path, readFileSync(join(ROOT, path), 'utf8')),
    ]),
  );
  const used = new Set<string>();
  for (const { imported, loaded, words } of files.values()) {
    for (const [from, name] of imported) used.add(`${from} ${name}`);
    // A module that is loaded as a whole is used by the names of members.
    for (const from of loaded)
      for (const name of files.get(from)?.exported ?? []) if (words.has(name)) used.add(`${from} ${name}`);
  }
  return [...files]
    .filter(([path]) => /^(libs|apps)\//.test(path) && !/\.d\.m?ts$/.test(path))
    .flatMap(([path, { exported }]) => exported.map((name) => `${path} ${name}`))
    .filter((one) => !used.has(one) && !FOUND_BY_NAME.test(one))
    .sort();
}

export function sourceFile(path: string, text: string): SourceFile {
  const imported = [...text.matchAll(IMPORT)].flatMap(([, own, names = '', from = '']) =>
    [...(own === undefined ? [] : ['default']), ...listed(names).map(([name]) => name)].map(
      (name) => [fileOf(from, path), name] as const,
    ),
  );
  const exported = [
    ...[...text.matchAll(DECLARED)].map(([, name = '']) => name),
    ...[...text.matchAll(BOUND)].flatMap(([, names = '']) => listed(names).map(([, name]) => name)),
    ...[...text.matchAll(LISTED)].flatMap(([, names = '']) => listed(names).map(([, name]) => name)),
  ];
  const loaded = [...text.matchAll(LOADED)].map(([, ...paths]) => fileOf(paths.find(Boolean) ?? '', path));
  // Most files load no other as a whole.
  const spoken = loaded.length === 0 ? '' : text.replaceAll(COMMENT, '');
  // A command of the terminal is named in a text.
  const words = new Set([...spoken.matchAll(WORD)].map(([word, quoted]) => quoted ?? word));
  return { exported, imported, loaded, words };
}

/** The names of a list between braces, each as it is called outside and as it is called here: `a as b`, `a: b`. */
function listed(names: string): readonly (readonly [string, string])[] {
  return names
    .split(',')
    .map((one) => one.trim().replace(/^type /, ''))
    .filter((one) => one !== '')
    .map((one) => {
      const [first = '', second = first] = one.split(/ as |: /);
      return [first, second];
    });
}

/** From the root: `libs/kernel/day.ts`. */
function fileOf(specifier: string, importer: string): string {
  return specifier.startsWith('#') ? specifier.slice(1) : normalize(join(dirname(importer), specifier));
}
