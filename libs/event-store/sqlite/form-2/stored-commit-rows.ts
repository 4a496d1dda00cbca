/** The stored rows of form 2, in the order of positions: each event with its leaf, each commit with the link that its bytes give. */
import { isUtf8 } from 'node:buffer';
import type { DatabaseSync } from 'node:sqlite';
import { commitText } from '#libs/event-store/chain.ts';
import { leafOf, nonceOf } from '#libs/event-store/leaf.ts';
import { RowsDigest, commitLink } from '#libs/event-store/sqlite/form-2/commit-chain.ts';
import { ID_BYTES, LEAF_BYTES, RowBody, RowHead } from '#libs/event-store/sqlite/form-2/row-text.ts';
import type { SealedEvent, StoreFault, StoredEvent } from '#libs/event-store/stored-events.ts';

/** The replacement character of a UTF-8 decoder. */
const REPLACEMENT = '\ufffd';

/** The join keeps every row; CROSS keeps rows first. */
const ROWS = `
SELECT r.position, r.stream, s.name, r.revision, r.events, r.commit_no, lower(hex(r.ids)), lower(hex(r.leaves)), r.head, r.body
FROM rows r LEFT JOIN streams s ON s.no = r.stream ORDER BY r.position`;

const BYTES = 'SELECT CAST(head AS BLOB), CAST(body AS BLOB) FROM rows WHERE position = ?';

const NAME = 'SELECT CAST(name AS BLOB) FROM streams WHERE no = ?';

const COMMIT = `
SELECT position, recorded_at, actor, correlation, causation, lower(hex(former)), lower(hex(link)),
  CAST(recorded_at AS BLOB), CAST(actor AS BLOB), CAST(correlation AS BLOB), CAST(causation AS BLOB)
FROM commits WHERE no = ?`;

type Row = [
  position: number,
  stream: number,
  name: unknown,
  revision: number,
  events: number,
  commit: number,
  ids: string,
  leaves: string,
  head: unknown,
  body: unknown,
];
type CommitRow = [
  number,
  string,
  string,
  string,
  string,
  string,
  string,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** The commit of the rows read last. */
interface CurrentCommit {
  readonly no: number;
  /** Its first position, and the last one that it states. */
  readonly from: number;
  readonly end: number;
  /** commitText; empty if the commit does not exist. */
  readonly text: string;
  readonly former: string;
  readonly link: string;
  readonly rows: RowsDigest;
  readonly fault?: StoreFault | undefined;
}

const NO_COMMIT: CurrentCommit = { no: 0, from: 1, end: 0, text: '', former: '', link: '', rows: new RowsDigest() };

const MALFORMED: StoreFault = { kind: 'changed', finding: { code: 'EVENT_FIELD_MALFORMED', data: {} } };

/** The values of a row, as far as its bytes can be read. */
interface ReadRow {
  readonly head: RowHead;
  /** Undefined if it is sealed. */
  readonly body: RowBody | undefined;
  /** Head and body as stored, and whether the body is sealed. */
  readonly stored: readonly [head: string, body: string | Uint8Array, isSealed: boolean];
}

export class StoredCommitRows {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  *events(): Generator<StoredEvent, undefined> {
    const statement = this.#db.prepare(ROWS);
    statement.setReturnArrays(true);
    let commit = NO_COMMIT;
    let end = 0;
    for (const found of statement.iterate() as Iterable<unknown>) {
      const row = found as Row;
      if (row[5] !== commit.no) commit = this.#commit(row, commit, end);
      end = row[0];
      yield* this.#eventsOf(row, commit);
    }
    return undefined;
  }

  *#eventsOf(row: Row, commit: CurrentCommit): Generator<StoredEvent, undefined> {
    const [last, , name, revision, events, , ids, leaves] = row;
    const first = last - eventsIn(row) + 1;
    const read = this.#read(row);
    if ('kind' in read) {
      yield { position: first, text: '', link: '', leaf: { hash: '', salt: '' }, fault: read };
      return undefined;
    }
    const stream = JSON.stringify(name);
    const isWithin = last <= commit.end;
    if (isWithin) commit.rows.add({ stream, position: last, revision, events, ids, leaves }, ...read.stored);
    const fault = commit.fault ?? (isWithin ? undefined : otherEnd(commit.no, 'inserted'));
    for (let i = 0; i < events; i++) {
      const position = first + i;
      const hash = leaves.slice(2 * LEAF_BYTES * i, 2 * LEAF_BYTES * (i + 1));
      const id = ids.slice(2 * ID_BYTES * i, 2 * ID_BYTES * (i + 1));
      const place = { stream, revision: revision - events + 1 + i, id, commit: commit.text };
      const leaf = { hash, salt: read.body?.salt };
      const event =
        read.body === undefined
          ? { position, text: '', link: '', leaf, sealed: sealedEvent(read, row, { ...place, position, i, hash }) }
          : { position, text: eventText(read.head, read.body, i, place), link: '', leaf };
      if (fault !== undefined) yield { ...event, fault };
      else yield position === commit.end ? { ...event, ...endOf(commit) } : event;
    }
    return undefined;
  }

  /** The values of a row, or the fault of the row. */
  #read(row: Row): ReadRow | StoreFault {
    const [, , , , events, , ids, leaves, headText, stored] = row;
    const fault = this.#valueFault(row);
    if (fault !== undefined) return fault;
    const head = new RowHead(headText as string);
    const counts = [head.events, ids.length / (2 * ID_BYTES), leaves.length / (2 * LEAF_BYTES)];
    if (events < 1 || counts.some((count) => count !== events)) return MALFORMED;
    const body = typeof stored === 'string' ? new RowBody(stored) : undefined;
    if (body !== undefined && !body.isWhole(events)) return MALFORMED;
    return { head, body, stored: [headText as string, stored as string | Uint8Array, typeof stored !== 'string'] };
  }

  /** A value that the log does not write. */
  #valueFault([position, stream, name, , , , , , head, body]: Row): StoreFault | undefined {
    if (name === null) return { kind: 'unreachable', finding: { code: 'STREAM_UNREACHABLE', data: { no: stream } } };
    if (
      typeof name !== 'string' ||
      typeof head !== 'string' ||
      !(typeof body === 'string' || body instanceof Uint8Array)
    )
      return { kind: 'changed', finding: { code: 'EVENT_FIELD_TYPE', data: {} } };
    const isSuspect = head.includes(REPLACEMENT) || (typeof body === 'string' && body.includes(REPLACEMENT));
    if (this.#isName(name, stream) && !(isSuspect && !this.#areTexts(position, typeof body === 'string')))
      return undefined;
    return { kind: 'changed', finding: { code: 'EVENT_FIELD_NOT_UTF8', data: {} } };
  }

  /** The replacement character may be part of the texts, or replace bytes that are not UTF-8. */
  #areTexts(position: number, isOpen: boolean): boolean {
    const statement = this.#db.prepare(BYTES);
    statement.setReturnArrays(true);
    const [head, body] = statement.get(position) as unknown as [Uint8Array, Uint8Array];
    return isUtf8(head) && (!isOpen || isUtf8(body));
  }

  /** The replacement character may be part of the name, or replace bytes that are not UTF-8. */
  #isName(name: string, no: number): boolean {
    if (!name.includes(REPLACEMENT)) return true;
    const statement = this.#db.prepare(NAME);
    statement.setReturnArrays(true);
    return isUtf8((statement.get(no) as unknown as [Uint8Array])[0]);
  }

  /** Commits are numbered from 1 in the order of their events, without a gap, and each ends at the position that it states. */
  #commit([position, , , , events, no]: Row, before: CurrentCommit, end: number): CurrentCommit {
    const statement = this.#db.prepare(COMMIT);
    statement.setReturnArrays(true);
    const row = statement.get(no) as unknown as CommitRow | undefined;
    const begun = { ...NO_COMMIT, no, from: position - events + 1, end: Infinity, rows: new RowsDigest() };
    if (row === undefined)
      return { ...begun, fault: { kind: 'unreachable', finding: { code: 'COMMIT_UNREACHABLE', data: { no } } } };
    const [last, recordedAt, actor, correlation, causation, former, link, ...bytes] = row;
    const text = commitText({ recordedAt, actor, correlation, causation });
    const commit = { ...begun, end: last, text, former, link };
    if (!bytes.every(isUtf8))
      return { ...commit, fault: { kind: 'changed', finding: { code: 'COMMIT_NOT_UTF8', data: { no } } } };
    if (no !== before.no + 1)
      return {
        ...commit,
        fault: { kind: 'changed', finding: { code: 'COMMIT_OUT_OF_ORDER', data: { no, before: before.no } } },
      };
    return end === before.end ? commit : { ...commit, fault: otherEnd(before.no, 'changed') };
  }
}

