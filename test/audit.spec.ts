/** Verification finds a byte changed, removed, swapped or cut off anywhere in the log, and names its position. */
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeyPair, signCheckpoint } from '#libs/audit/checkpoint.ts';
import type { VerifyOptions } from '#libs/audit/verify.ts';
import {
  AuditedLog,
  FIRST,
  bytesOf,
  chance,
  checkpointOf,
  first,
  found,
  publicKey,
  put,
} from '#test/support/audited-log.ts';
import { rounds } from '#test/support/deep.ts';

const SMALL = 12;
const PER_COMMIT = 5;
/** The ends of the log and of a commit. */
const ENDS = [1, PER_COMMIT, PER_COMMIT + 1, SMALL];
/** Elsewhere, and in the former form, only every n-th byte or bit is changed, others at the next position. */
const SPARSE = rounds(3, 1);

describe.each([1, 2] as const)('a small log of form %i', (form) => {
  let log: AuditedLog;
  let table: string;
  beforeAll(async () => {
    log = await AuditedLog.of(SMALL, PER_COMMIT, form);
    ({ table } = log.stored);
  });
  afterAll(() => {
    log.clear();
  });
  const each = async (check: (position: number) => Promise<void>): Promise<void> => {
    // Nothing writes the former form any more, so only its ends are tried.
    const positions = form === 1 ? ENDS : Array.from({ length: SMALL }, (_, i) => i + 1);
    for (const position of positions) await check(position);
  };
  const isTried = (position: number, nth: number): boolean =>
    (form === 2 && ENDS.includes(position)) || (position + nth) % SPARSE === 0;

  test('passes unchanged', async () => {
    const { events, misfits, uncovered } = await log.verify();
    expect({ events, misfits, uncovered }).toStrictEqual({ events: SMALL, misfits: [], uncovered: 0 });
  });

  test('passes when it is empty', async () => {
    const empty = await AuditedLog.of(0, 1, form);
    expect((await empty.verify()).misfits).toStrictEqual([]);
    empty.clear();
  });

  test('finds each changed or cut byte of every text and hash at its event', async () => {
    const db = new DatabaseSync(log.path);
    db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF');
    log.withoutTriggers(db);
    let tried = 0;
    await each(async (position) => {
      for (const column of [...log.stored.texts, ...log.stored.blobs]) {
        const bytes = bytesOf(db, log.stored, column, position);
        for (let at = 0; at < bytes.length; at++) {
          if (!isTried(position, at)) continue;
          const flipped = Uint8Array.from(bytes);
          flipped[at] = (bytes[at] ?? 0) ^ (1 << (tried % 8));
          put(db, log.stored, column, flipped, position);
          const verification = await log.verify();
          assert.equal(first(verification).position, position, `${column}, byte ${at}`);
          assert.equal(first(verification).kind, 'changed', `${column}, byte ${at}`);
          tried++;
        }
        put(db, log.stored, column, Uint8Array.from([...bytes, 0]), position);
        found(await log.verify(), 'changed', position);
        put(db, log.stored, column, bytes.subarray(0, -1), position);
        if (bytes.length > 0) found(await log.verify(), 'changed', position);
        put(db, log.stored, column, bytes, position);
      }
    });
    db.close();
    log.restore();
    expect((await log.verify()).misfits).toStrictEqual([]);
    assert.ok(tried > (form === 1 ? 100 : 500), `${tried} bytes`);
  });

  test('finds each changed bit of every number at its event', async () => {
    const db = new DatabaseSync(log.path);
    db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF');
    log.withoutTriggers(db);
    await each(async (position) => {
      for (const column of log.stored.numbers)
        for (const bit of [0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 23, 24, 31, 32, 40, 47, 52]) {
          if (!isTried(position, bit)) continue;
          const before = Number(Buffer.from(bytesOf(db, log.stored, column, position)).toString());
          const value = Number(BigInt(before) ^ (1n << BigInt(bit)));
          const update = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE position = ?`);
          try {
            update.run(value, position);
          } catch (error) {
            // Two events cannot have the same position, nor the same revision of a stream.
            expect(String(error)).toMatch(/UNIQUE/);
            continue;
          }
          const { position: named } = first(await log.verify());
          const isNamed = named === position || (column === 'position' && named === value);
          assert.ok(isNamed, `${column} ${before} → ${value}: ${named ?? 'nothing'} named`);
          update.run(before, column === 'position' ? value : position);
        }
    });
    db.close();
    log.restore();
  });

  test('finds a removed event by its gap', async () => {
    await each(async (position) => {
      const verification = await log.verifyAfter((db) =>
        db.prepare(`DELETE FROM ${table} WHERE position = ?`).run(position),
      );
      found(verification, position === SMALL ? 'cut-off' : 'missing', position);
    });
  });

  test('finds a removed event when the following ones moved up', async () => {
    for (let position = 1; position < SMALL - 1; position++) {
      const verification = await log.verifyAfter((db) => {
        db.prepare(`DELETE FROM ${table} WHERE position = ?`).run(position);
        for (let next = position + 1; next <= SMALL; next++)
          db.prepare(`UPDATE ${table} SET position = position - 1 WHERE position = ?`).run(next);
      });
      found(verification, 'missing', position);
    }
  });

  test('finds two swapped neighbours at the first of them', async () => {
    for (let position = 1; position < SMALL; position++) {
      const verification = await log.verifyAfter((db) => {
        const move = db.prepare(`UPDATE ${table} SET position = ? WHERE position = ?`);
        move.run(-1, position);
        move.run(position, position + 1);
        move.run(position + 1, -1);
      });
      found(verification, 'reordered', position);
    }
  });

  test('finds two distant swapped events at the first of them', async () => {
    const verification = await log.verifyAfter((db) => {
      const move = db.prepare(`UPDATE ${table} SET position = ? WHERE position = ?`);
      move.run(-1, 3);
      move.run(3, 9);
      move.run(9, -1);
    });
    found(verification, 'reordered', 3);
  });

  test('finds an event inserted in the middle', async () => {
    await each(async (position) => {
      const verification = await log.verifyAfter((db) => {
        for (let next = SMALL; next >= position; next--)
          db.prepare(`UPDATE ${table} SET position = position + 1 WHERE position = ?`).run(next);
        db.prepare(
          form === 1
            ? `INSERT INTO events SELECT ?, stream, 99, x'ffff', type, schema_version, effective, known_on, commit_no, data, link
               FROM events WHERE position = ?`
            : 'INSERT INTO rows SELECT ?, stream, 99, events, commit_no, zeroblob(16), leaves, head, body FROM rows WHERE position = ?',
        ).run(position, position + 1);
      });
      found(verification, 'inserted', position);
    });
  });

  test('finds an event inserted at the end', async () => {
    const verification = await log.verifyAfter((db) => {
      db.exec(
        form === 1
          ? `INSERT INTO events SELECT position + 1, stream, 99, x'ffff', type, schema_version, effective, known_on, commit_no,
               data, link FROM events ORDER BY position DESC LIMIT 1`
          : `INSERT INTO rows SELECT position + 1, stream, 99, events, commit_no, zeroblob(16), leaves, head, body
               FROM rows ORDER BY position DESC LIMIT 1`,
      );
    });
    expect(first(verification).position).toBe(SMALL + 1);
  });

  test('finds a cut-off tail by the streams and commits it leaves behind', async () => {
    for (let kept = 0; kept < SMALL; kept++)
      found(
        await log.verifyAfter((db) => db.prepare(`DELETE FROM ${table} WHERE position > ?`).run(kept)),
        'cut-off',
        kept + 1,
      );
  });

  /** Removes also every stream and commit of the events cut off. */
  const cutWithCare = (kept: number) => (db: DatabaseSync) => {
    db.prepare(`DELETE FROM ${table} WHERE position > ?`).run(kept);
    db.exec(`DELETE FROM commits WHERE no NOT IN (SELECT commit_no FROM ${table});
      DELETE FROM streams WHERE no NOT IN (SELECT stream FROM ${table});
      UPDATE streams SET revision = (SELECT max(revision) FROM ${table} WHERE stream = no)`);
    if (form === 2) log.remake(db);
  };

  test('finds a carefully cut-off tail by a checkpoint', async () => {
    const checkpoints = [await checkpointOf(log)];
    const options: VerifyOptions = { checkpoints, publicKeys: [publicKey] };
    expect((await log.verify(options)).misfits).toStrictEqual([]);
    for (let kept = 0; kept < SMALL; kept++) {
      expect((await log.verifyAfter(cutWithCare(kept))).misfits).toStrictEqual([]);
      found(await log.verifyAfter(cutWithCare(kept), options), 'cut-off', kept + 1);
    }
  });

  test('finds a remade chain by a checkpoint', async () => {
    const checkpoints = [await checkpointOf(log)];
    await each(async (position) => {
      const forge = (db: DatabaseSync): void => {
        log.forge(db, position);
        log.remake(db);
      };
      expect((await log.verifyAfter(forge)).misfits).toStrictEqual([]);
      found(await log.verifyAfter(forge, { checkpoints, publicKeys: [publicKey] }), 'remade', SMALL);
    });
  });

  test('passes when the chain is remade from the same events', async () => {
    expect(
      (
        await log.verifyAfter(log.remake.bind(log), {
          checkpoints: [await checkpointOf(log)],
          publicKeys: [publicKey],
        })
      ).misfits,
    ).toStrictEqual([]);
  });

  test('rejects a checkpoint that was changed or signed by another key', async () => {
    const { name, checkpoint } = await checkpointOf(log);
    const changed = { ...checkpoint, time: '2026-02-02T00:00:00.000Z' };
    const other = signCheckpoint({ ...checkpoint, ...FIRST }, createPrivateKey(makeKeyPair().privatePem));
    for (const forged of [changed, other]) {
      const { misfits } = await log.verify({ checkpoints: [{ name, checkpoint: forged }], publicKeys: [publicKey] });
      expect(misfits.map(({ kind }) => kind)).toStrictEqual(['checkpoint']);
    }
  });

  test('finds every changed byte of a stream or a commit', async () => {
    const tables = {
      streams: ['name', 'category', 'revision'],
      commits: log.stored.ofCommits,
    };
    for (const [table, columns] of Object.entries(tables))
      for (const column of columns) {
        const cells = new DatabaseSync(log.path, { readOnly: true })
          .prepare(`SELECT no, CAST(${column} AS BLOB) AS bytes FROM ${table}`)
          .all() as { no: number; bytes: Uint8Array }[];
        for (const { no, bytes } of cells)
          for (let at = 0; at < bytes.length; at++) {
            const flipped = Uint8Array.from(bytes);
            flipped[at] = (bytes[at] ?? 0) ^ 1;
            const type = ['revision', 'position'].includes(column) ? 'INTEGER' : column === 'link' ? 'BLOB' : 'TEXT';
            const verification = await log.verifyAfter((db) =>
              db
                .prepare(`UPDATE ${table} SET ${column} = CAST(CAST(? AS TEXT) AS ${type}) WHERE no = ?`)
                .run(flipped, no),
            );
            assert.ok(verification.misfits.length > 0, `${table} ${no}, ${column}, byte ${at}`);
          }
      }
  });

  test('finds a stream or a commit removed, renumbered or added', async () => {
    for (const change of [
      'DELETE FROM streams WHERE no = 2',
      'UPDATE streams SET no = 77 WHERE no = 2',
      "INSERT INTO streams VALUES (77, 'team-x', 'team', -1)",
      "INSERT INTO streams VALUES (77, 'team-x', 'team', 0)",
      'DELETE FROM commits WHERE no = 2',
      'UPDATE commits SET no = 77 WHERE no = 2',
      ...[77, 0].map((no) =>
        form === 1
          ? `INSERT INTO commits VALUES (${no}, '', '', '', '')`
          : `INSERT INTO commits VALUES (${no}, 0, '', '', '', '', NULL, zeroblob(32))`,
      ),
    ]) {
      const { misfits } = await log.verifyAfter((db) => {
        db.exec(change);
      });
      assert.ok(misfits.length > 0, change);
    }
    found(
      await log.verifyAfter((db) => {
        db.exec('DELETE FROM streams WHERE no = 2');
      }),
      'unreachable',
      2,
    );
    found(
      await log.verifyAfter((db) => {
        db.exec('DELETE FROM commits WHERE no = 2');
      }),
      'unreachable',
      PER_COMMIT + 1,
    );
  });

  test('a large file, which its own thread inspects, gives the same result as a small one', async () => {
    const change = (db: DatabaseSync): void => {
      db.prepare(`UPDATE ${table} SET position = 60000 WHERE position = ?`).run(SMALL);
      db.exec(
        'DELETE FROM commits WHERE no = 2; UPDATE streams SET revision = 7 WHERE no = 2; DROP INDEX streams_category',
      );
    };
    const small = await log.verifyAfter(change);
    const large = await log.verifyAfter((db) => {
      db.exec('CREATE TABLE filler AS SELECT zeroblob(3000000) AS bytes; DROP TABLE filler');
      change(db);
    });
    expect(large).toStrictEqual(small);
    expect(large.misfits.map(({ kind }) => kind)).toStrictEqual(['unreachable', 'structure']);
  });

  test('finds a schema that differs from the one the log creates', async () => {
    for (const change of [
      `DROP TRIGGER ${log.stored.triggers[0] ?? ''}`,
      'DROP INDEX streams_category',
      'CREATE TABLE more (a)',
      `CREATE TRIGGER sly AFTER INSERT ON ${table} BEGIN SELECT 1; END`,
    ]) {
      const db = new DatabaseSync(log.path);
      db.exec(change);
      db.close();
      assert.equal(first(await log.verify()).kind, 'structure', change);
      log.restore();
    }
  });

  test('reports a file that is no longer a log as unreadable', async () => {
    const bytes = readFileSync(log.path);
    for (const damaged of [
      Buffer.from('not a database at all, at least not one of ours'),
      bytes.subarray(0, 5000),
      Buffer.alloc(0),
    ]) {
      writeFileSync(log.path, damaged);
      expect(first(await log.verify()).kind).toBe('unreadable');
    }
    log.restore();
  });

  test('reads exactly the recorded events whenever verification passes on a changed file', async () => {
    const draw = chance(7);
    // Small pages: less of the file is free space, and more of it the tree of the tables.
    log.tamper((db) => {
      db.exec('PRAGMA page_size = 512; VACUUM');
    });
    const bytes = readFileSync(log.path);
    const original = everythingRead(log.path, form);
    let [passed, caught] = [0, 0];
    const step = rounds(18, 6);
    for (let at = draw(step); at < bytes.length; at += 1 + draw(2 * step - 1)) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
      writeFileSync(log.path, flipped);
      const { misfits } = await log.verify();
      if (misfits.length > 0) {
        caught++;
        continue;
      }
      passed++;
      assert.equal(everythingRead(log.path, form), original, `byte ${at} of the file`);
    }
    log.restore();
    // Only changes of free space and of SQLite’s own bookkeeping may pass.
    assert.ok(caught > 150 && passed > 0, `${caught} caught, ${passed} passed`);
  });
});

const OF_EVENTS = `e.position, e.revision, hex(e.id), e.type, e.schema_version, e.effective, e.known_on, hex(CAST(e.data AS BLOB)), e.data,
  hex(e.link)`;
const OF_ROWS = `e.position, e.revision, e.events, hex(e.ids), hex(e.leaves), hex(CAST(e.head AS BLOB)), e.head, hex(CAST(e.body AS BLOB)),
  e.body, c.no, c.position, hex(c.link)`;

/** Every event with its stream and commit, by position and by stream, through tables and indexes. */
function everythingRead(path: string, form: 1 | 2): string {
  const db = new DatabaseSync(path, { readOnly: true });
  const table = form === 1 ? 'events' : 'rows';
  const columns = `${form === 1 ? OF_EVENTS : OF_ROWS}, s.name, s.category, s.revision, c.recorded_at, c.actor, c.correlation, c.causation`;
  const all = [
    `SELECT ${columns} FROM ${table} e JOIN streams s ON s.no = e.stream JOIN commits c ON c.no = e.commit_no ORDER BY e.position`,
    `SELECT ${columns} FROM streams s CROSS JOIN ${table} e ON e.stream = s.no JOIN commits c ON c.no = e.commit_no
     WHERE s.category IN ('patient', 'team', 'national') ORDER BY s.name, e.revision`,
  ].map((sql) => db.prepare(sql).all());
  db.close();
  return JSON.stringify(all);
}
