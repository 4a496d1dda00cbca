/** Warnings of rows that withdraw a fact which is not recorded, or is withdrawn already. Such a row changes nothing, which its sender cannot have meant. */
import { keyText } from '#libs/facts/column.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type AnyFactKind, FACT_EVENTS, FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import type { FactWithPlace } from '#libs/intake/recorder.ts';
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

/** The facts among these, which are recorded and withdraw theirs, that withdraw nothing. `logs`: in the order of their recording. */
export async function vainWithdrawals(
  kind: AnyFactKind,
  facts: readonly FactWithPlace[],
  logs: readonly EventStore[],
): Promise<readonly FactWithPlace[]> {
  const isWithdrawal = withdrawalTest(kind);
  const found: FactWithPlace[] = [];
  for (const [stream, own] of Map.groupBy(facts, (fact) => fact.stream)) {
    const events = (await Promise.all(logs.map((log) => log.readStream(stream)))).flat();
    const replaced = replacedVersions(kind, events);
    for (const fact of own) {
      const before = replaced.get(fact.event.id);
      if (before === undefined || isWithdrawal(before)) found.push(fact);
    }
  }
  return found;
}

/** For each fact of a kind by its id, the version that it replaces as known on its day: the fields of its columns, if there is one. */
function replacedVersions(
  { event: type, columns }: FactKind,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, readonly string[] | undefined> {
  const versions = events
    .filter((event) => event.type === type)
    .map((event) => {
      const row: Readonly<Record<string, string>> = FACT_EVENTS.read(event).data;
      const fields = columns.map(({ name }) => row[name] ?? '');
      const key = columns.map((column, i) => (column.key ? keyText(column, fields[i] ?? '') : ''));
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
  fact: FactWithPlace,
  log: EventStore,
): Promise<readonly WarningReason[]> {
  const kind = factKindOf(name);
  if (!withdrawalTest(kind)(fields)) return [];
  return (await vainWithdrawals(kind, [fact], [log])).map(() => vainWithdrawalWarning(kind));
}

/** The warning of such a row. */
export function vainWithdrawalWarning({ columns }: FactKind): WarningReason {
  return { code: 'WITHDRAWS_NOTHING', data: { columns: columns.filter(({ key }) => key).map(({ name }) => name) } };
}
