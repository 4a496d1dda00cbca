/** The samples: facts, the calculation to make from them, and the output files it must give. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url));

/** The what-ifs on the facts of the sample `options`, as samples: `options/plain`. */
export const WHAT_IFS_ON_OPTIONS: readonly string[] = readdirSync(join(SAMPLES, 'options'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'facts')
  .map(({ name }) => `options/${name}`)
  .sort();

export interface SampleCalculation {
  readonly facts: string;
  readonly from: string;
  readonly to: string;
  readonly known_on: string;
  /** Rates other than those in force, by name; most samples have none. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export function calculationOf(sample: string): SampleCalculation {
  return JSON.parse(readFileSync(join(SAMPLES, sample, 'calculation.json'), 'utf8')) as SampleCalculation;
}

/** Checks that every expected file is in the folder, to the byte. */
export function assertFilesOf(sample: string, folder: string): void {
  const expected = join(SAMPLES, sample, 'expected');
  const names = readdirSync(expected);
  assert.ok(names.length > 0);
  for (const name of names)
    assert.equal(readFileSync(join(folder, name), 'utf8'), readFileSync(join(expected, name), 'utf8'), name);
}
