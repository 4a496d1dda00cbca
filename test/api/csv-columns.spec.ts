/** A list as CSV has every amount that it has as JSON. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Schema {
  readonly $ref?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>> }
    >
  >;
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
  const names = Object.keys(resolved(items).properties ?? {});
  return [{ path, header: csv.example.trim().split(','), amounts: names.filter((name) => name.endsWith('Cents')) }];
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
