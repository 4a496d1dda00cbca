/** Names and labels of facts in clear must not name a patient: they would stay when all other data of the patient is erased. */
import { namingAmong } from '#libs/commands/nameless.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type FactKind, patientIndex } from '#libs/facts/fact-kind.ts';
import { type Fault, fault } from '#libs/facts/fault.ts';

type Fields = readonly string[];

interface TypedColumn {
  readonly name: string;
  /** Its place among the fields. */
  readonly at: number;
}

/** The columns with words that a person chooses; none if facts are sealed, which may name patients. */
export function typedColumns(kind: FactKind): readonly TypedColumn[] {
  if (patientIndex(kind) !== undefined) return [];
  return kind.columns.flatMap(({ name, kind: of }, at) => (of === 'text' || of === 'identifier' ? [{ name, at }] : []));
}

/** The faults of rows with these columns, by row. `logs`: with the keys of patients. */
export async function namingFaults(
  logs: readonly Pick<EventStore, 'keys'>[],
  typed: readonly TypedColumn[],
  rows: readonly Fields[],
): Promise<ReadonlyMap<Fields, readonly Fault[]>> {
  // A file names each team many times. Most names have no digit, and pseudonyms have one.
  const all = new Set(typed.flatMap(({ at }) => rows.map((row) => row[at] ?? '')));
  const texts = [...all].filter((text) => /\p{N}/u.test(text));
  const naming = new Set<string>();
  for (const log of logs) for (const text of await namingAmong(log, texts)) naming.add(text);
  const found = new Map<Fields, readonly Fault[]>();
  for (const row of naming.size === 0 ? [] : rows) {
    const own = typed.filter(({ at }) => naming.has(row[at] ?? ''));
    const faults = own.map(({ name, at }) => fault('NAMES_PATIENT', {}, { column: name, field: row[at] ?? '' }));
    if (faults.length > 0) found.set(row, faults);
  }
  return found;
}
