/**
 * Warnings about rows that withdraw a fact which is not recorded, or is withdrawn already. Such a row changes nothing, which its sender cannot
 * have meant.
 */
import { keyText } from '#libs/facts/column.ts';
import type { LocatedFact } from '#libs/facts/fact-event.ts';
import { type FactKind, patientIndex } from '#libs/facts/fact-kind.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type AnyFactKind, FACT_EVENTS, FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import type { WarningReason } from '#libs/intake/warnings.ts';

/** Whether a row withdraws its fact. The fields are in the canonical order. */
export type IsWithdrawal = (fields: readonly string[]) => boolean;

/** Columns that withdraw the fact when they are empty. An empty poverty rate is secret or unknown, which is a fact. */
const WITHDRAWING: ReadonlySet<string> = new Set(['phase', 'cents']);

/** The test of each kind of fact, made once. */
const TESTS: ReadonlyMap<string, IsWithdrawal> = new Map(FACT_KINDS.map((kind) => [kind.name, testOf(kind)]));

/** The test of rows of this kind. */
export function withdrawalTest({ name }: AnyFactKind): IsWithdrawal {
  const test = TESTS.get(name);
  if (test === undefined) throw new RangeError(`there is no kind of fact ${name}`);
  return test;
}

/** A phase or an amount is withdrawn by an empty one, and a period by an end before its beginning. */
function testOf({ columns }: FactKind): IsWithdrawal {
  const emptied = columns.flatMap(({ kind, optional }, i) => (optional && WITHDRAWING.has(kind) ? [i] : []));
  const [from = -1, until = -1] = ['from', 'until'].map((column) => columns.findIndex(({ name }) => name === column));
  const isEmptied = (fields: readonly string[]): boolean => emptied.some((i) => fields[i] === '');
  if (until < 0) return isEmptied;
  return (fields) => isEmptied(fields) || (fields[until] !== '' && (fields[until] ?? '') < (fields[from] ?? ''));
}

/** A recorded row that withdraws its fact, by the id of its event. */
interface Withdrawal {
  readonly stream: string;
  readonly id: string;
}

/** Where the versions of facts are. */
export interface RecordedFacts {
  /** In the order of their recording. */
  readonly logs: readonly EventStore[];
  /** The ids that are one person's now, with the given one. */
  readonly idsOfPerson: (patient: string) => readonly string[];
}

/**
 * Kinds whose versions under one id of a person replace those under another. Spending does not: what each id has is added up
 * (libs/enrolment/persons.ts).
 */
const OF_PERSON: ReadonlySet<FactName> = new Set(['coverage']);

const PATIENT = 'patient-';

/** The streams with the versions of the facts of a stream. */
export function streamsWith(
  { name }: Pick<AnyFactKind, 'name'>,
  stream: string,
  { idsOfPerson }: Pick<RecordedFacts, 'idsOfPerson'>,
): readonly string[] {
  if (!OF_PERSON.has(name)) return [stream];
  return idsOfPerson(stream.slice(PATIENT.length)).map((id) => PATIENT + id);
}

/** Those among these that withdraw nothing. */
export async function vainWithdrawals<One extends Withdrawal>(
  kind: AnyFactKind,
  withdrawals: readonly One[],
  recorded: RecordedFacts,
): Promise<ReadonlySet<One>> {
  const isWithdrawal = withdrawalTest(kind);
  const vain = new Set<One>();
  for (const [stream, own] of Map.groupBy(withdrawals, (one) => one.stream)) {
    const streams = streamsWith(kind, stream, recorded);
    const events = (await Promise.all(recorded.logs.map((log) => factsIn(log, streams, kind)))).flat();
    const replaced = replacedVersions(kind, events);
    for (const one of own) {
      const before = replaced.get(one.id);
      if (before === undefined || isWithdrawal(before)) vain.add(one);
    }
  }
  return vain;
}

/** In the order of their recording. Other facts of the streams are not opened: those of a patient are mostly acts. */
async function factsIn(log: EventStore, streams: readonly string[], { event: type }: FactKind) {
  const found = await Promise.all(streams.map((stream) => log.readStream(stream, { types: [type] })));
  return found.length === 1 ? (found[0] ?? []) : found.flat().sort((a, b) => a.position - b.position);
}

/** For each fact of a kind by its id, the version that it replaces as known on its day: the fields of its columns, if there is one. */
function replacedVersions(
  kind: FactKind,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, readonly string[] | undefined> {
  const { columns } = kind;
  const patient = patientIndex(kind);
  const versions = events.map((event) => {
    const row: Readonly<Record<string, string>> = FACT_EVENTS.read(event).data;
    const fields = columns.map(({ name }) => row[name] ?? '');
    const key = columns.map((column, i) => (column.key && i !== patient ? keyText(column, fields[i] ?? '') : ''));
    return { id: event.id, knownOn: event.knownOn, fields, key: JSON.stringify(key) };
  });
  const replaced = new Map<string, readonly string[] | undefined>();
  for (const same of Map.groupBy(versions, ({ key }) => key).values()) {
    // Of two with one day known, the one recorded later holds: the sort keeps their order.
    same.sort((a, b) => compareText(a.knownOn, b.knownOn));
    for (const [i, { id }] of same.entries()) replaced.set(id, same[i - 1]?.fields);
  }
  return replaced;
}

/** The warning of a single recorded fact. */
export async function withdrawalWarnings(
  { kind: name, fields }: { readonly kind: FactName; readonly fields: readonly string[] },
  { stream, event: { id } }: LocatedFact,
  recorded: RecordedFacts,
): Promise<readonly WarningReason[]> {
  const kind = factKindOf(name);
  if (!withdrawalTest(kind)(fields)) return [];
  const vain = await vainWithdrawals(kind, [{ stream, id }], recorded);
  return vain.size === 0 ? [] : [vainWithdrawalWarning(kind)];
}

/** The warning of such a row. */
export function vainWithdrawalWarning({ columns }: FactKind): WarningReason {
  return { code: 'WITHDRAWS_NOTHING', data: { columns: columns.filter(({ key }) => key).map(({ name }) => name) } };
}
