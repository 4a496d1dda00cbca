/** A change among sealed rows is reported for its commit: only the link of the commit proves them. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyLog } from '#libs/audit/verify.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { copyWhileInUse } from '#libs/sqlite/copy.ts';
import { SAMPLES } from '#test/support/samples.ts';
import { Product } from '#test/support/product.ts';
import { withoutTriggers } from '#test/support/stored-rows.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

interface Rows {
  /** Positions of a commit. */
  readonly from: number;
  readonly to: number;
  /** Positions of sealed rows in the middle of the log, with others after them. */
  readonly sealed: readonly [number, number];
  /** The position of its first sealed event. */
  readonly firstSealed: number;
}

let product: Product;
let rows: Rows;

beforeAll(async () => {
  product = Product.sealed();
  await product.import(join(SAMPLES, 'tiny', 'facts'));
  const db = opened(join(product.folder, 'events.db'));
  const [no, to] = Object.values(
    db
      .prepare(
        `SELECT c.no, c.position FROM commits c JOIN rows r ON r.commit_no = c.no WHERE typeof(r.body) = 'blob'
         GROUP BY c.no ORDER BY count(*) DESC LIMIT 1`,
      )
      .get() ?? {},
  ) as [number, number];
  const before = db.prepare('SELECT coalesce(max(position), 0) AS n FROM commits WHERE no < ?').get(no);
  const sealed = db
    .prepare("SELECT position, events FROM rows WHERE commit_no = ? AND typeof(body) = 'blob' ORDER BY position")
    .all(no) as unknown as { position: number; events: number }[];
  db.close();
  const middle = Math.floor(sealed.length / 2);
  const [first, one, other] = [sealed[0], sealed[middle], sealed[middle + 1]];
  if (first === undefined || one === undefined || other === undefined) throw new RangeError('too few sealed rows');
  const from = Number(before?.['n']) + 1;
  rows = { from, to, sealed: [one.position, other.position], firstSealed: first.position - first.events + 1 };
});
afterAll(() => product.close());

function opened(path: string): DatabaseSync {
  return new DatabaseSync(path);
}

/** The findings in a changed copy of the log. */
async function found(change: string) {
  const path = join(temporaryFolder(), 'events.db');
  await copyWhileInUse(join(product.folder, 'events.db'), path);
  const db = opened(path);
  withoutTriggers(db, () => {
    db.exec(change.replaceAll(':one', `${rows.sealed[0]}`).replaceAll(':other', `${rows.sealed[1]}`));
  });
  db.close();
  const stored = new SqliteStoredEvents(path);
  try {
    return await verifyLog(stored);
  } finally {
    await stored.close();
  }
}

const SWAPPED = (column: string): string =>
  `CREATE TEMP TABLE kept AS SELECT ${column} AS one FROM rows WHERE position = :one;
   UPDATE rows SET ${column} = (SELECT ${column} FROM rows WHERE position = :other) WHERE position = :one;
   UPDATE rows SET ${column} = (SELECT one FROM kept) WHERE position = :other`;

test.each([
  ['a leaf', 'UPDATE rows SET leaves = zeroblob(length(leaves)) WHERE position = :one'],
  ['a head', "UPDATE rows SET head = replace(head, '20', '19') WHERE position = :one"],
  ['a body', 'UPDATE rows SET body = zeroblob(length(body)) WHERE position = :one'],
  ['two bodies, which changed places', SWAPPED('body')],
])('of %s: changed, in the positions of its commit, and no part of the commit counts as linked', async (_, change) => {
  const { misfits, events } = await found(change);
  const { from, to, firstSealed } = rows;
  const finding = { code: 'COMMIT_CHANGED', data: { from: firstSealed, to } };
  expect(misfits[0]).toStrictEqual({ kind: 'changed', position: firstSealed, finding });
  expect(events).toBe(from - 1);
  const [at] = rows.sealed;
  expect(at > firstSealed && at < to).toBe(true);
});
