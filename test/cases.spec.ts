/** Small inputs on which the product failed once, each with what must happen (test/cases). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { Product } from '#test/support/product.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';

const CASES = fileURLToPath(new URL('cases', import.meta.url));

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.close());

describe('a team that left, known after a first calculation', () => {
  const PERIOD = { from: '2021-Q2', to: '2021-Q2' };

  test('has no statement on any day known, also where one was calculated before', async () => {
    await product.import(join(CASES, 'stale-export', 'facts1'));
    expect(await product.calculate({ ...PERIOD, knownOn: '2022-03-31' })).toHaveLength(1);
    await product.import(join(CASES, 'stale-export', 'facts2'));
    for (const knownOn of ['2026-10-31', '2022-03-31']) await product.calculate({ ...PERIOD, knownOn });
    for (const knownOn of ['2026-10-31', '2022-03-31', undefined]) {
      const found = await latestStatement(product, 'T', '2021-Q2', knownOn);
      expect(found?.statement).toBeNull();
    }
    const files = await product.files({ ...PERIOD, knownOn: '2022-03-31' });
    expect(files['statements.csv']?.trim().split('\n')).toHaveLength(1);
  });
});

describe('two patients of one profile that change places', () => {
  test('a new calculation names the patients of now, though no amount differs', async () => {
    const asked = { from: '2021-Q2', to: '2021-Q2', knownOn: '2022-03-31' };
    await product.import(join(CASES, 'swapped-acts', 'facts1'));
    await product.calculate(asked);
    await product.import(join(CASES, 'swapped-acts', 'facts2'));
    await product.calculate(asked);
    const expected = join(CASES, 'swapped-acts', 'expected');
    for (const [file, text] of Object.entries(await product.files(asked)))
      expect(text).toBe(readFileSync(join(expected, file), 'utf8'));
    const end = await product.log.end();
    await product.calculate(asked);
    expect(await product.log.end()).toBe(end);
  });
});

describe('facts far in the future', () => {
  test('are set aside, with the line and what is wrong', async () => {
    await product.import(TINY_FACTS);
    const { files } = await product.import(join(CASES, 'future-facts'));
    expect(files.filter(({ read }) => read > 0)).toStrictEqual([
      expect.objectContaining({ file: 'patients.csv', read: 1, recorded: 0, known: 0, setAside: 1 }),
      expect.objectContaining({ file: 'acts.csv', read: 2, recorded: 0, known: 0, setAside: 2 }),
    ]);
    expect(files.flatMap(({ reasons = [] }) => reasons.map(({ code, lines }) => [code, lines]))).toStrictEqual([
      ['IMPLAUSIBLE', [2]],
      ['IMPLAUSIBLE', [2]],
      ['IMPLAUSIBLE', [3]],
    ]);
    const rows: unknown[] = [];
    for await (const batch of product.log.read({ after: 0, categories: ['import'] }))
      for (const { type, data } of batch) if (type === 'RowSetAside') rows.push(JSON.parse(data));
    expect(rows).toStrictEqual([
      expect.objectContaining({ code: 'IMPLAUSIBLE', line: 2 }),
      expect.objectContaining({ code: 'IMPLAUSIBLE', line: 2 }),
      expect.objectContaining({ code: 'IMPLAUSIBLE', line: 3 }),
    ]);
  });
});
