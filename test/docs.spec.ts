/** The generated pages match the code. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegulation } from '#libs/regulation/load.ts';
import { SENTENCES } from '#libs/words/texts/regulation-sentences.ts';
import { regulationPage } from '#test/docs/regulation-page.ts';
import { withVariables } from '#test/docs/environment-page.ts';
import { CATALOGUE, cataloguePage } from '#test/docs/event-catalogue.ts';
import { readModelsPage } from '#test/docs/read-models-page.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

test('docs/events.md matches the catalogue of the code (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../docs/events.md', import.meta.url), 'utf8')).toBe(cataloguePage());
});

test('README names every library', () => {
  const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const libraries = readdirSync(new URL('../libs', import.meta.url));
  expect(libraries.length).toBeGreaterThan(40);
  expect(libraries.filter((name) => !page.includes(`\`libs/${name}\``))).toStrictEqual([]);
});

test('docs/read-models.md matches the read models of the code (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../docs/read-models.md', import.meta.url), 'utf8')).toBe(readModelsPage());
});

test('docs/operations.md has every operator that is asked of MongoDB', () => {
  const page = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
  const [, asked = ''] = page.split('**What is asked of the server**');
  const libs = fileURLToPath(new URL('../libs', import.meta.url));
  const files = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /mongodb\/[^/]+(?<!\.spec)\.ts$/.test(path),
  );
  const used = files.flatMap((path) => readFileSync(join(libs, path), 'utf8').match(/\$[a-z][A-Za-z]+(?=:)/g) ?? []);
  expect(new Set(used).size).toBeGreaterThan(15);
  expect([...new Set(used)].filter((operator) => !asked.includes(`\`${operator}\``))).toStrictEqual([]);
});

test('docs/regulation.md matches the sentences and the version shipped (npm run docs writes it)', () => {
  const page = regulationPage(loadRegulation(SHIPPED));
  expect(readFileSync(new URL('../docs/regulation.md', import.meta.url), 'utf8')).toBe(page);
});

test('every sentence is of a text of the regulation, and its place is a file and parameters that there are', () => {
  const { schemes } = loadRegulation(SHIPPED);
  let inRules = 0;
  for (const { text, says, held } of SENTENCES) {
    const scheme = [...schemes.values()].find(({ texts }) => texts.some(({ id }) => id === text));
    expect([says, text === null || scheme !== undefined]).toStrictEqual([says, true]);
    if ('why' in held) continue;
    inRules++;
    expect([says, existsSync(new URL(`../${held.rule}`, import.meta.url))]).toStrictEqual([says, true]);
    expect([says, held.parameters.filter((name) => scheme?.parameters.has(name) !== true)]).toStrictEqual([says, []]);
  }
  expect(inRules).toBeGreaterThan(20);
});

test('a value that was read, exactly or in part, has a sentence that gives it', () => {
  const { schemes } = loadRegulation(SHIPPED);
  const without = [...schemes.values()].flatMap(({ name, parameters }) =>
    [...parameters]
      .filter(([, values]) => values.some(({ status }) => status === 'exact'))
      .filter(
        ([parameter]) => !SENTENCES.some(({ held }) => 'parameters' in held && held.parameters.includes(parameter)),
      )
      .map(([parameter]) => `${name} ${parameter}`),
  );
  expect(without).toStrictEqual([]);
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
