/** Every aggregate has one shape, and every codec of events is listed where the catalogue and the tests over all events find it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const SPECIFICATION = /\bspecificationOf\(|\bgiven\([^)]*\)/;
const EXHAUSTIVE = 'const unhandled: never = event';

const AGGREGATES = globSync('libs/**/decide.ts').map(dirname);

function textsIn(folder: string, pattern: string): readonly string[] {
  return globSync(join(folder, pattern)).map((file) => readFileSync(file, 'utf8'));
}

test('every aggregate has its events, its state, an exhaustive evolve, and a specification in given/when/then', () => {
  expect(AGGREGATES.length).toBeGreaterThan(12);
  const lacks = AGGREGATES.flatMap((folder) => [
    ...['events.ts', 'state.ts'].filter((name) => !existsSync(join(folder, name))).map((name) => join(folder, name)),
    ...(textsIn(folder, '*.ts').some((text) => text.includes(EXHAUSTIVE))
      ? []
      : [`${folder}: evolve is not exhaustive`]),
    ...(textsIn(folder, '**/*.spec.ts').some((text) => SPECIFICATION.test(text))
      ? []
      : [`${folder}: no given/when/then`]),
  ]);
  expect(lacks).toStrictEqual([]);
});

test('every codec of events is in EVERY_EVENT', () => {
  const listed = readFileSync('libs/runtime/event-codecs.ts', 'utf8');
  const codecs = globSync('libs/**/*.ts', { exclude: ['**/*.spec.ts'] }).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export const (\w+)(?:: [^=]+)? = eventCodec</gm)].map(
      ([, name]) => name ?? '',
    ),
  );
  expect(codecs.length).toBeGreaterThan(18);
  expect(codecs.filter((name) => !listed.includes(`schemas: ${name}.schemas`))).toStrictEqual([]);
});
