/**
 * Ways to tamper with a small paid experiment: with its log, checkpoints and keys, with every part of its read store, with what is handed
 * in and out. Each is found and located; or it is listed as out of reach, with the reason. docs/audit.md has the table, held by the last test.
 *
 * A damaged file stays known to a process: @own-modules.
 */
import { createPrivateKey, createPublicKey, hash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { recordCheckpoints } from '#libs/audit/checkpoint-events.ts';
import {
  type Chained,
  type Checkpoint,
  makeKeyPair,
  readCheckpoints,
  readKey,
  signCheckpoint,
} from '#libs/audit/checkpoint.ts';
import { readSuccessions, signSuccession, writeSuccession } from '#libs/audit/key-history.ts';
import { fittingLines } from '#libs/words/texts/audit-check.ts';
import { signLatest } from '#libs/audit/sign-latest.ts';
import { checkWhole } from '#libs/audit/whole-check.ts';
import type { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import type { JobContext } from '#libs/jobs/job-queue.ts';
import type { Job } from '#libs/jobs/job/state.ts';
import type { HandlerSettings } from '#apps/worker/handlers/context.ts';
import { importJob } from '#apps/worker/handlers/import.ts';
import { AcknowledgeLoss, AcknowledgeLossHandler } from '#libs/continuity/commands/acknowledge-loss.ts';
import { ReportLoss, ReportLossHandler } from '#libs/continuity/commands/report-loss.ts';
import { Continuity } from '#libs/continuity/continuity.ts';
import type { Loss } from '#libs/continuity/witness.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { rowText } from '#libs/event-store/sqlite/form-2/row-text.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import { isDamaged } from '#libs/sqlite/failure.ts';
import { requirePages } from '#libs/sqlite/pages.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { TINY_SAMPLE, folded, metaOf } from '#test/support/experiment.ts';
import { ForgedStore, fileOf, forge } from '#test/support/forged-store.ts';
import { openReport } from '#test/support/continuity.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { changeEvent, remakeRows, rowAt, withoutTriggers } from '#test/support/stored-rows.ts';

const keys = makeKeyPair();
const otherKeys = makeKeyPair();
const SIGNED_AT = '2026-11-28T10:00:00.000Z';

let store: ForgedStore;
let end: number;

beforeAll(async () => {
  store = await ForgedStore.prepare(async (folder) => {
    await onStored(folder, async (stored) => {
      const key = createPrivateKey(keys.privatePem);
      await signLatest({ stored, folder: join(folder, 'checkpoints'), key, now: () => SIGNED_AT });
    });
  });
  end = await store.open().log.end();
});
afterEach(() => store.closeAll());
afterAll(() => store.remove());

async function onStored<T>(folder: string, work: (stored: SqliteStoredEvents) => Promise<T>): Promise<T> {
  const stored = new SqliteStoredEvents(join(folder, 'events.db'));
  try {
    return await work(stored);
  } finally {
    await stored.close();
  }
}

/** The first finding of `audit verify`, its position, and the codes of the events that the rules find impossible. */
async function verified(folder: string, { withCheckpoints = true, pem = keys.publicPem } = {}) {
  const files = withCheckpoints ? { checkpoints: readCheckpoints(join(folder, 'checkpoints')) } : {};
  const check = await onStored(folder, (stored) =>
    checkWhole(stored, { ...files, publicKeys: [createPublicKey(pem)] }),
  );
  const [first] = check.misfits;
  return {
    kind: first?.kind,
    position: first?.position,
    impossible: check.impossible.map(({ finding }) => finding.code),
    at: check.impossible.map(({ position }) => position),
  };
}

/** Changes the log without its triggers, then puts them back. */
function tamper(folder: string, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(folder, 'events.db'));
  try {
    db.exec('PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF');
    withoutTriggers(db, change);
  } finally {
    db.close();
  }
}

/** A copy with this change. */
function copyWith(change: (folder: string) => void): string {
  return store.copy(change);
}

function tampered(change: (db: DatabaseSync) => void): (folder: string) => void {
  return (folder) => {
    tamper(folder, change);
  };
}

function sql(text: string): (db: DatabaseSync) => void {
  return (db) => {
    db.exec(text);
  };
}

interface Forged {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly by?: string;
  readonly at?: string;
}

const LATER = '2026-11-28T11:00:00.000Z';
let forgedIds = 0;

/** Adds an event with care: its stream, its commit, and every link made again. */
function forgeEvent(db: DatabaseSync, { stream, type, data, by = 'Mallory', at = LATER }: Forged): void {
  const position = numberOf(db, 'SELECT max(position) + 1 AS n FROM rows');
  const commit = { no: numberOf(db, 'SELECT max(no) + 1 AS n FROM commits') };
  db.prepare('INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, NULL, zeroblob(32))').run(
    commit.no,
    position,
    at,
    by,
    'forged',
    'forged',
  );
  const found = db.prepare('SELECT no, revision FROM streams WHERE name = ?').get(stream) as
    | { no: number; revision: number }
    | undefined;
  const no = found?.no ?? numberOf(db, 'SELECT max(no) + 1 AS n FROM streams');
  const revision = (found?.revision ?? -1) + 1;
  if (found === undefined)
    db.prepare('INSERT INTO streams VALUES (?, ?, ?, ?)').run(no, stream, stream.split('-')[0] ?? '', revision);
  else db.prepare('UPDATE streams SET revision = ? WHERE no = ?').run(revision, no);
  const meta = { by: { name: by, assurance: 'asserted', osUser: '' }, key: `forged ${++forgedIds}`, at };
  const payload = JSON.stringify({ ...data, command: { key: meta.key, digest: '', meta } });
  const id = String(forgedIds).padStart(32, '0');
  const events = [{ id, type, schemaVersion: 2, effective: '2022', knownOn: '2026-11-28', data: payload }];
  const place = { stream: JSON.stringify(stream), position, revision, commit: '' };
  const row = rowText(place, events, '0'.repeat(32));
  db.prepare('INSERT INTO rows VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)').run(
    position,
    no,
    revision,
    commit.no,
    Buffer.from(row.ids, 'hex'),
    Buffer.from(row.leaves, 'hex'),
    row.head,
    row.body,
  );
  remakeRows(db);
}

function numberOf(db: DatabaseSync, query: string): number {
  return (db.prepare(query).get() as { n: number }).n;
}

function appended(...events: readonly Forged[]): (folder: string) => void {
  return (folder) => {
    tamper(folder, (db) => {
      for (const event of events) forgeEvent(db, event);
    });
  };
}

/** In the middle of the log: a fact of a patient. */
const MIDDLE = 100;

/** Changes the fact in the middle. */
const fact =
  (change: (event: NewEvent) => Partial<NewEvent>) =>
  (db: DatabaseSync): void => {
    changeEvent(db, MIDDLE, change);
  };

/** Runs on the row of the fact in the middle, whose position is `:row`. */
const row =
  (text: string) =>
  (db: DatabaseSync): void => {
    db.exec(text.replaceAll(':row', String(rowAt(db, MIDDLE).position)));
  };

/** Where it is detected: at the fact, at the first event of its row, at the last event of its commit. */
type Shown = 'fact' | 'row' | 'commit';
const CHANGED: readonly (readonly [way: string, change: (db: DatabaseSync) => void, kind: string, at?: Shown])[] = [
  ['the payload of an event', fact(({ data }) => ({ data: data.replaceAll('0', '1') })), 'changed', 'fact'],
  ['the type of an event', fact(() => ({ type: 'Other' })), 'changed', 'fact'],
  ['the effective day of an event', fact(() => ({ effective: '1999-01-01' })), 'changed', 'fact'],
  ['the day known of an event', fact(() => ({ knownOn: '1999-01-01' })), 'changed', 'fact'],
  ['the schema version of an event', fact(() => ({ schemaVersion: 9 })), 'changed', 'fact'],
  ['the id of an event', fact(() => ({ id: '0'.repeat(32) })), 'changed', 'fact'],
  [
    'the salt of a row',
    // The salt is random: its first digit may be any.
    row(`UPDATE rows SET body = iif(body LIKE '0%', '1', '0') || substr(body, 2) WHERE position = :row`),
    'changed',
    'row',
  ],
  ['the revision of a row', row('UPDATE rows SET revision = 9999 WHERE position = :row'), 'changed', 'row'],
  [
    'the leaves of a row',
    row('UPDATE rows SET leaves = zeroblob(length(leaves)) WHERE position = :row'),
    'changed',
    'row',
  ],
  ['the number of events of a row', row('UPDATE rows SET events = events + 1 WHERE position = :row'), 'changed', 'row'],
  [
    'the body of a row, made bytes',
    row('UPDATE rows SET body = CAST(body AS BLOB) WHERE position = :row'),
    'changed',
    'row',
  ],
  ['the stream of a row', row('UPDATE rows SET stream = 1, revision = 77777 WHERE position = :row'), 'changed', 'row'],
  [
    'the link of a commit',
    row('UPDATE commits SET link = zeroblob(32) WHERE no = (SELECT commit_no FROM rows WHERE position = :row)'),
    'changed',
    'commit',
  ],
  [
    'where a commit ends',
    row('UPDATE commits SET position = position + 1 WHERE no = (SELECT commit_no FROM rows WHERE position = :row)'),
    'changed',
  ],
  [
    'what a log was carried over from',
    row('UPDATE commits SET former = zeroblob(32) WHERE no = (SELECT commit_no FROM rows WHERE position = :row)'),
    'changed',
    'commit',
  ],
  [
    'an empty head of a former log, where there was none',
    row("UPDATE commits SET former = x'' WHERE no = (SELECT commit_no FROM rows WHERE position = :row)"),
    'changed',
  ],
  [
    'when an event was recorded',
    sql(`UPDATE commits SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE no = 2`),
    'changed',
  ],
  ['who recorded an event', sql(`UPDATE commits SET actor = 'Mallory' WHERE no = 2`), 'changed'],
  ['which import an event belongs to', sql(`UPDATE commits SET correlation = 'other' WHERE no = 2`), 'changed'],
  ['which file an event came from', sql(`UPDATE commits SET causation = 'other' WHERE no = 2`), 'changed'],
  [
    'the name of a stream',
    sql(
      `UPDATE streams SET name = 'patient-other' WHERE name LIKE 'patient-%' AND no = (SELECT min(no) FROM streams WHERE name LIKE 'patient-%')`,
    ),
    'changed',
  ],
  ['a removed row', row('DELETE FROM rows WHERE position = :row'), 'missing', 'row'],
  [
    'a row removed, the following moved up',
    (db) => {
      const { position, events } = rowAt(db, MIDDLE);
      const by = events.length;
      db.exec(`DELETE FROM rows WHERE position = ${position};
        UPDATE rows SET position = -position WHERE position > ${position}; UPDATE rows SET position = -position - ${by} WHERE position < 0`);
    },
    'missing',
    'row',
  ],
  [
    'two rows that changed places',
    (db) => {
      const { position, events } = rowAt(db, MIDDLE);
      const other = db
        .prepare('SELECT position FROM rows WHERE position > ? + 7 AND events = ? ORDER BY position LIMIT 1')
        .get(position, events.length) as { position: number };
      db.exec(`UPDATE rows SET position = -1 WHERE position = ${position};
        UPDATE rows SET position = ${position} WHERE position = ${other.position};
        UPDATE rows SET position = ${other.position} WHERE position = -1`);
    },
    'reordered',
    'row',
  ],
  [
    'a removed stream',
    row('DELETE FROM streams WHERE no = (SELECT stream FROM rows WHERE position = :row)'),
    'unreachable',
  ],
  ['a removed commit', sql('DELETE FROM commits WHERE no = 2'), 'unreachable'],
  ['a text that is none', row(`UPDATE rows SET head = CAST(x'ff' AS TEXT) WHERE position = :row`), 'changed', 'row'],
  ['another form', sql('UPDATE log SET form = 3'), 'changed'],
  [
    'an index that is dropped',
    sql('DROP INDEX streams_category; CREATE INDEX streams_category ON streams (name)'),
    'structure',
  ],
  [
    'a trigger that is added',
    sql('CREATE TRIGGER watch AFTER INSERT ON rows BEGIN DELETE FROM leases; END'),
    'structure',
  ],
  ['a table that is added', sql('CREATE TABLE more (x)'), 'structure'],
];

/** The position of the detection in the original log. */
function placeOf(at: Shown): number {
  const db = new DatabaseSync(join(store.copy(), 'events.db'), { readOnly: true });
  try {
    const { position, events, commit } = rowAt(db, MIDDLE);
    if (at === 'row') return position - events.length + 1;
    return at === 'fact' ? MIDDLE : numberOf(db, `SELECT position AS n FROM commits WHERE no = ${commit}`);
  } finally {
    db.close();
  }
}

describe('the log', () => {
  test('is sound while nobody changed it', async () => {
    expect(await verified(store.copy())).toStrictEqual({
      kind: undefined,
      position: undefined,
      impossible: [],
      at: [],
    });
  });

  test.each(CHANGED)('shows %s', async (...[, change, kind, at]) => {
    const found = await verified(copyWith(tampered(change)));
    expect(found.kind).toBe(kind);
    expect(found.position).toBe(at === undefined ? found.position : placeOf(at));
  });

  test.each(['', '01'])(
    'with a rebuilt chain does not pass as carried over, and cannot be signed: %j',
    async (ending) => {
      const folder = copyWith(
        tampered((db) => {
          fact(({ data }) => ({ data: data.replaceAll('0', '1') }))(db);
          const { link = '' } = readCheckpoints(join(store.copy(), 'checkpoints')).at(-1)?.checkpoint ?? {};
          db.prepare('UPDATE commits SET former = ? WHERE position = ?').run(Buffer.from(link + ending, 'hex'), end);
          remakeRows(db);
        }),
      );
      expect((await verified(folder)).kind).toBe('checkpoint');
      const key = createPrivateKey(keys.privatePem);
      const signed = await onStored(folder, (stored) =>
        signLatest({ stored, folder: join(folder, 'checkpoints'), key, now: () => LATER }),
      );
      expect(signed.status).toBe('misfits');
    },
  );

  test('shows a chain made again over a changed fact, by the checkpoint', async () => {
    const folder = copyWith((copy) => {
      tamper(copy, (db) => {
        changeEvent(db, MIDDLE, ({ data }) => ({ data: data.replaceAll('0', '1') }));
        remakeRows(db);
      });
    });
    expect(await verified(folder)).toMatchObject({ kind: 'remade', position: end });
    expect(await verified(folder, { withCheckpoints: false })).toMatchObject({ kind: undefined });
  });
});

const LINE = { line: 'CAPITATION', amountCents: '1' };
const PROPOSAL = { number: 0, digest: 'd', lines: [LINE], instalments: [], pin: {}, moves: [] };
const TEAM = { team: 'PEPS-01', period: '2022-Q2', envelope: 'FISS' };
const MOVED = { debit: 'charges:PEPS-01', credit: 'due:PEPS-01', amountCents: '9033331' };
const IMPOSSIBLE: readonly (readonly [way: string, events: readonly Forged[], code: string])[] = [
  [
    'an approval of what was not submitted',
    [{ stream: 'statement-PEPS-01-2022-Q2', type: 'StatementApproved', data: { ...TEAM, proposal: PROPOSAL } }],
    'APPROVED_WITHOUT_SUBMISSION',
  ],
  [
    'an approval by who submitted',
    ['StatementSubmitted', 'StatementApproved'].map((type) => ({
      stream: 'statement-PEPS-01-2022-Q2',
      type,
      data: { ...TEAM, proposal: PROPOSAL },
    })),
    'APPROVED_BY_SUBMITTER',
  ],
  [
    'a decision posted that was never approved',
    [{ stream: 'payment-ledger', type: 'DecisionPosted', data: { ...TEAM, decision: 'statement-PEPS-01-2022-Q2@9' } }],
    'DECISION_NOT_APPROVED',
  ],
  [
    'an amount that is due without a decision',
    [
      {
        stream: 'payment-ledger',
        type: 'DuePosted',
        data: { ...TEAM, decision: 'statement-X@1', item: 'x#1', ...MOVED },
      },
    ],
    'POSTED_WITHOUT_DECISION',
  ],
  [
    'a posting that does not balance',
    [
      {
        stream: 'payment-ledger',
        type: 'DueReduced',
        data: { ...TEAM, item: 'x#1', because: '', ...MOVED, credit: '' },
      },
    ],
    'POSTING_UNBALANCED',
  ],
  [
    'a payment outside a run',
    [
      {
        stream: 'payment-ledger',
        type: 'PaymentReleased',
        data: { ...TEAM, run: 'R9', endToEndId: 'E9', item: 'x#1', payee: { iban: 'FR76' }, ...MOVED },
      },
    ],
    'PAYMENT_OUTSIDE_RUN',
  ],
  [
    'a decision posted for another team or period than it is about',
    [
      {
        stream: 'payment-ledger',
        type: 'DecisionPosted',
        data: { ...TEAM, team: 'PRIM-01', decision: 'statement-PEPS-01-2022-Q2@9' },
      },
    ],
    'BELONGS_ELSEWHERE',
  ],
  [
    'an answer of the bank to no payment',
    [{ stream: 'payment-ledger', type: 'PaymentExecuted', data: { ...TEAM, endToEndId: 'E9', item: 'x#1', ...MOVED } }],
    'ANSWERED_WITHOUT_PAYMENT',
  ],
  [
    'an account confirmed that was not proposed',
    [{ stream: 'payee-PEPS-01', type: 'PayeeConfirmed', data: { holder: 'PEPS-01', payee: { iban: 'FR76' } } }],
    'CONFIRMED_WITHOUT_PROPOSAL',
  ],
  [
    'a loss of the log acknowledged by who reported it',
    ['LogLossReported', 'LogLossAcknowledged'].map((type) => ({
      stream: 'losses',
      type,
      data: { lost: [{ kind: 'END', name: '', position: 9, link: 'a' }], reason: '' },
    })),
    'CONFIRMED_BY_PROPOSER',
  ],
  [
    'a loss of the log acknowledged that nobody reported',
    [{ stream: 'losses', type: 'LogLossAcknowledged', data: { lost: [], reason: '' } }],
    'CONFIRMED_WITHOUT_PROPOSAL',
  ],
  [
    'an event recorded before its predecessor',
    [
      {
        stream: 'payee-PEPS-01',
        type: 'PayeeProposed',
        data: { holder: 'PEPS-01', payee: { iban: 'A' } },
        at: '2026-11-28T12:00:00.000Z',
      },
      { stream: 'payee-PEPS-01', type: 'PayeeProposed', data: { holder: 'PEPS-01', payee: { iban: 'B' } } },
    ],
    'RECORDED_BEFORE_PREDECESSOR',
  ],
  [
    'an event recorded before the checkpoint that it follows',
    [{ stream: 'team-PEPS-01', type: 'PhaseBegun', data: {}, at: '2026-11-20T11:00:00.000Z' }],
    'RECORDED_BEFORE_CHECKPOINT',
  ],
];

describe('an event forged and linked with care, after the last checkpoint', () => {
  test.each(IMPOSSIBLE)('shows as %s', async (_, events, code) => {
    const { impossible, at } = await verified(copyWith(appended(...events)));
    expect(impossible).toContain(code);
    expect(at.every((position) => position > end)).toBe(true);
  });
});

/** The end of the log without its last rows, which have that many events or more. */
function shortened(db: DatabaseSync, events: number): number {
  return numberOf(db, `SELECT max(position) AS n FROM rows WHERE position <= ${end - events}`);
}

/** Cuts off the last rows, with the records of their streams and commits. Gives the remaining end. */
function cutOff(folder: string, events: number): number {
  let kept = 0;
  tamper(folder, (db) => {
    kept = shortened(db, events);
    db.exec(`DELETE FROM rows WHERE position > ${kept}`);
    db.exec('UPDATE streams SET revision = coalesce((SELECT max(revision) FROM rows WHERE stream = no), -1)');
    db.exec('DELETE FROM streams WHERE revision < 0; DELETE FROM commits WHERE no NOT IN (SELECT commit_no FROM rows)');
    remakeRows(db);
  });
  return kept;
}

describe('the end of the log', () => {
  test('shows that it was cut off by what streams and commits still say', async () => {
    let kept = 0;
    const cut = copyWith(
      tampered((db) => {
        db.exec(`DELETE FROM rows WHERE position > ${(kept = shortened(db, 3))}`);
      }),
    );
    expect(await verified(cut, { withCheckpoints: false })).toMatchObject({ kind: 'cut-off', position: kept + 1 });
  });

  test('shows by the checkpoint that it was cut off with care, or is an older copy', async () => {
    let kept = 0;
    const cut = copyWith((folder) => {
      kept = cutOff(folder, 3);
    });
    expect(await verified(cut)).toMatchObject({ kind: 'cut-off', position: kept + 1 });
    expect((await verified(cut, { withCheckpoints: false })).kind).toBeUndefined();
  });

  test('is no log any more where the file is cut', async () => {
    const folder = copyWith((copy) => {
      const path = join(copy, 'events.db');
      for (const more of ['-wal', '-shm']) rmSync(path + more, { force: true });
      writeFileSync(path, readFileSync(path).subarray(0, 40_000));
    });
    expect((await verified(folder)).kind).toMatch(/unreadable|structure|missing|unreachable|cut-off/);
  });
});

/** The check of every start, of readiness and of each command on money: whether the log matches its witnesses. */
function lossIn(change: (folder: string) => void | Promise<void>): Promise<Loss | undefined> {
  return lossAfter(store.copy(), change);
}

async function lossAfter(folder: string, change: (folder: string) => void | Promise<void>): Promise<Loss | undefined> {
  await change(folder);
  const { log, readStore } = store.openAt(folder);
  return new Continuity({ log, readStore, checkpoints: join(folder, 'checkpoints') }).loss();
}

/** Appends events of the product, and brings every projection of the read store up to date with them. */
async function goOn(folder: string, events: number, what = 'a'): Promise<void> {
  const product = new Product(folder);
  for (let i = 0; i < events; i++) {
    const id = `${what}${i}`.padStart(32, 'a');
    const event = { id, type: 'Said', schemaVersion: 1, effective: '2026', knownOn: '2026-11-28', data: '{}' };
    await product.log.append('talk-1', [event], 'any', { ...COMMIT, recordedAt: LATER });
  }
  await folded(product);
  await product.readStore.close();
  await product.log.close();
}

const withoutCheckpoints = (folder: string): void => {
  rmSync(join(folder, 'checkpoints'), { recursive: true, force: true });
};

const LOST: readonly (readonly [way: string, change: (folder: string) => void | Promise<void>, kind: string])[] = [
  [
    'the end cut off with care, and no checkpoint after it',
    (folder) => {
      withoutCheckpoints(folder);
      cutOff(folder, 3);
    },
    'READ_STORE',
  ],
  [
    'the read store removed with the end of the log, by the checkpoint',
    (folder) => {
      rmSync(join(folder, 'read'), { recursive: true, force: true });
      cutOff(folder, 3);
    },
    'CHECKPOINT',
  ],
  [
    'an older copy of the log put back, with the checkpoints of then',
    async (folder) => {
      const [path, older] = [join(folder, 'events.db'), join(folder, 'older.db')];
      cpSync(path, older);
      await goOn(folder, 5);
      for (const more of ['-wal', '-shm']) rmSync(path + more, { force: true });
      cpSync(older, path);
    },
    'READ_STORE',
  ],
  [
    'the write-ahead log deleted',
    async (folder) => {
      // Open, so that the last events are in the write-ahead log alone.
      const open = new Product(folder);
      const event = { id: 'b'.repeat(32), type: 'Said', schemaVersion: 1, effective: '', knownOn: '', data: '{}' };
      await open.log.append('talk-1', [event], 'any', { ...COMMIT, recordedAt: LATER });
      await folded(open);
      const killed = temporaryFolder();
      cpSync(folder, killed, { recursive: true });
      await open.readStore.close();
      await open.log.close();
      rmSync(folder, { recursive: true });
      cpSync(killed, folder, { recursive: true });
      for (const more of ['-wal', '-shm']) rmSync(join(folder, `events.db${more}`), { force: true });
      rmSync(killed, { recursive: true });
    },
    'READ_STORE',
  ],
  [
    'another history of the same length, linked with care',
    (folder) => {
      withoutCheckpoints(folder);
      cutOff(folder, 2);
      appended(...[1, 2].map(() => ({ stream: 'talk-1', type: 'Said', data: {} })))(folder);
    },
    'READ_STORE',
  ],
  [
    'the last file of the bank, that the log has no longer',
    async (folder) => {
      const product = new Product(folder);
      const { log, readStore } = product;
      await new Continuity({ log, readStore }).fileSent('R1-1', end);
      await readStore.close();
      await log.close();
      withoutCheckpoints(folder);
      for (const { name } of PROJECTIONS) rmSync(fileOf(folder, name), { force: true });
      cutOff(folder, 1);
    },
    'BANK_FILE',
  ],
];

describe('a start', () => {
  test('finds the log whole', async () => {
    expect(await lossIn(() => undefined)).toBeUndefined();
  });

  test.each(LOST)('notices %s', async (_, change, kind) => {
    const loss = await lossIn(change);
    expect(loss?.lost.map((witness) => witness.kind)).toContain(kind);
    expect(loss?.lost[0]?.position).toBeGreaterThan(loss?.agreed.position ?? Infinity);
  });

  test('does not take a changed witness for a missing one', async () => {
    for (const text of ['', 'nothing', '{}', '{"kind":"BANK_FILE","name":"R1-1","position":"1","link":""}'])
      await expect(
        lossIn((folder) => {
          writeFileSync(join(folder, 'checkpoints', 'last-bank-file.json'), text);
        }),
      ).rejects.toMatchObject({ code: 'CHECKPOINT_UNREADABLE' });
  });

  test('takes a file with damaged pages for no log', () => {
    const path = join(store.copy(), 'events.db');
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096 * 3, 4096 * 4);
    writeFileSync(path, bytes);
    expect(() => {
      requirePages(path);
    }).toThrow(StoreDamaged);
    expect(isDamaged()).toBe(true);
  });
});

