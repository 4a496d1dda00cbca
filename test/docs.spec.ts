/** The generated pages match the code. */
import { readFileSync } from 'node:fs';
import { withVariables } from '#libs/runtime/environment-page.ts';
import { CATALOGUE, cataloguePage } from '#libs/runtime/event-catalogue.ts';
import { readModelsPage } from '#libs/runtime/read-models-page.ts';
import { Product } from '#test/support/product.ts';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

test('docs/events.md matches the catalogue of the code (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../docs/events.md', import.meta.url), 'utf8')).toBe(cataloguePage());
});

test('docs/read-models.md matches the read models of the code (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../docs/read-models.md', import.meta.url), 'utf8')).toBe(readModelsPage());
});

test('docs/operations.md lists the variables that the services read (npm run docs writes it)', () => {
  const page = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
  expect(page).toBe(withVariables(page));
});

test('the catalogue has every recorded event', async () => {
  const product = new Product();
  try {
    for (const sample of ['tiny', 'hostile'])
      await product.import(fileURLToPath(new URL(`samples/${sample}/facts`, import.meta.url)));
    await product.calculate({ from: '2020-Q1', to: '2023-Q4', knownOn: '2024-08-31' });
    const types = new Set<string>();
    for await (const batch of product.log.read({ after: 0 })) for (const { type } of batch) types.add(type);
    const known = CATALOGUE.map(({ type }) => type);
    expect([...types].filter((type) => !known.includes(type))).toStrictEqual([]);
  } finally {
    await product.close();
  }
});
