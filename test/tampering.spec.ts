/**
 * Ways to tamper with a small paid experiment: with its log, checkpoints and keys, with every part of its read store, with what is handed
 * out. Each is found and located; or it is listed as out of reach, with the reason.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeyPair, readCheckpoints, readKey } from '#libs/audit/checkpoint.ts';
import { signLatest } from '#libs/audit/sign-latest.ts';
import { checkWhole } from '#libs/audit/whole-check.ts';
import { Continuity } from '#libs/continuity/continuity.ts';
import type { Loss } from '#libs/continuity/witness.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { SCHEMA } from '#libs/event-store/sqlite/form-1/schema.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import { isDamaged } from '#libs/sqlite/failure.ts';
import { requirePages } from '#libs/sqlite/pages.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { remake } from '#test/support/audited-log.ts';
import { folded } from '#test/support/experiment.ts';
import { ForgedStore, fileOf, forge } from '#test/support/forged-store.ts';
import { COMMIT, Product, temporaryFolder } from '#test/support/product.ts';

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

/** What `audit verify` finds first, where it is, and the codes of what the rules find impossible. */
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
    for (const trigger of ['events_are_never_changed', 'events_are_never_deleted'])
      db.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
    change(db);
    db.exec(SCHEMA);
  } finally {
    db.close();
  }
}

/** A copy with this done to it. */
function copyWith(change: (folder: string) => void): string {
  return store.copy(change);
}

function sql(text: string): (folder: string) => void {
  return (folder) => {
    tamper(folder, (db) => {
      db.exec(text);
    });
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
  const position = numberOf(db, 'SELECT max(position) + 1 AS n FROM events');
  const commit = { no: numberOf(db, 'SELECT max(no) + 1 AS n FROM commits') };
  db.prepare('INSERT INTO commits VALUES (?, ?, ?, ?, ?)').run(commit.no, at, by, 'forged', 'forged');
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
  const id = Buffer.from(String(forgedIds).padStart(32, '0'), 'hex');
  db.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, 2, '2022', '2026-11-28', ?, ?, zeroblob(32))").run(
    position,
    no,
    revision,
    id,
    type,
    commit.no,
    payload,
  );
  remake(db);
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
const AT = `WHERE position = ${MIDDLE}`;
const CHANGED: readonly (readonly [way: string, text: string, kind: string, position?: number | undefined])[] = [
  ['the payload of an event', `UPDATE events SET data = replace(data, '0', '1') ${AT}`, 'changed', MIDDLE],
  ['the type of an event', `UPDATE events SET type = 'Other' ${AT}`, 'changed', MIDDLE],
  ['the effective day of an event', `UPDATE events SET effective = '1999-01-01' ${AT}`, 'changed', MIDDLE],
  ['the day known of an event', `UPDATE events SET known_on = '1999-01-01' ${AT}`, 'changed', MIDDLE],
  ['the schema version of an event', `UPDATE events SET schema_version = 9 ${AT}`, 'changed', MIDDLE],
  ['the id of an event', `UPDATE events SET id = zeroblob(16) ${AT}`, 'changed', MIDDLE],
  ['the revision of an event', `UPDATE events SET revision = 9999 ${AT}`, 'changed', MIDDLE],
  ['the link of an event', `UPDATE events SET link = zeroblob(32) ${AT}`, 'changed', MIDDLE],
  ['the stream of an event', `UPDATE OR REPLACE events SET stream = 1, revision = 77777 ${AT}`, 'changed', MIDDLE],
  ['when an event was recorded', `UPDATE commits SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE no = 2`, 'changed'],
  ['who recorded an event', `UPDATE commits SET actor = 'Mallory' WHERE no = 2`, 'changed'],
  ['which import an event belongs to', `UPDATE commits SET correlation = 'other' WHERE no = 2`, 'changed'],
  ['which file an event came from', `UPDATE commits SET causation = 'other' WHERE no = 2`, 'changed'],
  [
    'the name of a stream',
    `UPDATE streams SET name = 'patient-other' WHERE name LIKE 'patient-%'AND no = (SELECT min(no) FROM streams WHERE name LIKE 'patient-%')`,
    'changed',
  ],
  ['a removed event', `DELETE FROM events ${AT}`, 'missing', MIDDLE],
  [
    'an event removed, the following moved up',
    `DELETE FROM events ${AT}; UPDATE events SET position = -position WHERE position > ${MIDDLE}; UPDATE events SET position = -position - 1 WHERE position < 0`,
    'missing',
    MIDDLE,
  ],
  [
    'two events that changed places',
    `UPDATE events SET position = -1 ${AT}; UPDATE events SET position = ${MIDDLE} WHERE position = ${MIDDLE + 7}; UPDATE events SET position = ${MIDDLE + 7} WHERE position = -1`,
    'reordered',
    MIDDLE,
  ],
  ['a removed stream', `DELETE FROM streams WHERE no = (SELECT stream FROM events ${AT})`, 'unreachable'],
  ['a removed commit', 'DELETE FROM commits WHERE no = 2', 'unreachable'],
  ['a column of another type', `UPDATE events SET effective = CAST(x'ff' AS TEXT) ${AT}`, 'changed', MIDDLE],
  [
    'an index that is dropped',
    'DROP INDEX streams_category; CREATE INDEX streams_category ON streams (name)',
    'structure',
  ],
  ['a trigger that is added', 'CREATE TRIGGER watch AFTER INSERT ON events BEGIN DELETE FROM leases; END', 'structure'],
  ['a table that is added', 'CREATE TABLE more (x)', 'structure'],
];