function checkpointFile(folder: string): string {
  const checkpoints = join(folder, 'checkpoints');
  const [name = ''] = readdirSync(checkpoints);
  return join(checkpoints, name);
}

const edited = (change: (checkpoint: Record<string, unknown>) => void) => (folder: string) => {
  const path = checkpointFile(folder);
  const checkpoint = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  change(checkpoint);
  writeFileSync(path, JSON.stringify(checkpoint));
};

const CHECKPOINT_FIELDS = [
  ['position', (one: Record<string, unknown>) => (one['position'] = 50), 'remade'],
  ['link', (one: Record<string, unknown>) => (one['link'] = 'a'.repeat(64)), 'remade'],
  ['root', (one: Record<string, unknown>) => (one['root'] = 'a'.repeat(64)), 'checkpoint'],
  ['time', (one: Record<string, unknown>) => (one['time'] = '2020-01-01T00:00:00.000Z'), 'checkpoint'],
  ['key', (one: Record<string, unknown>) => (one['key'] = 'b'.repeat(32)), 'checkpoint'],
  ['signature', (one: Record<string, unknown>) => (one['signature'] = 'AAAA'), 'checkpoint'],
] as const;

describe('a checkpoint', () => {
  test.each(CHECKPOINT_FIELDS)('shows that its %s was changed', async (_, change, kind) => {
    expect((await verified(copyWith(edited(change)))).kind).toBe(kind);
  });

  test('shows that another key signed it', async () => {
    expect(await verified(store.copy(), { pem: otherKeys.publicPem })).toMatchObject({ kind: 'checkpoint' });
  });

  test.each([{ root: 'f'.repeat(64) }, { streamsRoot: 'f'.repeat(64) }, { streams: 3 }])(
    'with the true link and other roots, signed by its key, is found where they are made again, and nothing is signed after it: %j',
    async (change) => {
      const folder = copyWith((copy) => {
        const path = checkpointFile(copy);
        const {
          format: _,
          key: __,
          signature: ___,
          ...what
        } = JSON.parse(readFileSync(path, 'utf8')) as Checkpoint & Chained;
        const signed = signCheckpoint({ ...what, ...change }, createPrivateKey(keys.privatePem));
        writeFileSync(path, JSON.stringify(signed));
      });
      expect(await codesIn(folder)).toStrictEqual([]);
      expect(await codesIn(folder, { roots: true })).toStrictEqual(['CHECKPOINT_ROOT_WRONG']);
      const key = createPrivateKey(keys.privatePem);
      const signing = { folder: join(folder, 'checkpoints'), key, now: () => LATER };
      const signed = await onStored(folder, (stored) => signLatest({ ...signing, stored }));
      expect(signed.status).toBe('misfits');
      expect(await codesIn(store.copy(), { roots: true })).toStrictEqual([]);
    },
  );

  test('of a history whose loss the log acknowledges is named: nothing is compared with it', async () => {
    const folder = copyWith((copy) => {
      const { position, link } = JSON.parse(readFileSync(checkpointFile(copy), 'utf8')) as Checkpoint;
      cutOff(copy, 3);
      appended({ stream: 'losses', type: 'LogLossAcknowledged', data: { lost: [{ position, link }], files: [] } })(
        copy,
      );
    });
    const [file] = readCheckpoints(join(folder, 'checkpoints'));
    const options = {
      checkpoints: readCheckpoints(join(folder, 'checkpoints')),
      publicKeys: [createPublicKey(keys.publicPem)],
    };
    const check = await onStored(folder, (stored) => checkWhole(stored, options));
    const { checkpoints, lostCheckpoints, ofLostHistory, misfits } = check;
    expect({ checkpoints, lostCheckpoints, ofLostHistory, misfits }).toStrictEqual({
      ...{ checkpoints: 0, lostCheckpoints: [file?.name], ofLostHistory: 1, misfits: [] },
    });
    // Nobody reported it.
    expect(check.fits).toBe(false);
    const [said, roots] = [true, false].map((of) => fittingLines(check, { roots: of }).join('\n'));
    expect(said).toMatch(
      /Sans point de contrôle : .*\n1 point de contrôle n’est comparé à rien \(checkpoint-\d+\.json\)/,
    );
    expect(roots).toBe(said);
    const whole = await onStored(store.copy(), (stored) => checkWhole(stored, options));
    expect(fittingLines(whole, { roots: false }).join('\n')).toMatch(/n’ont pas été refaites \(--roots\)/);
    expect(fittingLines(whole, { roots: true }).join('\n')).toMatch(/sont celles du journal/);
    const of = { position: 2, link: 'f'.repeat(64), isResealed: true, compared: 0, checkpoints: 0 };
    const former = fittingLines({ ...whole, former: options.checkpoints, carriedOver: of }, { roots: false });
    expect(former.at(-1)).toMatch(/^1 point de contrôle de l’ancien journal n’est comparé à rien \(checkpoint-/);
  });

  test('is refused where it is no checkpoint, and a private key where a public one is asked for', () => {
    const folder = copyWith((copy) => {
      writeFileSync(checkpointFile(copy), '{}');
      writeFileSync(join(copy, 'key.pem'), keys.privatePem);
    });
    expect(() => readCheckpoints(join(folder, 'checkpoints'))).toThrow(/CHECKPOINT_INVALID|CHECKPOINT/);
    expect(() => readKey(join(folder, 'key.pem'), 'public')).toThrow(/KEY/);
  });
});

/** Three checkpoints more, each after some events; the log says that they were signed. */
async function signedOn(folder: string): Promise<readonly string[]> {
  const checkpoints = join(folder, 'checkpoints');
  const paths: string[] = [];
  for (let i = 0; i < 3; i++) {
    await goOn(folder, 2, `${i}`);
    const key = createPrivateKey(keys.privatePem);
    const signed = await onStored(folder, (stored) =>
      signLatest({ stored, folder: checkpoints, key, now: () => LATER }),
    );
    if (signed.status !== 'signed') throw new RangeError('nothing was signed');
    paths.push(signed.path);
    const log = new SqliteEventStore(join(folder, 'events.db'), { clock: systemClock });
    await recordCheckpoints(log, readCheckpoints(checkpoints), { ...COMMIT, recordedAt: LATER });
    await log.close();
  }
  return paths;
}

/** The codes that `audit verify` finds with the checkpoints and the successions of keys of a folder. */
async function codesIn(folder: string, more: { readonly roots?: boolean } = {}): Promise<readonly string[]> {
  const checkpoints = join(folder, 'checkpoints');
  const options = {
    checkpoints: readCheckpoints(checkpoints),
    successions: readSuccessions(checkpoints),
    publicKeys: [createPublicKey(keys.publicPem)],
    ...more,
  };
  const { misfits } = await onStored(folder, (stored) => checkWhole(stored, options));
  return misfits.map(({ finding }) => finding.code);
}

/** Signs what a checkpoint says again, by another key or at another time. */
function signedAgain(path: string, pem: string, time?: string): void {
  const {
    format: _,
    key: __,
    signature: ___,
    ...what
  } = JSON.parse(readFileSync(path, 'utf8')) as Checkpoint & Chained;
  const signed = signCheckpoint(time === undefined ? what : { ...what, time }, createPrivateKey(pem));
  writeFileSync(path, JSON.stringify(signed));
}

function succeed(folder: string, pem: string, change: object = {}): void {
  const before = createPrivateKey(keys.privatePem);
  const succession = signSuccession(before, createPrivateKey(pem), '2026-11-28T11:30:00.000Z');
  writeSuccession(join(folder, 'checkpoints'), { ...succession, ...change });
}

type Removed = (paths: readonly string[], folder: string) => void;

const REMOVED: readonly (readonly [way: string, change: Removed, code: string])[] = [
  [
    'every checkpoint removed',
    (_, folder) => {
      rmSync(join(folder, 'checkpoints'), { recursive: true });
      mkdirSync(join(folder, 'checkpoints'));
    },
    'CHECKPOINT_GONE',
  ],
  [
    'the newest checkpoint removed',
    (paths) => {
      rmSync(paths[2] ?? '');
    },
    'CHECKPOINT_GONE',
  ],
  [
    'a checkpoint in the middle removed',
    (paths) => {
      rmSync(paths[1] ?? '');
    },
    'CHECKPOINT_BEFORE_MISSING',
  ],
  [
    'the first checkpoint removed',
    (_, folder) => {
      rmSync(checkpointFile(folder));
    },
    'CHECKPOINT_BEFORE_MISSING',
  ],
  [
    'another key in place of the one that signs',
    (paths) => {
      signedAgain(paths[2] ?? '', otherKeys.privatePem);
    },
    'CHECKPOINT_KEY_UNKNOWN',
  ],
  [
    'a checkpoint in the place of another',
    (paths) => {
      signedAgain(paths[1] ?? '', keys.privatePem, '2026-11-28T10:59:00.000Z');
    },
    'CHECKPOINT_BEFORE_MISSING',
  ],
  [
    'a succession of keys that the key before did not sign',
    (_, folder) => {
      succeed(folder, otherKeys.privatePem, { previousSignature: 'AAAA' });
    },
    'KEY_SUCCESSION_WRONG',
  ],
  [
    'two successions of one key',
    (_, folder) => {
      succeed(folder, otherKeys.privatePem);
      succeed(folder, makeKeyPair().privatePem);
    },
    'KEY_SUCCEEDED_TWICE',
  ],
  [
    'a checkpoint signed by a key after another took over',
    (paths, folder) => {
      succeed(folder, otherKeys.privatePem);
      signedAgain(paths[2] ?? '', keys.privatePem, '2026-11-28T12:00:00.000Z');
    },
    'CHECKPOINT_OUT_OF_TIME',
  ],
];

describe('the chain of checkpoints', () => {
  let prepared: string;
  let names: readonly string[];
  beforeAll(async () => {
    prepared = temporaryFolder();
    cpSync(store.copy(), prepared, { recursive: true });
    names = (await signedOn(prepared)).map((path) => relative(prepared, path));
  });
  afterAll(() => {
    rmSync(prepared, { recursive: true });
  });

  /** A copy of the prepared data, changed. */
  function changed(change: Removed): string {
    const folder = store.copy();
    rmSync(folder, { recursive: true });
    cpSync(prepared, folder, { recursive: true });
    change(
      names.map((name) => join(folder, name)),
      folder,
    );
    return folder;
  }

  test('is whole before, and a key that took over signs what the one before signed in its time', async () => {
    expect(await codesIn(changed(() => undefined))).toStrictEqual([]);
    expect(
      await codesIn(
        changed((_, folder) => {
          succeed(folder, otherKeys.privatePem);
        }),
      ),
    ).toStrictEqual([]);
  });

  test.each(REMOVED)('shows %s', async (_, change, code) => {
    expect(await codesIn(changed(change))).toContain(code);
  });

  test('is not begun again in an emptied folder; it goes on from what the log says, once two people acknowledged the loss', async () => {
    const folder = changed((paths) => {
      for (const name of readdirSync(dirname(paths[0] ?? ''))) rmSync(join(dirname(paths[0] ?? ''), name));
    });
    const checkpoints = join(folder, 'checkpoints');
    const key = createPrivateKey(keys.privatePem);
    const sign = () => onStored(folder, (stored) => signLatest({ stored, folder: checkpoints, key, now: () => LATER }));
    const refused = await sign();
    if (refused.status !== 'misfits') throw new RangeError('it was signed');
    expect(refused.misfits.map(({ finding }) => finding.code)).toStrictEqual(Array(4).fill('CHECKPOINT_GONE'));
    const product = store.openAt(folder);
    const stores = new Stores(product.log, product.readStore, { witnesses: { checkpoints } });
    const byPerson = (name: string) => ({ meta: metaOf(name), commit: COMMIT });
    await new ReportLossHandler(stores).execute(new ReportLoss('disque remplacé', byPerson('Alice')));
    const report = await openReport(product.log);
    expect((await sign()).status).toBe('misfits');
    await new AcknowledgeLossHandler(stores).execute(new AcknowledgeLoss(report.code, byPerson('Bob')));
    expect(await stores.continuity.missingCheckpoints()).toStrictEqual([]);
    const signed = await sign();
    const gone = report.content.files ?? [];
    expect(signed).toMatchObject({ status: 'signed', checkpoint: { sequence: 5, previous: gone.at(-1)?.digest } });
    expect(await codesIn(folder)).toStrictEqual([]);
    // A later loss is another loss.
    await recordCheckpoints(product.log, readCheckpoints(checkpoints), { ...COMMIT, recordedAt: LATER });
    rmSync(checkpoints, { recursive: true });
    expect((await stores.continuity.missingCheckpoints()).map(({ sequence }) => sequence)).toStrictEqual([5]);
    expect((await sign()).status).toBe('misfits');
  });

  test('is not signed on by a key that another took over', async () => {
    const folder = changed((_, of) => {
      succeed(of, otherKeys.privatePem);
    });
    const key = createPrivateKey(keys.privatePem);
    await expect(
      onStored(folder, (stored) => signLatest({ stored, folder: join(folder, 'checkpoints'), key, now: () => LATER })),
    ).rejects.toMatchObject({ code: 'KEY_SUCCEEDED' });
  });
});

/** A document that the projection has, to change, remove or add. */
const WAYS = ['changed', 'removed', 'added'] as const;

function tamperDocuments(path: string, way: (typeof WAYS)[number]): string {
  const db = new DatabaseSync(path);
  try {
    const { key, document } = db.prepare('SELECT key, document FROM documents ORDER BY key DESC').get() as {
      key: string;
      document: string;
    };
    if (way === 'removed') db.prepare('DELETE FROM documents WHERE key = ?').run(key);
    else if (way === 'changed')
      db.prepare('UPDATE documents SET document = ? WHERE key = ?').run(document.replace(/\d(?=\D*$)/, '7x'), key);
    else db.prepare('INSERT INTO documents VALUES (?, 0, ?)').run(`${key}-more`, document);
    return way === 'added' ? `${key}-more` : key;
  } finally {
    db.close();
  }
}

/** Jobs have no document in this experiment. */
const STORED = PROJECTIONS.filter(({ name }) => name !== 'jobs');

describe('the read store', () => {
  test('matches the log while nobody changed it', async () => {
    const sound = store.open();
    for (const projection of STORED)
      expect([projection.name, await sound.readStore.firstOther(projection, sound.log)]).toStrictEqual([
        projection.name,
        undefined,
      ]);
  });

  test.each(STORED.flatMap((projection) => WAYS.map((way) => [projection.name, way, projection] as const)))(
    'shows that a document of %s was %s, and which',
    async (name, way, projection) => {
      let key = '';
      const product = store.open((folder) => {
        key = tamperDocuments(fileOf(folder, name), way);
      });
      expect((await product.readStore.firstOther(projection, product.log))?.key).toBe(key);
    },
  );

  test('shows no statement whose pointer says another day known', async () => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'statements'), (text, key) =>
        key.startsWith('latest/') ? text.replace('2024-08-31', '2024-08-30') : text,
      );
    });
    await expect(latestStatement(product, 'PEPS-01', '2022-Q2')).rejects.toMatchObject({
      code: 'STORED_OTHERWISE',
      data: { projection: 'statements' },
    });
  });

  test('folds nothing twice where its position was set back', async () => {
    const product = store.open((folder) => {
      const db = new DatabaseSync(fileOf(folder, 'dossiers'));
      db.exec("UPDATE reached SET position = 0, link = ''");
      db.close();
    });
    await product.readStore.upToDate(DOSSIERS, product.log);
    expect(await product.readStore.firstOther(DOSSIERS, product.log)).toBeUndefined();
  });

  test('is built again where its position is of another log', async () => {
    const product = store.open((folder) => {
      const db = new DatabaseSync(fileOf(folder, 'dossiers'));
      db.exec("UPDATE reached SET link = 'another'; UPDATE documents SET document = '{}'");
      db.close();
    });
    await product.readStore.upToDate(DOSSIERS, product.log);
    expect(await product.readStore.firstOther(DOSSIERS, product.log)).toBeUndefined();
  });
});

