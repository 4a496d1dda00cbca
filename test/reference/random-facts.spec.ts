/** Random experiments have facts of every kind, with the columns that the product reads. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const SEEDS = 5;

function linesOf(folder: string, name: string): readonly string[] {
  const text = readFileSync(join(folder, `${name}.csv`), 'utf8');
  return text.replace('\uFEFF', '').trim().split(/\r?\n/);
}

test('every kind of fact has rows in a random experiment', () => {
  const folders = Array.from({ length: SEEDS }, (_, seed) => {
    const folder = temporaryFolder();
    writeRandomFacts(folder, seed, { patients: 10, acts: 20 });
    return folder;
  });
  for (const { name, columns } of FACT_KINDS) {
    const files = folders.map((folder) => linesOf(folder, name));
    const header = columns.map((column) => column.name).join(',');
    expect(files.map(([first]) => first)).toStrictEqual(files.map(() => header));
    expect(`${name}: ${files.some(({ length }) => length > 1) ? 'has rows' : 'no row'}`).toBe(`${name}: has rows`);
  }
  for (const folder of folders) rmSync(folder, { recursive: true });
});
