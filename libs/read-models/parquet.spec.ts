/** A table of Parquet is written group by group, and is read back unchanged, with the types of its columns. */
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from '@jest/globals';
import { ParquetTable } from '#libs/read-models/parquet.ts';
import {
  type DocumentKind,
  centsShape,
  dayShape,
  flagShape,
  fractionShape,
  listShape,
  textShape,
  wholeShape,
} from '#libs/read-store/read-model.ts';

const KIND: DocumentKind = {
  kind: 'row',
  meaning: '',
  prefix: '',
  fields: {
    team: textShape(''),
    amountCents: centsShape(''),
    position: wholeShape(''),
    on: dayShape(''),
    isDue: flagShape(''),
    rate: fractionShape(''),
    parts: listShape('', centsShape('')),
  },
  optional: [],
  show: (shown) =>
    JSON.parse(shown, (name, value: unknown) =>
      name === 'amountCents' && value !== null ? BigInt(value as string) : value,
    ) as object,
};

async function written(rows: readonly object[]) {
  const pieces: Uint8Array[] = [];
  const table = new ParquetTable(KIND, async (bytes) => void pieces.push(bytes));
  for (const [i, row] of rows.entries()) {
    table.take(JSON.stringify(row), String(i));
    await table.writeFull();
  }
  await table.end();
  const file = new Uint8Array(Buffer.concat(pieces)).buffer;
  return { pieces, metadata: parquetMetadata(file), rows: await parquetReadObjects({ file }) };
}

test('values come back exactly: cents beyond the exact integers of a number, days before 1970, fractions as text, missing values as null', async () => {
  const none = { team: null, amountCents: null, position: null, on: null, isDue: null, rate: null, parts: null };
  const { rows, metadata } = await written([
    {
      team: 'Saint-Étienne',
      amountCents: '-9007199254740993',
      position: 7,
      on: -1,
      isDue: true,
      rate: '1/3',
      parts: [1, 2],
    },
    none,
  ]);
  expect(rows).toStrictEqual([
    {
      team: 'Saint-Étienne',
      amountCents: -9007199254740993n,
      position: 7n,
      on: new Date('1969-12-31'),
      isDue: true,
      rate: '1/3',
      parts: [1, 2],
    },
    none,
  ]);
  expect(
    Object.fromEntries(metadata.schema.slice(1).map(({ name, type, converted_type: of }) => [name, of ?? type])),
  ).toStrictEqual({
    team: 'UTF8',
    amountCents: 'INT64',
    position: 'INT64',
    on: 'DATE',
    isDue: 'BOOLEAN',
    rate: 'UTF8',
    parts: 'JSON',
  });
});

test('each group is handed on before the next begins, and a table without rows is one all the same', async () => {
  const rows = Array.from({ length: 20_001 }, (_, i) => ({
    team: `T${i % 7}`,
    amountCents: String(i),
    position: i,
    on: i,
  }));
  const many = await written(rows);
  expect(many.metadata.row_groups.map(({ num_rows: count }) => count)).toStrictEqual([10_000n, 10_000n, 1n]);
  // Three groups, and the end of the file.
  expect(many.pieces).toHaveLength(4);
  expect(many.rows.map((row) => row['amountCents'] as bigint)).toStrictEqual(rows.map((_, i) => BigInt(i)));
  const empty = await written([]);
  expect([empty.rows, empty.metadata.schema.length]).toStrictEqual([[], 8]);
});

test('a document with another value than its kind has is refused when it is taken, not with its group', async () => {
  const table = new ParquetTable(KIND, async () => undefined);
  expect(() => {
    table.take('{"position":"x"}', '1');
  }).toThrow(SyntaxError);
  await table.end();
});