describe('an uploaded file', () => {
  test('is refused where it was changed or added since the import was asked for', async () => {
    const product = store.openAt(temporaryFolder());
    const facts = join(TINY_SAMPLE, 'facts');
    const sent = new Map([
      ['teams.csv', hash('sha256', readFileSync(join(facts, 'teams.csv')), 'hex')],
      ['phases.csv', '0'.repeat(64)],
    ]);
    const { files } = await product.import(facts, { sent });
    const taken = files.filter(({ refused }) => refused === undefined).map(({ file }) => file);
    expect(taken).toStrictEqual(['teams.csv']);
    expect(files.find(({ file }) => file === 'phases.csv')?.refused).toContain('n’est plus ce qui a été envoyé');
    rmSync(product.folder, { recursive: true });
  });

  test('is compared by its job with what the request says', async () => {
    const asked: ImportFacts[] = [];
    const folder = '/uploads/j1';
    const settings = {
      log: store.open().log,
      now: () => LATER,
      uploads: { open: async () => ({ folder, close: async () => undefined }) },
      commands: {
        execute: async (command: ImportFacts) => {
          asked.push(command);
          return { files: [] };
        },
      },
    } as unknown as HandlerSettings;
    const job = { id: 'j1', meta: metaOf('Alice') } as unknown as Job;
    const context = { signal: new AbortController().signal } as unknown as JobContext;
    await importJob(settings, { files: [{ name: 'acts.csv', sha256: 'a', bytes: 1 }] }, job, context);
    expect(asked.map((command) => command.asked.sent)).toStrictEqual([new Map([['acts.csv', 'a']])]);
  });
});

