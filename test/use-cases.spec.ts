/** A use case is a file name: `commands/` and `queries/` of the libraries have one handler per file, and nothing else. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const HANDLER = /^@(?:Command|Query)Handler\(/gm;
/** The kit of all commands: no folder of a capability. */
const KIT = 'libs/commands/';
const USE_CASE = /\/(?:commands|queries)\/[^/]+$/;

function handlersIn(file: string): number {
  return readFileSync(file, 'utf8').match(HANDLER)?.length ?? 0;
}

const FILES = globSync('{libs,apps}/**/*.ts', { exclude: ['**/*.spec.ts', 'apps/cli/**', 'apps/console/**'] });
const isUseCase = (file: string): boolean => USE_CASE.test(file) && !file.startsWith(KIT);

test('every file of a folder of commands or queries has one handler', () => {
  const useCases = FILES.filter(isUseCase);
  expect(useCases.length).toBeGreaterThan(150);
  expect(useCases.filter((file) => handlersIn(file) !== 1)).toStrictEqual([]);
});

test('a command is in a folder of commands, a query in one of queries, and no handler is elsewhere', () => {
  expect(FILES.filter((file) => !isUseCase(file) && handlersIn(file) > 0)).toStrictEqual([]);
  const isMixed = (file: string): boolean =>
    readFileSync(file, 'utf8').includes(file.includes('/queries/') ? '@CommandHandler(' : '@QueryHandler(');
  expect(FILES.filter((file) => isUseCase(file) && isMixed(file))).toStrictEqual([]);
});

test('a module provides every handler', () => {
  // A module that imports a handler provides it: the linter allows no unused import.
  const imported = new Set(
    globSync('{libs,apps}/**/*.module.ts').flatMap((file) => readFileSync(file, 'utf8').match(/\w+Handler\b/g) ?? []),
  );
  const handlers = FILES.filter(isUseCase).flatMap(
    (file) => readFileSync(file, 'utf8').match(/(?<=^export class )\w+Handler\b/gm) ?? [],
  );
  expect(handlers.length).toBeGreaterThan(150);
  expect(handlers.filter((name) => !imported.has(name))).toStrictEqual([]);
});
