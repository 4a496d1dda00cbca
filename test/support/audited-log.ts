/** A log to tamper with: its file is changed through SQL behind the store, and restored. */
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Chained, type CheckpointFile, makeKeyPair, signCheckpoint } from '#libs/audit/checkpoint.ts';
import { MerkleTree } from '#libs/audit/merkle.ts';
import { StreamHeadTree } from '#libs/audit/stream-heads.ts';
import { leafFor } from '#libs/audit/proof.ts';
import type { Misfit, MisfitKind } from '#libs/audit/misfit.ts';
import { type VerifyOptions, type LogVerification, verifyLog } from '#libs/audit/verify.ts';
import { GENESIS, commitText, linkAfter, linkedText } from '#libs/event-store/chain.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { FORM_1_TABLES as SCHEMA_1 } from '#libs/event-store/sqlite/form-1/schema.ts';
import { FORM_2_TABLES as SCHEMA_2, TRIGGERS as TRIGGERS_2 } from '#libs/event-store/sqlite/form-2/schema.ts';
import type { FormNumber } from '#libs/event-store/sqlite/stored-form.ts';
import { changeEvent, remakeRows } from '#test/support/stored-rows.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { systemClock } from '#test/support/system-clock.ts';

interface Form {
  readonly schema: string;
  readonly triggers: readonly string[];
  readonly table: string;
  /** Columns of the table of events. */
  readonly texts: readonly string[];
  readonly blobs: readonly string[];
  readonly numbers: readonly string[];
  readonly ofCommits: readonly string[];
}

const FORMS: Readonly<Record<FormNumber, Form>> = {
  1: {
    schema: SCHEMA_1,
    triggers: ['events_are_never_changed', 'events_are_never_deleted'],
    table: 'events',
    texts: ['type', 'effective', 'known_on', 'data'],
    blobs: ['id', 'link'],
    numbers: ['position', 'stream', 'revision', 'schema_version', 'commit_no'],
    ofCommits: ['recorded_at', 'actor', 'correlation', 'causation'],
  },
  2: {
    schema: SCHEMA_2,
    triggers: TRIGGERS_2,
    table: 'rows',
    texts: ['head', 'body'],
    blobs: ['ids', 'leaves'],
    numbers: ['position', 'stream', 'revision', 'events', 'commit_no'],
    ofCommits: ['recorded_at', 'actor', 'correlation', 'causation', 'position', 'link'],
  },
};

export class AuditedLog {
  readonly folder = mkdtempSync(join(tmpdir(), 'decompte-audit-'));
  readonly path = join(this.folder, 'events.db');
  readonly form: FormNumber;
  readonly #original = join(this.folder, 'original.db');

  constructor(form: FormNumber) {
    this.form = form;
  }

  /** The accessors of its form. */
  get stored(): Form {
    return FORMS[this.form];
  }

