/** A transaction that cannot run raises StoreUnavailable and leaves no trace. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { inTransaction, inTransactionAtOnce, whenUnlocked } from '#libs/sqlite/transaction.ts';

let folder: string;
let db: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decompte-test-'));
  db = new DatabaseSync(join(folder, 'rows.db'), { timeout: 0 });
  db.exec('CREATE TABLE rows (text TEXT NOT NULL UNIQUE) STRICT');
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function insert(text: string): void {
  db.prepare('INSERT INTO rows VALUES (?)').run(text);
}

function rows(): number {
  return Number(db.prepare('SELECT count(*) AS n FROM rows').get()?.['n']);
}

test('a full disk raises StoreUnavailable and rolls back; the next transaction succeeds', () => {
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${pages + 1}`);
  assert.throws(
    () => {
      inTransaction(db, () => {
        for (let n = 0; n < 100; n++) insert(`${n}`.padEnd(4_000));
      });
    },
    (error) => error instanceof StoreUnavailable && error.code === 'STORE_DISK_FULL',
  );
  expect(rows()).toBe(0);
  db.exec('PRAGMA max_page_count = 1000');
  inTransaction(db, () => {
    insert('a');
  });
  expect(rows()).toBe(1);
});

test('a writer that holds the lock too long raises StoreUnavailable', () => {
  const writer = new DatabaseSync(join(folder, 'rows.db'));
  writer.exec('BEGIN IMMEDIATE');
  assert.throws(
    () => inTransaction(db, rows),
    (error) => error instanceof StoreUnavailable && error.code === 'STORE_LOCKED',
  );
  writer.close();
  expect(inTransaction(db, rows)).toBe(0);
});

test('an error of the body is rethrown unchanged and rolls back', () => {
  const refused = new Error('refused');
  assert.throws(
    () => {
      inTransaction(db, () => {
        insert('a');
        throw refused;
      });
    },
    (error) => error === refused,
  );
  expect(rows()).toBe(0);
  assert.throws(
    () => {
      inTransaction(db, () => {
        insert('a');
        insert('a');
      });
    },
    (error) => !(error instanceof StoreUnavailable) && String(error).includes('UNIQUE'),
  );
  expect(rows()).toBe(0);
});

test('waits for the lock of another process while this one continues, and gives up in the end', async () => {
  const writer = new DatabaseSync(join(folder, 'rows.db'));
  writer.exec('BEGIN IMMEDIATE');
  // The lock ends only if this process continues.
  setTimeout(() => {
    writer.exec('COMMIT');
  }, 50);
  expect(await whenUnlocked(() => inTransactionAtOnce(db, rows))).toBe(0);
  writer.exec('BEGIN IMMEDIATE');
  const begun = performance.now();
  const never = whenUnlocked(() => inTransactionAtOnce(db, rows), 60);
  await expect(never).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  expect(performance.now() - begun).toBeGreaterThan(50);
  writer.close();
});
