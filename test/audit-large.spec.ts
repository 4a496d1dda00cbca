/** Verification finds every byte changed at random in a log larger than one batch. */
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { AuditedLog, bytesOf, chance, found, put } from '#test/support/audited-log.ts';
import { rounds } from '#test/support/deep.ts';

/** More than one read batch of 2,000. */
const LARGE = 2_100;
/** The ends of the log and of its first batch. */
const ENDS = [1, 2, 1_998, 1_999, 2_000, 2_001, 2_002, LARGE - 1, LARGE];
/** audit.spec.ts tries every byte of a log; this spec checks that the place in a long log makes no difference. */
const DRAWN = rounds(60, 1_000);

test('finds random bytes, changed one at a time, at their events', async () => {
  const log = await AuditedLog.of(LARGE, 100);
  const { texts, blobs } = log.stored;
  const columns = [...texts, ...blobs];
  const draw = chance(11);
  const db = new DatabaseSync(log.path);
  db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY');
  log.withoutTriggers(db);
  const drawn = Array.from({ length: DRAWN }, () => [1 + draw(LARGE), columns[draw(columns.length)] ?? ''] as const);
  const ofEnds = ENDS.flatMap((position) => columns.map((column) => [position, column] as const));
  let tried = 0;
  for (const [position, column] of [...ofEnds, ...drawn]) {
    const bytes = bytesOf(db, log.stored, column, position);
    if (bytes.length === 0) continue;
    const flipped = Uint8Array.from(bytes);
    const at = draw(bytes.length);
    flipped[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
    put(db, log.stored, column, flipped, position);
    found(await log.verify(), 'changed', position);
    put(db, log.stored, column, bytes, position);
    tried++;
  }
  expect(tried).toBeGreaterThan(DRAWN);
  db.close();
  log.restore();
  const gaps = Array.from({ length: rounds(10, 50) }, () => 1 + draw(LARGE - 2));
  for (const position of [...ENDS.slice(0, -1), ...gaps])
    found(
      await log.verifyAfter((tampered) => tampered.prepare('DELETE FROM rows WHERE position = ?').run(position)),
      'missing',
      position,
    );
  expect((await log.verify()).misfits).toStrictEqual([]);
  log.clear();
});