  /** The number of events, and the number in each commit. In the second form two events of a commit and stream are one row. */
  static async of(events: number, perCommit: number, form: FormNumber = 2): Promise<AuditedLog> {
    const log = new AuditedLog(form);
    const store = new SqliteEventStore(log.path, { form, clock: systemClock });
    for (let first = 0; first < events; first += perCommit) {
      const count = Math.min(perCommit, events - first);
      await store.record(
        Array.from({ length: count }, (_, i) => ({ stream: streamOf(first + i), event: eventOf(first + i) })),
        commitOf(first),
      );
    }
    await store.close();
    // One file, not flushed to disk: it is restored more often than read.
    log.tamper(() => undefined);
    copyFileSync(log.path, log.#original);
    return log;
  }

  /** Changes the file without its triggers, then restores them. */
  tamper(change: (db: DatabaseSync) => void): void {
    const db = new DatabaseSync(this.path);
    try {
      db.exec(
        'PRAGMA journal_mode = DELETE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF',
      );
      this.withoutTriggers(db);
      change(db);
      db.exec(this.stored.schema);
    } finally {
      db.close();
    }
  }

  withoutTriggers(db: DatabaseSync): void {
    for (const trigger of this.stored.triggers) db.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
  }

  /** Replaces only the payload of an event. */
  forge(db: DatabaseSync, position: number): void {
    if (this.form === 2) changeEvent(db, position, () => ({ data: 'forged' }));
    else db.prepare("UPDATE events SET data = 'forged' WHERE position = ?").run(position);
  }

  /** Makes every link again, as somebody with write access to the store could. */
  remake(db: DatabaseSync): void {
    if (this.form === 2) remakeRows(db);
    else remakeEvents(db);
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.tamper((db) => db.prepare(sql).run(...values));
  }

  restore(): void {
    copyFileSync(this.#original, this.path);
  }

  async verify(options: VerifyOptions = {}): Promise<LogVerification> {
    const stored = new SqliteStoredEvents(this.path);
    try {
      return await verifyLog(stored, options);
    } finally {
      await stored.close();
    }
  }

  /** Tampers once, verifies, and restores. */
  async verifyAfter(change: (db: DatabaseSync) => void, options: VerifyOptions = {}): Promise<LogVerification> {
    this.tamper(change);
    try {
      return await this.verify(options);
    } finally {
      this.restore();
    }
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const STREAMS = ['patient-P1', 'national-spending', 'team-é', 'patient-P2', 'national-communes'];

function streamOf(index: number): string {
  return STREAMS[index % STREAMS.length] ?? '';
}

/** Text that is hard to read exactly: accents, a surrogate pair, the replacement character, a zero, line breaks. */
const PAYLOADS = ['né à Orléans', '𝔄 1', '\ufffd', 'a\u0000b', 'two\nlines\r\n', ''];

function eventOf(index: number): NewEvent {
  return {
    id: index.toString(16).padStart(32, '0'),
    type: index % 3 === 0 ? 'ActRecorded' : 'PatientRecorded',
    schemaVersion: 1 + (index % 2),
    effective: `2024-0${1 + (index % 9)}-11`,
    knownOn: `2024-1${index % 3}-05`,
    data: `${PAYLOADS[index % PAYLOADS.length] ?? ''} ${index}`,
  };
}

function commitOf(index: number): Commit {
  return {
    recordedAt: new Date(Date.UTC(2026, 0, 1) + 1000 * index).toISOString(),
    actor: 'os:clerk',
    correlation: `import "${index}"`,
    causation: 'acts.csv',
  };
}

const pair = makeKeyPair();
export const privateKey = createPrivateKey(pair.privatePem);
export const publicKey = createPublicKey(pair.publicPem);

/** The fields of a folder's first checkpoint, apart from the position of the log. */
export const FIRST: Chained = { sequence: 1, previous: null, streams: 1, streamsRoot: 'c'.repeat(64) };

/** A checkpoint of the current log, at its last position. */
export async function checkpointOf(log: AuditedLog): Promise<CheckpointFile> {
  const [tree, heads] = [new MerkleTree(), new StreamHeadTree()];
  const { events, link: last } = await log.verify({
    each: (event, previous) => {
      const proof = leafFor(previous, event);
      tree.add(proof.leaf);
      heads.take(event, proof);
    },
  });
  const streams = { streams: heads.count, streamsRoot: heads.root() };
  const checkpoint = signCheckpoint(
    { position: events, link: last, root: tree.root(), time: '2026-02-01T00:00:00.000Z', ...FIRST, ...streams },
    privateKey,
  );
  return { name: `checkpoint-${events}.json`, checkpoint };
}

export function first(verification: LogVerification): Misfit {
  const [misfit] = verification.misfits;
  assert.ok(misfit, 'nothing was found');
  return misfit;
}

export function found(verification: LogVerification, kind: MisfitKind, position: number): void {
  assert.deepEqual({ kind: first(verification).kind, position: first(verification).position }, { kind, position });
}

/** Repeatable random numbers. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Replaces the bytes of a column of an event, or of its row. */
export function put(
  db: DatabaseSync,
  { table, blobs }: Form,
  column: string,
  bytes: Uint8Array,
  position: number,
): void {
  const value = blobs.includes(column) ? '?' : 'CAST(? AS TEXT)';
  db.prepare(`UPDATE ${table} SET ${column} = ${value} WHERE position = ?`).run(bytes, position);
}

export function bytesOf(db: DatabaseSync, { table }: Form, column: string, position: number): Uint8Array {
  const { bytes } = db
    .prepare(`SELECT CAST(${column} AS BLOB) AS bytes FROM ${table} WHERE position = ?`)
    .get(position) as {
    bytes: Uint8Array | null;
  };
  return bytes ?? new Uint8Array();
}

function remakeEvents(db: DatabaseSync): void {
  const rows = db
    .prepare(
      `SELECT e.position, s.name, e.revision, lower(hex(e.id)) AS id, e.type, e.schema_version, e.effective, e.known_on,
         CAST(e.data AS BLOB) AS data, c.recorded_at, c.actor, c.correlation, c.causation
       FROM events e JOIN streams s ON s.no = e.stream JOIN commits c ON c.no = e.commit_no ORDER BY e.position`,
    )
    .all() as Record<string, string & number & Uint8Array>[];
  const update = db.prepare('UPDATE events SET link = ? WHERE position = ?');
  let previous = GENESIS;
  for (const row of rows) {
    const text = (name: string): string => String(row[name]);
    const linked = linkedText(
      JSON.stringify(row['name']),
      Number(row['revision']),
      {
        id: text('id'),
        type: text('type'),
        schemaVersion: Number(row['schema_version']),
        effective: text('effective'),
        knownOn: text('known_on'),
        data: Buffer.from(row['data'] as unknown as Uint8Array).toString(),
      },
      commitText({
        recordedAt: text('recorded_at'),
        actor: text('actor'),
        correlation: text('correlation'),
        causation: text('causation'),
      }),
    );
    previous = linkAfter(previous, Number(row['position']), linked);
    update.run(Buffer.from(previous, 'hex'), Number(row['position']));
  }
}
