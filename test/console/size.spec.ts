/** The console stays small in a browser: compressed, as served. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { consoleFolder } from '#apps/api/console/console-files.ts';

const KB = 1_000;
const FIRST_SCRIPTS = 130 * KB;
/** Scripts of one screen, beyond the first scripts. */
const SCREEN_SCRIPTS = 90 * KB;
const STYLES = 15 * KB;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

let chunks: Readonly<Record<string, Chunk>>;
beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/console.mjs', '--if-stale'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const manifest = readFileSync(join(consoleFolder(), '.vite', 'manifest.json'), 'utf8');
  chunks = JSON.parse(manifest) as Readonly<Record<string, Chunk>>;
});

/** A chunk and all that it imports before it runs. */
function withImports(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of chunks[name]?.imports ?? []) withImports(imported, found);
  return found;
}

function bytesOf(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + statSync(join(consoleFolder(), `${file}.gz`)).size, 0);
}

function scriptsOf(names: Iterable<string>): readonly string[] {
  return [...names].map((name) => chunks[name]?.file ?? assert.fail(`no chunk is called ${name}`));
}

test('the first scripts, those of each screen, and the styles are within the budget', () => {
  const entry = Object.keys(chunks).find((name) => chunks[name]?.isEntry === true) ?? assert.fail('no entry');
  const first = withImports(entry);
  expect(bytesOf(scriptsOf(first))).toBeLessThan(FIRST_SCRIPTS);
  const views = Object.keys(chunks).filter((name) => name.endsWith('view.tsx'));
  assert.ok(views.length > 0);
  const tooLarge = views.filter(
    (view) => bytesOf(scriptsOf([...withImports(view)].filter((name) => !first.has(name)))) > SCREEN_SCRIPTS,
  );
  expect(tooLarge).toStrictEqual([]);
  const styles = new Set(Object.values(chunks).flatMap(({ css = [] }) => css));
  expect(bytesOf(styles)).toBeLessThan(STYLES);
});
