/** Verification finds every byte changed at random in a log larger than one batch. */
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { AuditedLog, bytesOf, chance, found, put } from '#test/support/audited-log.ts';

/** More than one batch of reading. */
const LARGE = 2_100;

test('finds a thousand random bytes, changed one at a time, at their events', async () => {
  const log = await AuditedLog.of(LARGE, 100);
  const { texts, blobs } = log.stored;
  const draw = chance(11);
  const db = new DatabaseSync(log.path);
  db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY');
  log.withoutTriggers(db);
  for (let tried = 0; tried < 1_000;) {
    const position = 1 + draw(LARGE);
    const column = [...texts, ...blobs][draw(texts.length + blobs.length)] ?? '';
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
  db.close();
  log.restore();
  for (let tried = 0; tried < 50; tried++) {
    const position = 1 + draw(LARGE - 2);
    found(
      await log.verifyAfter((tampered) => tampered.prepare('DELETE FROM rows WHERE position = ?').run(position)),
      'missing',
      position,
    );
  }
  expect((await log.verify()).misfits).toStrictEqual([]);
  log.clear();
});
