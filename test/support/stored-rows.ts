/** Rows of form 2 to tamper with through SQL: read as events, written back, and every leaf and link made again. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { GENESIS, commitText } from '#libs/event-store/chain.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { RowsDigest, commitLink } from '#libs/event-store/sqlite/form-2/commit-chain.ts';
import { RowBody, RowHead, idsOf, rowText } from '#libs/event-store/sqlite/form-2/row-text.ts';
import { FORM_2_TABLES, TRIGGERS } from '#libs/event-store/sqlite/form-2/schema.ts';

export interface StoredRow {
  /** Position and revision of its last event. */
  readonly position: number;
  readonly revision: number;
  readonly commit: number;
  readonly stream: number;
  readonly salt: string;
  readonly events: readonly NewEvent[];
}

type Columns = Record<string, string & number & Uint8Array>;

/** The open row that holds the event at a position. */
export function rowAt(db: DatabaseSync, position: number): StoredRow {
  const found = db.prepare('SELECT * FROM rows WHERE position >= ? ORDER BY position LIMIT 1').get(position);
  if (found === undefined) throw new RangeError(`the log has no position ${position}`);
  return rowOf(found as Columns);
}

function rowOf(row: Columns): StoredRow {
  const [head, body] = [new RowHead(String(row['head'])), new RowBody(String(row['body']))];
  const events = idsOf(row['ids'] as unknown as Uint8Array).map((id, i) => ({
    id,
    type: head.type(i),
    schemaVersion: Number(head.schemaVersion(i)),
    effective: body.effective(i),
    knownOn: head.knownOn(i),
    data: body.data(i),
  }));
  return {
    position: Number(row['position']),
    revision: Number(row['revision']),
    commit: Number(row['commit_no']),
    stream: Number(row['stream']),
    salt: body.salt,
    events,
  };
}

/** Changes the event at a position; its leaf and its link stay as they were. */
export function changeEvent(db: DatabaseSync, position: number, change: (event: NewEvent) => Partial<NewEvent>): void {
  const row = rowAt(db, position);
  const at = row.events.length - 1 - (row.position - position);
  const events = row.events.map((event, i) => (i === at ? { ...event, ...change(event) } : event));
  const { ids, head, body } = rowText({ stream: '', position: 1, revision: 0, commit: '' }, events, row.salt);
  db.prepare('UPDATE rows SET ids = ?, head = ?, body = ? WHERE position = ?').run(
    Buffer.from(ids, 'hex'),
    head,
    body,
    row.position,
  );
}

/** Makes every leaf and link again, as somebody with write access to the store could. */
export function remakeRows(db: DatabaseSync): void {
  const rows = db
    .prepare('SELECT * FROM rows ORDER BY position')
    .all()
    .map((row) => rowOf(row as Columns));
  let [previous, from] = [GENESIS, 1];
  for (const commit of db.prepare('SELECT * FROM commits ORDER BY no').all() as Columns[]) {
    const no = Number(commit['no']);
    const [recordedAt, actor, correlation, causation] = ['recorded_at', 'actor', 'correlation', 'causation'].map(
      (column) => String(commit[column]),
    ) as [string, string, string, string];
    const text = commitText({ recordedAt, actor, correlation, causation });
    const digest = new RowsDigest();
    const own = rows.filter((row) => row.commit === no);
    for (const { position, revision, stream, events, salt } of own) {
      const { name } = db.prepare('SELECT name FROM streams WHERE no = ?').get(stream) as { name: string };
      const place = {
        stream: JSON.stringify(name),
        position: position - events.length + 1,
        revision: revision - events.length + 1,
        commit: text,
      };
      const { ids, leaves, head, body } = rowText(place, events, salt);
      const update = db.prepare('UPDATE rows SET ids = ?, leaves = ?, head = ?, body = ? WHERE position = ?');
      update.run(Buffer.from(ids, 'hex'), Buffer.from(leaves, 'hex'), head, body, position);
      digest.add({ stream: place.stream, position, revision, events: events.length, ids, leaves }, head, body, false);
    }
    const to = own.at(-1)?.position ?? from - 1;
    previous = commitLink(previous, { no, from, to, text, former: hexOf(commit['former']) }, digest.end());
    db.prepare('UPDATE commits SET position = ?, link = ? WHERE no = ?').run(to, Buffer.from(previous, 'hex'), no);
    from = to + 1;
  }
}

/** Cuts off the rows after a position, with their commits and the records of their streams. The position is the end of a commit. */
export function cutRows(db: DatabaseSync, kept: number): void {
  db.exec(`DELETE FROM rows WHERE position > ${kept}; DELETE FROM commits WHERE position > ${kept};
    UPDATE streams SET revision = coalesce((SELECT max(revision) FROM rows WHERE stream = no), -1);
    DELETE FROM streams WHERE revision < 0`);
}

function hexOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}

/** Changes the log without its triggers, then puts them back. Throws RangeError if the change changes no byte. */
export function withoutTriggers(db: DatabaseSync, change: (db: DatabaseSync) => void): void {
  for (const trigger of TRIGGERS) db.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
  const before = digestOf(db);
  change(db);
  if (digestOf(db) === before)
    throw new RangeError('the change leaves the log as it was: nothing is there to be found');
  db.exec(FORM_2_TABLES);
}

/** Digest of its structure and of every cell: random changes of bytes may happen to change nothing. */
function digestOf(db: DatabaseSync): string {
  const hash = createHash('sha256');
  const structure = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  hash.update(JSON.stringify(structure));
  for (const { name } of structure.filter(({ type }) => type === 'table'))
    for (const cells of db.prepare(`SELECT * FROM "${String(name)}" ORDER BY 1`).iterate())
      hash.update(JSON.stringify(cells));
  return hash.digest('hex');
}