/** Tried in other specs, by the title of the test. */
const ELSEWHERE: readonly (readonly [way: string, spec: string, title: string])[] = [
  [
    'birth dates changed in the dossiers',
    'test/forged-read-store.spec.ts',
    'are named by a recomputation, with the statement that they changed',
  ],
  [
    'the calculation of changed dossiers submitted',
    'test/forged-read-store.spec.ts',
    'change no submission: their result is refused, with the first difference',
  ],
  ['the calculation of changed dossiers approved', 'test/forged-read-store.spec.ts', 'change no approval'],
  ['the calculation of changed dossiers released', 'test/forged-read-store.spec.ts', 'change no release'],
  [
    'a patient taken out of the dossiers and the index of patients',
    'test/forged-read-store.spec.ts',
    'is missed when a calculation without them is submitted',
  ],
  [
    'an index of patients with its digest appended to the log',
    'test/forged-read-store.spec.ts',
    'is not believed without the secret of the keys, also with its digest in the log',
  ],
  [
    'an index of patients made with the secret of the keys',
    'test/forged-read-store.spec.ts',
    'is named by a whole recomputation if it was made with the secret, and another one is made',
  ],
  [
    'an event that says that all was recomputed',
    'test/forged-read-store.spec.ts',
    'is not believed with the mark « %s »: a release recomputes',
  ],
  ['kept sums changed', 'test/forged-read-store.spec.ts', 'change no submission: a calculation from them is refused'],
  [
    'kept sums changed before a rebuild',
    'test/forged-read-store.spec.ts',
    'kept sums go with the build that they were made of',
  ],
  [
    'posting lists emptied',
    'test/forged-read-store.spec.ts',
    'change no submission: a calculation that stayed stale because of them is refused',
  ],
  ['teams changed in the rosters', 'test/forged-read-store.spec.ts', 'forged teams change no calculation'],
  [
    'a statement changed in the read store, shown or exported',
    'test/forged-read-store.spec.ts',
    'a statement by a forged pointer, %s, is not shown',
  ],
  [
    'known acts and dossiers changed, removed or added, in one reading',
    'test/forged-read-store.spec.ts',
    'a dossier and a known act that are %s are named by a whole recomputation',
  ],
  [
    'dossiers moved before all others in their file',
    'test/forged-read-store.spec.ts',
    'dossiers that are moved before all others change no calculation',
  ],
  [
    'keys of patients of before a part of the log',
    'libs/runtime/sealed-log.spec.ts',
    'keys older than a part of the log do not open that part and make no other key; a destroyed key is another case',
  ],
  [
    'a sealed log without its keys, or with those of another',
    'libs/runtime/sealed-log.spec.ts',
    'a sealed log is refused without its keys, with those of another, and if sealing is off',
  ],
  [
    'a key file that others read',
    'libs/runtime/sealed-log.spec.ts',
    'a key file beside the log that others read, and a file that is no key, wrap no key',
  ],
  [
    'an old copy of the keys after a rotation',
    'libs/patient-keys/sqlite/sqlite-patient-keys.spec.ts',
    'an old copy of the store opens with no key file of now, once the wrapping key is another',
  ],
  [
    'the clock of the machine set back',
    'libs/event-store/event-store.contract.ts',
    'refuses every append while the clock is before the last event, and writes no event',
  ],
  ['a changed log, backed up', 'test/backup.spec.ts', 'reports a changed log when backing it up'],
  [
    'a bundle with a character changed, a line removed, doubled or moved',
    'test/audit-bundle.spec.ts',
    'fails when a character is changed, or a line is removed, doubled or moved',
  ],
  [
    'an event left out of the bundle of a stream',
    'test/audit-bundle.spec.ts',
    'proves that a stream is whole, and fails if its last event, or another, is missing',
  ],
  [
    'a bundle spelt otherwise',
    'test/audit-bundle.spec.ts',
    'takes no other spelling of the same: trailing base64, a name twice, an unknown name, invalid UTF-8, another kind of key',
  ],
  [
    'a bundle under another key or other checkpoints',
    'test/audit-bundle.spec.ts',
    'fails with another key or against other checkpoints',
  ],
  [
    'a fact changed or left out, a rule changed, or code that reads files, in the bundle of a payment',
    'test/payment-bundle.spec.ts',
    'refuses %s',
  ],
  [
    'an event shown as erased that is not, in the bundle of a payment',
    'test/payment-bundle.spec.ts',
    'refuses as erased what is not: %s',
  ],
  [
    'a bundle of the whole log that ends before all kept checkpoints',
    'test/audit-bundle.spec.ts',
    'the whole log is refused if it ends before all kept checkpoints: it would be compared with none of them',
  ],
  [
    'a time stamp of something else, or of another authority',
    'libs/audit/timestamp/timestamp.spec.ts',
    'an answer about another text, of another authority, or with a refusal, proves nothing',
  ],
  [
    'a countersignature by who signed',
    'libs/audit/attestations.spec.ts',
    'the signer of a checkpoint does not countersign it, known or not',
  ],
  [
    'a row left out of an extract',
    'libs/audit/tools/tools.spec.ts',
    'compares the chosen rows with the whole, so that a missing row shows',
  ],
  [
    'a cursor of the feed from before a restored copy',
    'libs/feed/feed.spec.ts',
    'a cursor with its epoch is taken up to the position where the logs agree, and refused after it; one without is taken',
  ],
  [
    'a job put into the queue that nobody asked for',
    'libs/jobs/run-jobs.spec.ts',
    'runs a requested job in the name of its author, and records the result; runs no job without a request in the log',
  ],
];