/** The number of events of a row, also of a malformed one: the number of whole ids, or whole leaves. */
function eventsIn([, , , , events, , ids, leaves]: Row): number {
  const counts = [ids.length / (2 * ID_BYTES), leaves.length / (2 * LEAF_BYTES)];
  return counts.find((count) => Number.isInteger(count) && count > 0) ?? Math.max(1, events);
}

function otherEnd(no: number, kind: 'changed' | 'inserted'): StoreFault {
  return { kind, finding: { code: 'COMMIT_OTHER_END', data: { no } } };
}

/** The links of the last event of a commit. */
function endOf({ no, from, end, text, former, link, rows }: CurrentCommit): Pick<StoredEvent, 'link' | 'linkAfter'> {
  const digest = rows.end();
  const frame = { no, from, to: end, text, former };
  return { link, linkAfter: (previous) => commitLink(previous, frame, digest) };
}

/** The place of an event, as given outside its row. */
interface EventPlace {
  /** The name as JSON. */
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  /** commitText; empty if the commit does not exist. */
  readonly commit: string;
}

/** The text of an event (linkedText in chain.ts), with the schema version exactly as written; empty if it cannot be made. */
function eventText(head: RowHead, body: RowBody, i: number, { stream, revision, id, commit }: EventPlace): string {
  if (commit === '') return '';
  return `${stream}\n${revision}\n${id}\n${head.type(i)}\n${head.schemaVersion(i)}\n${body.effective(i)}\n${head.knownOn(i)}\n${commit}\n${body.data(i)}`;
}

/** The event `i` of a sealed row. */
function sealedEvent(
  { head, stored: [, bytes] }: ReadRow,
  [, , name, , events]: Row,
  {
    position,
    i,
    hash,
    ...place
  }: EventPlace & { readonly position: number; readonly i: number; readonly hash: string },
): SealedEvent {
  return {
    stream: place.stream,
    revision: place.revision,
    outside: () => eventText(head, new RowBody(undefined), i, place),
    opened: (sealer) => {
      const opened = sealer.open(name as string, bytes as Uint8Array);
      if (opened === undefined) return undefined;
      const body = new RowBody(opened);
      const { salt } = body;
      const text = body.isWhole(events) ? eventText(head, body, i, place) : '';
      if (text === '' || leafOf(nonceOf(salt, position), position, text) !== hash)
        throw new RangeError('the row gives another leaf');
      return { text, salt };
    },
  };
}
