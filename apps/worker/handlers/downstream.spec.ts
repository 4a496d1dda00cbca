/** The jobs for readers of the feed: proofs of published events, and copies of the projections that the feed continues. */
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signLatest } from '#libs/audit/sign-latest.ts';
import { readKey } from '#libs/audit/checkpoint.ts';
import type { CloudEvent } from '#libs/feed/cloud-event.ts';
import { Feed } from '#libs/feed/feed.ts';
import { WriteDump, WriteDumpHandler } from '#libs/read-models/commands/write-dump.ts';
import { openStoredEventsAt, storePaths } from '#libs/runtime/stores.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { feedProofJob } from '#apps/worker/handlers/feed-proof.ts';
import type { HandlerSettings } from '#apps/worker/handlers/context.ts';
import { auditVariables } from '#test/support/audit-settings.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { appendCalculation, publishEverything } from '#test/support/published.ts';

const folder = temporaryFolder();
const { AUDIT_CHECKPOINTS: checkpoints, AUDIT_KEY_FILE: keyFile } = auditVariables(join(folder, 'audit'));
const context = { attempt: 1, isLastAttempt: false, signal: new AbortController().signal, progress: () => undefined };
const job = { id: 'p' } as Parameters<typeof feedProofJob>[2];
const product = new Product();
let published: readonly CloudEvent[] = [];

beforeAll(async () => {
  await publishEverything(product.log);
  published = (await new Feed(product.log, 'urn:test').read({ after: 0, limit: 1_000 })).events;
  const stored = await openStoredEventsAt(storePaths(product.folder, {}));
  const [key, now] = [readKey(keyFile, 'private'), () => '2026-11-28T20:00:00.000Z'];
  await signLatest({ stored, folder: checkpoints, key, now });
  await stored.close();
  writeFileSync(join(folder, 'public.pem'), createPublicKey(key).export({ type: 'spki', format: 'pem' }));
  await appendCalculation(product.log, 'LATE', '2022-Q1', 100n, '2026-11-28T21:00:00.000Z');
});
afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true, force: true });
});

function prove(events: readonly string[]) {
  const settings = {
    audit: { checkpoints, key: keyFile, publicKeys: [] },
    stores: storePaths(product.folder, {}),
    log: product.log,
  } as unknown as HandlerSettings;
  return feedProofJob(settings, { events }, job, context) as Promise<{
    readonly proved: readonly { readonly id: string; readonly position: number }[];
    readonly bundle: string;
  }>;
}

test('proves a published event by its id, verifies it offline, and shows only the data of the feed', async () => {
  const ids = published.slice(3, 6).map(({ id }) => id);
  const { proved, bundle } = await prove(ids);
  expect(proved.map(({ id }) => id)).toStrictEqual(ids);
  for (const word of ['alice', 'bob', 'carol', 'iban', 'FR76', 'Durand']) expect(bundle).not.toContain(word);
  const path = join(folder, 'preuve.json');
  writeFileSync(path, bundle);
  const verified = (of: string) =>
    spawnSync(process.execPath, ['apps/audit-verifier/verify.mjs', of, '--public-key', join(folder, 'public.pem')], {
      encoding: 'utf8',
    });
  const { status, stdout, stderr } = verified(path);
  expect([status, stderr]).toStrictEqual([0, '']);
  expect(stdout).not.toBe('');
  const [leaf = ''] = /(?<="leaf":")[0-9a-f]{64}/.exec(bundle) ?? [];
  writeFileSync(path, bundle.replace(leaf, hash('sha256', leaf, 'hex')));
  expect(verified(path).status).not.toBe(0);
});

test('refuses an id of another log, an unpublished event, and an unsigned event', async () => {
  const [first] = published;
  const { events } = await new Feed(product.log, 'urn:test').read({ after: published.at(-1)?.position ?? 0, limit: 1 });
  await expect(prove([`${first?.position}-${'0'.repeat(16)}`])).rejects.toMatchObject({ code: 'EVENT_NOT_PUBLISHED' });
  await expect(prove([`2-${(await new Feed(product.log, '').cursorAt(2)).epoch}`])).rejects.toMatchObject({
    code: 'EVENT_NOT_PUBLISHED',
  });
  await expect(prove([events[0]?.id ?? ''])).rejects.toMatchObject({ code: 'EVENT_NOT_SIGNED' });
});

/** Each table as Parquet has the rows of the CSV file, with the types of its columns. */
async function sameInParquet(csvFolder: string): Promise<void> {
  const out = join(folder, 'parquet');
  mkdirSync(out);
  const stores = new Stores(product.log, product.readStore);
  const { tables } = await new WriteDumpHandler(stores).execute(new WriteDump(out, 'PARQUET'));
  const types = new Set<string>();
  for (const { file: name, rows: count, digest } of tables) {
    const bytes = readFileSync(join(out, name));
    expect(hash('sha256', bytes, 'hex')).toBe(digest);
    const file = new Uint8Array(bytes).buffer;
    const { schema } = parquetMetadata(file);
    for (const { type, converted_type: of } of schema.slice(1)) types.add(`${type} ${of ?? ''}`.trim());
    const rows = await parquetReadObjects({ file });
    const csv = parse(readFileSync(join(csvFolder, name.replace(/parquet$/, 'csv'))), { columns: true });
    expect([name, rows.length]).toStrictEqual([name, count]);
    const typeOf = new Map(schema.map((column) => [column.name, column.converted_type ?? column.type]));
    const asCsv = (column: string, value: unknown): string => {
      if (value === null || value === undefined) return '';
      if (value instanceof Date)
        return typeOf.get(column) === 'DATE' ? value.toISOString().slice(0, 10) : value.toISOString();
      if (typeof value === 'bigint' || typeof value === 'boolean') return value.toString();
      return typeof value === 'string' ? value : JSON.stringify(value);
    };
    const written = rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, asCsv(k, v)])));
    expect(written).toStrictEqual(csv);
  }
  expect([...types].sort()).toStrictEqual(
    expect.arrayContaining(['BYTE_ARRAY UTF8', 'INT32 DATE', 'INT64', 'INT64 TIMESTAMP_MILLIS']),
  );
}

test('a copy has each document once, in files that its digests name, and the cursor of the feed that continues it', async () => {
  const out = join(folder, 'copie');
  mkdirSync(out);
  const dump = await new WriteDumpHandler(new Stores(product.log, product.readStore)).execute(new WriteDump(out));
  const feed = new Feed(product.log, 'urn:test');
  expect(dump).toMatchObject(await feed.cursorAt(await product.log.end()));
  expect(dump.tables.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['payments-payment.csv', 'payments-posting.csv', 'statements-latest.csv']),
  );
  for (const { file, rows, bytes, digest } of dump.tables) {
    const text = readFileSync(join(out, file), 'utf8');
    expect([hash('sha256', text, 'hex'), Buffer.byteLength(text)]).toStrictEqual([digest, bytes]);
    expect(text.trim().split('\n')).toHaveLength(rows + 1);
  }
  const payments = readFileSync(join(out, 'payments-payment.csv'), 'utf8');
  const released = published.filter(({ type }) => type === 'fr.decompte.payment.released');
  for (const { subject } of released) expect(payments).toContain(subject);
  await sameInParquet(out);
  expect(payments).toMatch(/^endToEndId,envelope,run,item,team,period,payee,amountCents,releasedAt,releasedOn,status,/);
});
