/** Rows of form 2 with the parts that a reader requested, and their events. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';
import { ID_BYTES, RowBody, RowHead } from '#libs/event-store/sqlite/form-2/row-text.ts';
import { RowSealed } from '#libs/event-store/sqlite/row-sealed.ts';

/** Columns of `rows r` and `streams s`, in the order of a StoredRow. */
export type StoredRow = [
  position: number,
  events: number,
  stream: string,
  revision: number,
  commit: number,
  ids: string | null,
  head: string | null,
  isOpen: number | null,
  body: string | Uint8Array | null,
];

/** The parts of the rows that a reader needs. */
interface Wanted<Field extends EventField> {
  readonly fields: readonly Field[];
  /** Only events of these types, if it is given: the rows then come with their heads. */
  readonly types?: readonly string[] | undefined;
  readonly sealer: RowSealer | undefined;
  /** Positions: after the first, up to the second. */
  readonly after: number;
  readonly upTo: number;
}

const IN_HEAD: readonly EventField[] = ['type', 'schemaVersion', 'knownOn'];
const IN_BODY: readonly EventField[] = ['effective', 'data'];

/** Whether the body is in clear, and the body. SQLite's binding makes a long text of bytes several times slower than a buffer. */
const BODY = `typeof(r.body) = 'text', iif(octet_length(r.body) > 1000, CAST(r.body AS BLOB), r.body)`;

/** The selected columns for these fields: a column that no field needs is not read. */
export function rowColumnsOf(fields: readonly EventField[]): string {
  const isAny = (some: readonly EventField[]): boolean => some.some((field) => fields.includes(field));
  return [
    'r.position, r.events, s.name, r.revision, r.commit_no',
    fields.includes('id') ? 'lower(hex(r.ids))' : 'NULL',
    isAny(IN_HEAD) ? 'r.head' : 'NULL',
    isAny(IN_BODY) ? BODY : 'NULL, NULL',
  ].join(', ');
}

/** How many of them are sealed, and read. */
export function sealedAmong(rows: readonly unknown[]): number {
  return (rows as readonly StoredRow[]).reduce((count, [, , , , , , , isOpen]) => count + (isOpen === 0 ? 1 : 0), 0);
}

/** The events of rows, without those outside the wanted positions. */
export function eventsOf<Field extends EventField>(
  rows: readonly unknown[],
  wanted: Wanted<Field>,
): Pick<RecordedEvent, Field>[] {
  const events: Pick<RecordedEvent, Field>[] = [];
  for (const row of rows as readonly StoredRow[]) addEvents(row, wanted, events);
  return events;
}

/** A parsed row; parts that no field needs are undefined. */
interface OpenedRow {
  /** Position and revision of the first event. */
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly commit: number;
  readonly ids: string | null;
  readonly head: RowHead | undefined;
  readonly body: RowBody | undefined;
}

/** The value of a field in event `i` of a row. */
const VALUES: Readonly<Record<EventField, (row: OpenedRow, i: number) => unknown>> = {
  position: ({ position }, i) => position + i,
  stream: ({ stream }) => stream,
  revision: ({ revision }, i) => revision + i,
  id: ({ ids }, i) => ids?.slice(2 * ID_BYTES * i, 2 * ID_BYTES * (i + 1)),
  type: ({ head }, i) => head?.type(i),
  schemaVersion: ({ head }, i) => Number(head?.schemaVersion(i)),
  effective: ({ body }, i) => body?.effective(i),
  knownOn: ({ head }, i) => head?.knownOn(i),
  data: ({ body }, i) => body?.data(i),
  commit: ({ commit }) => commit,
};

function addEvents<Field extends EventField>(
  row: StoredRow,
  { fields, types, sealer, after, upTo }: Wanted<Field>,
  found: Pick<RecordedEvent, Field>[],
): void {
  const [last, count, stream, lastRevision, commit, ids, headText, isOpen, body] = row;
  const head = headText === null ? undefined : new RowHead(headText);
  if (types !== undefined && head?.hasAny(types) !== true) return;
  const opened: OpenedRow = {
    position: last - count + 1,
    revision: lastRevision - count + 1,
    stream,
    commit,
    ids,
    head,
    body:
      body === null
        ? undefined
        : new RowBody(isOpen === 1 ? clearText(body) : openedText(body as Uint8Array, stream, last, sealer)),
  };
  const to = Math.min(count, upTo - opened.position + 1);
  for (let i = Math.max(0, after - opened.position + 1); i < to; i++) {
    if (types !== undefined && !types.includes(head?.type(i) ?? '')) continue;
    const event: Partial<Record<EventField, unknown>> = {};
    for (const field of fields) event[field] = VALUES[field](opened, i);
    found.push(event as Pick<RecordedEvent, Field>);
  }
}

/** The text of a body in clear. */
function clearText(body: string | Uint8Array): string {
  if (typeof body === 'string') return body;
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** The text of a sealed body; undefined if its key was destroyed. Throws RowSealed if there is no key store. */
function openedText(
  sealed: Uint8Array,
  stream: string,
  position: number,
  sealer: RowSealer | undefined,
): string | undefined {
  if (sealer === undefined) throw new RowSealed({ code: 'ROW_SEALED', data: { stream, position } });
  return sealer.open(stream, sealed);
}
