/** Small inputs on which the product failed once, each with its required outcome (test/cases). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { RevisionConflict } from '#libs/event-store/event-store.ts';
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

  test('has no statement on any day known, also if one was calculated before', async () => {
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
  const asked = { from: '2021-Q2', to: '2021-Q2', knownOn: '2022-03-31' };
  beforeEach(async () => {
    await product.import(join(CASES, 'swapped-acts', 'facts1'));
    await product.calculate(asked);
    await product.import(join(CASES, 'swapped-acts', 'facts2'));
  });

  async function expectPatientsOfNow(): Promise<void> {
    const expected = join(CASES, 'swapped-acts', 'expected');
    for (const [file, text] of Object.entries(await product.files(asked)))
      expect(text.replaceAll(/^OTHER,.*\n/gm, '')).toBe(readFileSync(join(expected, file), 'utf8'));
  }

  test('a new calculation names the patients of now, though no amount differs', async () => {
    await product.calculate(asked);
    await expectPatientsOfNow();
    const end = await product.log.end();
    await product.calculate(asked);
    expect(await product.log.end()).toBe(end);
  });

  test('so does a new calculation that is recorded at its second try', async () => {
    jest.spyOn(product.log, 'record').mockImplementationOnce(async ([first]) => {
      throw new RevisionConflict(first?.stream ?? '', 0, 1);
    });
    await product.calculate(asked);
    await expectPatientsOfNow();
  });

  test('so does one after a calculation that was cut off as it recorded', async () => {
    jest.spyOn(product.log, 'record').mockRejectedValueOnce(new Error('cut off'));
    await expect(product.calculate(asked)).rejects.toThrow('cut off');
    await product.calculate(asked);
    await expectPatientsOfNow();
  });

  test('so does one after a calculation of other quarters', async () => {
    await product.calculate({ ...asked, from: '2021-Q3', to: '2021-Q3' });
    await product.calculate(asked);
    await expectPatientsOfNow();
  });

  test('so does a new calculation after a calculation of another team', async () => {
    const folder = join(product.folder, 'other-team');
    mkdirSync(folder);
    for (const file of ['teams.csv', 'phases.csv']) {
      const [head = '', row = ''] = readFileSync(join(CASES, 'swapped-acts', 'facts1', file), 'utf8').split('\n');
      writeFileSync(join(folder, file), `${head}\n${row.replace(/^[^,]*/, 'OTHER')}\n`);
    }
    await product.import(folder);
    await product.calculate({ ...asked, team: 'OTHER' });
    await product.calculate(asked);
    await expectPatientsOfNow();
  });
});

describe('facts far in the future', () => {
  test('are set aside, with the line and the fault', async () => {
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
