/** Names that a file exports and no other file imports. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The exports that the console finds in each screen, and those that a thread calls in the given module. */
const FOUND_BY_NAME = /\/screen\.ts screen$| (begin|openElsewhere)$/;

// Sources are formatted, so that each of their statements begins a line: a parser would take fifty times as long.
const DECLARED = /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;
const DECLARED_TOGETHER = /^export (?:const |type )?[{[]([^}\]]*)[}\]]/gm;
const IMPORTED = /^(?:import|export) (?:type )?(?:(\w+)(?:, )?)?(?:\{([^}]*)\})? ?from '([^']+)'/gm;
/** By import(), by a URL of a thread, or `import * as`. */
const LOADED = /\bimport\(\s*'([^']+)'|\bnew URL\(\s*'([^']+)'|^import (?:type )?\* as \w+ from '([^']+)'/gm;
const COMMENT = /\/\*.*?\*\/|\/\/[^\n]*/gs;

interface SourceFile {
  readonly exported: readonly string[];
  /** `file name` of each. */
  readonly imported: readonly string[];
  /** Files loaded as a whole. */
  readonly loaded: readonly string[];
  /** All that stand in a file that loads one as a whole: it uses members by their names, and a command of the terminal is named in a text. */
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
    for (const one of imported) used.add(one);
    for (const from of loaded)
      for (const name of files.get(from)?.exported ?? []) if (words.has(name)) used.add(`${from} ${name}`);
  }
  return [...files]
    .filter(([path]) => /^(libs|apps)\//.test(path) && !/\.d\.m?ts$/.test(path))
    .flatMap(([path, { exported }]) => exported.map((name) => `${path} ${name}`))
    .filter((one) => !used.has(one) && !FOUND_BY_NAME.test(one))
    .sort();
}

/** What a text with this path from the root exports and imports. */
export function sourceFile(path: string, text: string): SourceFile {
  const fileOf = (specifier: string): string =>
    specifier.startsWith('#') ? specifier.slice(1) : normalize(join(dirname(path), specifier));
  const exported = [
    ...all(DECLARED, text).map(([, name = '']) => name),
    ...all(DECLARED_TOGETHER, text).flatMap(([, names = '']) => namesIn(names).map(({ here }) => here)),
  ];
  const imported = all(IMPORTED, text).flatMap(([, whole, names = '', from = '']) => [
    ...(whole === undefined ? [] : [`${fileOf(from)} default`]),
    ...namesIn(names).map(({ there }) => `${fileOf(from)} ${there}`),
  ]);
  const loaded = all(LOADED, text).map((found) => fileOf(found.slice(1).find(Boolean) ?? ''));
  const words = new Set(loaded.length === 0 ? [] : text.replaceAll(COMMENT, '').match(/[\w$-]+/g));
  return { exported, imported, loaded, words };
}

function all(what: RegExp, text: string): readonly RegExpExecArray[] {
  return [...text.matchAll(what)];
}

/** The names of `a, type b as c`: there `b`, here `c`. */
function namesIn(list: string): readonly { there: string; here: string }[] {
  return list
    .replaceAll(COMMENT, '')
    .split(',')
    .map((one) => one.trim().replace(/^type /, ''))
    .filter((one) => one !== '')
    .map((one) => {
      const [there = '', here = there] = one.split(/ as |: /);
      return { there, here };
    });
}
