/** A list as CSV has every amount that it has as JSON, and says of its days, decimals and fractions that they are such, for Excel. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Schema {
  readonly example?: unknown;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
  /** What columns hold that are no texts. */
  readonly 'x-columns'?: Readonly<Record<string, string>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
}

interface Contract {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const CONTRACT = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as Contract;

/** Columns under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  '/audit/sample fromCents': 'from',
  '/audit/sample toCents': 'to',
};

function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : (CONTRACT.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
}

function columnOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const LISTS = Object.entries(CONTRACT.paths).flatMap(([path, { get }]) => {
  const { 'text/csv': csv, 'application/json': json } = get?.responses['200']?.content ?? {};
  const items = json?.schema && resolved(json.schema).properties?.['items']?.items;
  if (items === undefined || typeof csv?.example !== 'string') return [];
  const fields = Object.entries(resolved(items).properties ?? {});
  const names = fields.map(([name]) => name);
  const header = csv.example.trim().split(',');
  return [
    { path, header, fields, kinds: csv['x-columns'] ?? {}, amounts: names.filter((name) => name.endsWith('Cents')) },
  ];
});

test('every list has a column for each amount of its items', () => {
  expect(LISTS.filter(({ amounts }) => amounts.length > 0).length).toBeGreaterThan(15);
  const missing = LISTS.flatMap(({ path, header, amounts }) =>
    amounts
      .filter((name) => !header.includes(RENAMED[`${path} ${name}`] ?? columnOf(name)))
      .map((name) => `${path} ${name}`),
  );
  expect(missing).toStrictEqual([]);
});

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FIGURE = /^-?\d+[./]\d+$/;

test('every column with the example of a day, a decimal or a fraction says so', () => {
  const found = LISTS.flatMap(({ path, header, fields, kinds }) =>
    fields
      .filter(([name]) => header.includes(columnOf(name)))
      .flatMap(([name, schema]) => {
        const { example } = resolved(schema);
        const text = typeof example === 'string' ? example : '';
        const shown = DAY.test(text) ? 'day' : FIGURE.test(text) ? 'figure' : undefined;
        const said = kinds[columnOf(name)];
        return shown === undefined || shown === said ? [] : [`${path} ${name}: ${shown}, not ${said ?? 'text'}`];
      }),
  );
  expect(found).toStrictEqual([]);
  expect(LISTS.filter(({ kinds }) => Object.keys(kinds).length > 0).length).toBeGreaterThan(20);
});
