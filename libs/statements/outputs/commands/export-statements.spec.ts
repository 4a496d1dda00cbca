/** The files of an export are complete and come from one calculation, also after a failure or beside another export. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Stores } from '#libs/runtime/stores.module.ts';
import { ExportStatements, ExportStatementsHandler } from '#libs/statements/outputs/commands/export-statements.ts';
import { ENTRIES_FILE } from '#libs/statements/outputs/entries-file.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

let product: Product;
let out: string;
beforeEach(() => {
  product = new Product();
  out = temporaryFolder();
});
afterEach(async () => {
  await product.close();
  rmSync(out, { recursive: true, force: true });
});

async function exported(): Promise<readonly string[]> {
  const asked = { out, range: undefined, knownOn: undefined, simulation: undefined, form: 'raw' } as const;
  const handler = new ExportStatementsHandler(new Stores(product.log, product.readStore));
  return (await handler.execute(new ExportStatements(asked, () => undefined))).files;
}

test('two exports into one folder at once leave the files of one of them, and nothing else', async () => {
  const [files] = await Promise.all([exported(), exported()]);
  expect(readdirSync(out).toSorted()).toStrictEqual([...files].toSorted());
});

test('a file that cannot be written leaves the others as they were', async () => {
  const files = await exported();
  const others = files.filter((name) => name !== ENTRIES_FILE);
  rmSync(join(out, ENTRIES_FILE));
  mkdirSync(join(out, ENTRIES_FILE));
  for (const name of others) writeFileSync(join(out, name), 'before');
  await expect(exported()).rejects.toThrow('EISDIR');
  expect(others.map((name) => readFileSync(join(out, name), 'utf8'))).toStrictEqual(others.map(() => 'before'));
  expect(readdirSync(out).toSorted()).toStrictEqual([...files].toSorted());
});
