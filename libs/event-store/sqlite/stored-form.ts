/**
 * The stored forms of the embedded log. A form knows its tables: it turns events into rows and back, and numbers and links them.
 * Transactions, leases and the clock are the same for all (sqlite-event-store.ts).
 */
import type { DatabaseSync } from 'node:sqlite';
import { type Commit, EVERY_FIELD, type EventField, type RecordedEvent } from '#libs/event-store/event.ts';
import {
  type CarriedOver,
  type Entry,
  LogOfOtherForm,
  type Outcome,
  type ReadOptions,
  type StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import type { LastRecorded } from '#libs/event-store/recording-time.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';

/** 1: a row and a link for each event. 2: a row for the events of a stream and commit, a link for each commit. */
export type FormNumber = 1 | 2;

/**
 * Stands for the form while another log is being copied into this file, which is not whole. No version of the program reads it as a log.
 */
export const UNFINISHED = 0;

/** Sets the time of a commit after the last event. */
export type Timed = (commit: Commit, last: LastRecorded | undefined) => Commit;

export interface Insertion {
  readonly timed: Timed;
  /** Default: the next one. */
  readonly commitNo?: number;
}

type ResolvedRead<Field extends EventField> = Required<Omit<StreamReadOptions<Field>, 'types'>> & {
  /** Undefined: of every type. */
  readonly types: readonly string[] | undefined;
};

/** With the default of each option. -1: no limit. */
export function resolvedRead<Field extends EventField>({
  backwards = false,
  from = backwards ? Number.MAX_SAFE_INTEGER : 0,
  limit = -1,
  fields = EVERY_FIELD as readonly Field[],
  types,
}: StreamReadOptions<Field> = {}): ResolvedRead<Field> {
  return { backwards, from, limit, fields, types };
}

interface ReadableForm {
  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]>;
}

export interface LogForm extends ReadableForm {
  readonly form: FormNumber;
  /** False if the form has no rows to seal. */
  sealRows(sealer: RowSealer): boolean;
  /** The last event; undefined in an empty log. */
  last(): LastRecorded | undefined;
  /** Position of the last event, 0 if there is none. */
  end(): number;
  /** Runs inside a transaction. Skips an event whose id its stream already has. */
  insert(entry: Entry, insertion: Insertion): Outcome;
  /** Last revision of a stream, -1 if it does not exist. */
  revisionOf(stream: string): number;
  /** The revision at a position. */
  revisionAt(stream: string, position: number): number;
  isKnown(stream: string, id: string): boolean;
  readStream<Field extends EventField>(
    stream: string,
    options: StreamReadOptions<Field> | undefined,
  ): readonly Pick<RecordedEvent, Field>[];
  find(stream: string, id: string): RecordedEvent | undefined;
  /** Undefined for an unknown number. */
  commit(no: number): Commit | undefined;
  linkAt(position: number): string | undefined;
  carriedOver(): CarriedOver | undefined;
  count(categories?: readonly string[]): number;
  /** Called after another process appended. */
  refresh(): void;
  /** Called after a rollback. `end`: the position up to which the earlier events exist. */
  forget(end: number): void;
}

/** The form of the log in this file; undefined if it has no log yet. UNFINISHED, or the number of a later version of the program. */
export function formIn(db: DatabaseSync): number | undefined {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('log', 'events')")
    .all()
    .map(({ name }) => name);
  if (tables.includes('log')) return (db.prepare('SELECT form FROM log').get() as { form: number } | undefined)?.form;
  return tables.includes('events') ? 1 : undefined;
}

/** Throws LogOfOtherForm for a form of a later version, and for a log into which another one was copied in part. */
export function knownForm(form: number, path: string): FormNumber {
  if (form === 1 || form === 2) return form;
  if (form === UNFINISHED) throw new LogOfOtherForm({ code: 'LOG_UNFINISHED', data: { path } });
  throw new LogOfOtherForm({ code: 'LOG_FORM_UNKNOWN', data: { path, form } });
}

/** Whether the file has the tables of form 2, whatever form its log table names. */
export function hasRows(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'rows'").get() !== undefined;
}
