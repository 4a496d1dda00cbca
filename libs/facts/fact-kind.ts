/**
 * A kind of fact: its single description, in the library of its capability. Files, HTTP, the log, corrections and the catalogue of events
 * are all derived from it.
 */
import { record, text } from '#libs/kernel/field.ts';
import type { Field } from '#libs/kernel/field.ts';
import { type Event, type EventSchema, type Upcaster, eventSchema } from '#libs/event-store/typed-event.ts';
import type { RowRule } from '#libs/facts/checked-row.ts';
import type { Column, ColumnDescription } from '#libs/facts/column.ts';

/** The row as it came in, every field as text, so that the record can be compared with the delivery. */
interface Row {
  readonly known_on: string;
  readonly [column: string]: string;
}

/** An event that states a fact; it is effective on the day, quarter or year in one of its columns. */
export type FactEvent = Event<string, Row>;

type ColumnOf<E extends FactEvent> = keyof E['data'] & string;

/** The stream is `patient-<id>`, `team-<id>` or `national-<kind>`; the first two name their column. */
type FactStream<ColumnName extends string = string> =
  | { readonly category: 'patient' | 'team'; readonly column: ColumnName }
  | { readonly national: string };

/** The description of any kind of fact. */
export interface FactKind {
  /** Its file is `<name>.csv`, its address `/facts/<name>`. */
  readonly name: string;
  /** The type of its event. */
  readonly event: string;
  /** An English description, for the catalogue of events. */
  readonly about: string;
  /** A French description, for the contract of the service. */
  readonly summary: string;
  /** A French label of one or two words, for a history. */
  readonly label: string;
  readonly stream: FactStream;
  /** The column with the effective date of the fact. */
  readonly effective: string;
  /** In the canonical order, which is that of the fields of the event. */
  readonly columns: readonly Column[];
  /** A valid row: it can be recorded if its team exists. */
  readonly example: Row;
  /** The rule over several fields. */
  readonly rule: RowRule<string>;
  readonly schema: EventSchema<Row>;
}

/** A kind of fact, with the name of its file and its event as types. */
export interface FactKindOf<Name extends string, E extends FactEvent> extends FactKind {
  readonly name: Name;
  readonly event: E['type'];
  readonly columns: readonly Column<ColumnOf<E>>[];
  readonly example: E['data'];
}

interface FactDescription<Name extends string, E extends FactEvent> extends Pick<
  FactKindOf<Name, E>,
  'name' | 'event' | 'about' | 'summary' | 'label' | 'example'
> {
  readonly stream: FactStream<ColumnOf<E>>;
  readonly effective: ColumnOf<E>;
  /** In the canonical order. */
  readonly columns: Readonly<Record<ColumnOf<E>, ColumnDescription>>;
  /** Absent if the fields do not depend on each other. */
  readonly rule?: RowRule<ColumnOf<E>>;
  /** Raised when the columns change; default 1. */
  readonly version?: number;
  /** Keyed by the schema version that they read. */
  readonly upcasters?: Readonly<Record<number, Upcaster>>;
}

export function factKind<Name extends string, E extends FactEvent>({
  columns,
  rule = () => undefined,
  version = 1,
  upcasters = {},
  ...said
}: FactDescription<Name, E>): FactKindOf<Name, E> {
  const named = Object.entries<ColumnDescription>(columns).map(([name, column]): Column<ColumnOf<E>> => ({
    name: name,
    ...column,
  }));
  const fields = Object.fromEntries(named.map((column) => [column.name, fieldOf(column)]));
  // The record has one field per column, which the type of a record built from names cannot express.
  const schema = eventSchema(version, record(fields) as Field<Row>, upcasters);
  return { ...said, rule: rule, columns: named, schema };
}

/** The text of a kind in the catalogue. */
function fieldOf({ kind, optional, key }: Column): Field<string> {
  return { ...text, kind: `${kind}${optional ? ', may be empty' : ''}${key ? ' (key)' : ''}` };
}

/** The event that a kind of fact becomes. */
export type EventOf<Kind> = Kind extends {
  readonly event: infer Type extends string;
  readonly example: infer Data extends Row;
}
  ? Event<Type, Data>
  : never;

export function streamPattern({ stream }: FactKind): string {
  return 'national' in stream ? `national-${stream.national}` : `${stream.category}-<${stream.column}>`;
}

/** Position of the column that names a patient, to whom the fact belongs; undefined for a fact about anything else. */
export function patientIndex({ stream, columns }: FactKind): number | undefined {
  if (!('category' in stream) || stream.category !== 'patient') return undefined;
  return columns.findIndex(({ name }) => name === stream.column);
}

/** Positions of the RPPS numbers in the canonical order. */
export function rppsIndexes({ columns }: FactKind): readonly number[] {
  return columns.flatMap(({ kind }, i) => (kind === 'rpps' ? [i] : []));
}

/** Position of a column in the canonical order. Throws RangeError if the kind has no such column. */
export function columnIndex<ColumnName extends string>(
  { name, columns }: { readonly name: string; readonly columns: readonly Column<ColumnName>[] },
  column: NoInfer<ColumnName>,
): number {
  const index = columns.findIndex((one) => one.name === column);
  if (index < 0) throw new RangeError(`${name} has no column ${column}`);
  return index;
}
