/** The reference calculator gives the statements of the samples exactly. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { referenceOutputs } from './calculator.ts';

const here = dirname(fileURLToPath(import.meta.url));
const grids = readFileSync(join(here, 'regulation', 'grids.csv'), 'utf8');
const parameters: unknown = JSON.parse(readFileSync(join(here, 'regulation', 'parameters.json'), 'utf8'));

interface Calculation {
  readonly facts: string;
  readonly from: string;
  readonly to: string;
  readonly known_on: string;
  readonly parameters: Record<string, unknown>;
}

const whatIfs = readdirSync(join(here, '..', 'samples', 'options'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'facts')
  .map((entry) => join('options', entry.name));

for (const name of ['tiny', 'boundaries', 'corrections', 'days', ...whatIfs]) {
  test(`the reference gives the sample ${name} exactly`, () => {
    const sample = join(here, '..', 'samples', name);
    const calculation = JSON.parse(readFileSync(join(sample, 'calculation.json'), 'utf8')) as Calculation;
    const outputs = referenceOutputs(join(sample, calculation.facts), {
      from: calculation.from,
      to: calculation.to,
      knownOn: calculation.known_on,
      parameters,
      grids,
      overrides: calculation.parameters,
    });
    expect(Object.keys(outputs)).toHaveLength(6);
    for (const [file, text] of Object.entries(outputs)) {
      assert.equal(text, readFileSync(join(sample, 'expected', file), 'utf8'), `${name}/${file}`);
    }
  });
}