describe('the log', () => {
  test('is sound before', async () => {
    expect(await verified(store.copy())).toStrictEqual({
      kind: undefined,
      position: undefined,
      impossible: [],
      at: [],
    });
  });

  test.each(CHANGED)('shows %s', async (...[, text, kind, position]) => {
    const found = await verified(copyWith(sql(text)));
    expect(found.kind).toBe(kind);
    expect(found.position).toBe(position ?? found.position);
  });

  test('shows a chain made again over a changed fact, by the checkpoint', async () => {
    const folder = copyWith((copy) => {
      tamper(copy, (db) => {
        db.exec(`UPDATE events SET data = replace(data, '0', '1') ${AT}`);
        remake(db);
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

/** Cuts off the last events, and what streams and commits say of them. */
function cutOff(folder: string, events: number): void {
  tamper(folder, (db) => {
    db.exec(`DELETE FROM events WHERE position > ${end - events}`);
    db.exec('UPDATE streams SET revision = coalesce((SELECT max(revision) FROM events WHERE stream = no), -1)');
    db.exec(
      'DELETE FROM streams WHERE revision < 0; DELETE FROM commits WHERE no NOT IN (SELECT commit_no FROM events)',
    );
  });
}

describe('the end of the log', () => {
  test('shows that it was cut off by what streams and commits still say', async () => {
    const found = await verified(copyWith(sql(`DELETE FROM events WHERE position > ${end - 3}`)), {
      withCheckpoints: false,
    });
    expect(found).toMatchObject({ kind: 'cut-off', position: end - 2 });
  });

  test('shows by the checkpoint that it was cut off with care, or is an older copy', async () => {
    const found = await verified(
      copyWith((folder) => {
        cutOff(folder, 3);
      }),
    );
    expect(found).toMatchObject({ kind: 'cut-off', position: end - 2 });
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

/** What every start, readiness and each command on money ask: whether the log is the one that its witnesses saw. */
function lossIn(change: (folder: string) => void | Promise<void>): Promise<Loss | undefined> {
  return lossAfter(store.copy(), change);
}

async function lossAfter(folder: string, change: (folder: string) => void | Promise<void>): Promise<Loss | undefined> {
  await change(folder);
  const { log, readStore } = store.openAt(folder);
  return new Continuity({ log, readStore, checkpoints: join(folder, 'checkpoints') }).loss();
}

/** Events of the product, that every projection of the read store is brought up to. */
async function goOn(folder: string, events: number): Promise<void> {
  const product = new Product(folder);
  for (let i = 0; i < events; i++) {
    const id = String(i).padStart(32, 'a');
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

describe('a checkpoint', () => {
  test.each([
    ['position', (one: Record<string, unknown>) => (one['position'] = 50), 'remade'],
    ['link', (one: Record<string, unknown>) => (one['link'] = 'a'.repeat(64)), 'remade'],
    ['root', (one: Record<string, unknown>) => (one['root'] = 'a'.repeat(64)), 'checkpoint'],
    ['time', (one: Record<string, unknown>) => (one['time'] = '2020-01-01T00:00:00.000Z'), 'checkpoint'],
    ['key', (one: Record<string, unknown>) => (one['key'] = 'b'.repeat(32)), 'checkpoint'],
    ['signature', (one: Record<string, unknown>) => (one['signature'] = 'AAAA'), 'checkpoint'],
  ])('shows that its %s was changed', async (_, change, kind) => {
    expect((await verified(copyWith(edited(change)))).kind).toBe(kind);
  });

  test('shows that another key signed it', async () => {
    expect(await verified(store.copy(), { pem: otherKeys.publicPem })).toMatchObject({ kind: 'checkpoint' });
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
  test('is what the log gives before', async () => {
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

  test('shows no statement whose pointer leads to another day known that there is not', async () => {
    const product = store.open((folder) => {
      forge(fileOf(folder, 'statements'), (text, key) =>
        key.startsWith('latest/') ? text.replace('2024-08-31', '2024-08-30') : text,
      );
    });
    await expect(latestStatement(product, 'PEPS-01', '2022-Q2')).rejects.toThrow(/no calculation/);
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

/**
 * Out of reach, with the reason. What decides on money, or proves it, is never among them.
 */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  'the newest checkpoint removed':
    'an auditor who kept a copy sees it; the folder alone does not say that there was one',
  'the end cut off with care, and the read store with it, and no checkpoint after it':
    'events after the last checkpoint are covered by the chain and the read store alone: have them signed by schedule',
  'a false fact, recorded as any fact is': 'the log says what was received, when and from whom, not whether it is true',
  'the private key, with the log':
    'who signs and writes can make both again: an auditor’s copies of checkpoints show it',
  'a simulation or a kept replay changed': 'nobody decides on one: a decision is calculated from the log again',
  'the state of webhooks removed': 'events are sent again, which their ids show; no money follows from it',
  'an exported CSV file edited': 'it is compared with another export, or proved by a bundle',
  'the program itself replaced': 'a bundle is calculated again elsewhere, by the code that it carries',
};

test('what is out of reach is said in the documentation', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/audit.md'), 'utf8');
  for (const [way, why] of Object.entries(OUT_OF_REACH))
    expect([way, page.includes(way), why !== '']).toStrictEqual([way, true, true]);
});

test('there are sixty ways and more', () => {
  const ways =
    CHANGED.length +
    1 +
    IMPOSSIBLE.length +
    3 +
    LOST.length +
    1 +
    8 +
    STORED.length * WAYS.length +
    3 +
    Object.keys(OUT_OF_REACH).length;
  expect(ways).toBeGreaterThanOrEqual(60);
});