test.each(ELSEWHERE)('%s: tried in %s', (_, spec, title) => {
  expect(readFileSync(join(import.meta.dirname, '..', spec), 'utf8')).toContain(title);
});

/** Out of reach, with the reason. Never anything that decides on money, or proves it. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  'the end cut off with care, and the read store with it, and no checkpoint after it':
    'events after the last checkpoint are covered by the chain and the read store alone: have them signed by schedule',
  'a false fact, recorded as any fact is': 'the log says what was received, when and from whom, not whether it is true',
  'the private key, with the log':
    'who signs and writes can make both again: an auditor’s copies of checkpoints show it',
  'a simulation or a kept replay changed': 'nobody decides on one: a decision is calculated from the log again',
  'the store of sessions written':
    'who writes it acts under any name, as who stole a token; two duties in one session are marked (SAME_SESSION), and no amount is decided that the log does not give',
  'the secret of the keys of patients, with the log and the read store':
    'who has it makes the mark of an index or a recomputation; a whole audit recompute believes neither',
  'the state of webhooks removed': 'events are sent again, which their ids show; no money follows from it',
  'an exported CSV file edited': 'it is compared with another export, or proved by a bundle',
  'the record of who read what changed': 'it is beside the log and no part of the chain; no decision rests on it',
  'the program itself replaced': 'a bundle is calculated again elsewhere, by the code that it carries',
};

/** Every way, as docs/audit.md names it. */
const EVERY_WAY: readonly string[] = [
  ...CHANGED.map(([way]) => way),
  'a chain made again over a changed fact',
  'a chain made again that says it was carried over',
  ...IMPOSSIBLE.map(([way]) => way),
  'rows cut off',
  'the file cut',
  'pages damaged',
  ...LOST.map(([way]) => way),
  'a changed witness',
  ...CHECKPOINT_FIELDS.map(([field]) => `the ${field} of a checkpoint`),
  'a checkpoint signed by another key',
  'another root under the true link, signed by the key',
  'a file that is no checkpoint',
  ...REMOVED.map(([way]) => way),
  'an emptied folder of checkpoints, signed on',
  'a checkpoint by a key that another took over',
  ...STORED.flatMap(({ name }) => WAYS.map((way) => `${name} ${way}`)),
  'a pointer to another day known',
  'a position set back',
  'a position of another log',
  'a file of an upload changed or added',
  ...ELSEWHERE.map(([way]) => way),
  ...Object.keys(OUT_OF_REACH),
];

test('the documentation names each of more than a hundred ways, and what is out of reach with the reason', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/audit.md'), 'utf8');
  expect(new Set(EVERY_WAY).size).toBe(EVERY_WAY.length);
  expect(EVERY_WAY.length).toBeGreaterThan(100);
  const ways = EVERY_WAY.map((way) =>
    STORED.some(({ name }) => way.startsWith(`${name} `)) ? `\`${way.split(' ')[0] ?? ''}\`` : way,
  );
  expect(ways.filter((way) => !page.includes(way))).toStrictEqual([]);
  for (const why of Object.values(OUT_OF_REACH)) expect(page).toContain(why);
});
