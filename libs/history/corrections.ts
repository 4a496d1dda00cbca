/**
 * Corrections: each version of a fact beside the one that it corrects. The versions of a fact (the same key columns) are in the order in
 * which the rules read them: by the day they were known, then by position.
 */
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { keyText } from '#libs/facts/column.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type AnyFactKind, factKindOfEvent } from '#libs/intake/fact-kinds.ts';
import type { HistoryEvent } from '#libs/history/recorded.ts';

interface Change {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

export interface CorrectableFact extends HistoryEvent {
  /** The version before it, and the columns that differ. */
  readonly corrects?: { readonly position: number; readonly changes: readonly Change[] };
  /** The version after it. */
  readonly correctedBy?: number;
  /** The position of the act that this one reverses. */
  readonly reverses?: number;
  /** The positions of the acts that reverse this one. */
  readonly reversedBy?: readonly number[];
}

/** The event of an erasure is no version of a fact and is passed through. */
export function withCorrections(all: readonly HistoryEvent[]): readonly CorrectableFact[] {
  const events = all.filter(({ type }) => type !== PATIENT_ERASED);
  const before = new Map<number, HistoryEvent>();
  const after = new Map<number, number>();
  for (const versions of Map.groupBy(events, factKey).values()) {
    const ordered = versions.toSorted((a, b) => compareText(a.knownOn, b.knownOn) || a.position - b.position);
    ordered.forEach((version, i) => {
      const previous = ordered[i - 1];
      if (previous === undefined) return;
      before.set(version.position, previous);
      after.set(previous.position, version.position);
    });
  }
  const { reversed, reversals } = reversalsOf(events);
  return all.map((event) => {
    const { position } = event;
    const [previous, next] = [before.get(position), after.get(position)];
    const [of, by] = [reversed.get(position), reversals.get(position)];
    return {
      ...event,
      ...(previous === undefined
        ? {}
        : { corrects: { position: previous.position, changes: changes(previous, event) } }),
      ...(next === undefined ? {} : { correctedBy: next }),
      ...(of === undefined ? {} : { reverses: of }),
      ...(by === undefined ? {} : { reversedBy: by }),
    };
  });
}

function kindOf({ type }: HistoryEvent): AnyFactKind {
  const kind = factKindOfEvent(type);
  if (kind === undefined) throw new RangeError(`${type} is not a fact`);
  return kind;
}

function field({ content }: HistoryEvent, column: string): string {
  const value = content[column];
  return typeof value === 'string' ? value : '';
}

function factKey(event: HistoryEvent): string {
  const { name, columns } = kindOf(event);
  const keys = columns.filter(({ key }) => key).map((column) => keyText(column, field(event, column.name)));
  return JSON.stringify([name, ...keys]);
}

function changes(previous: HistoryEvent, event: HistoryEvent): Change[] {
  return kindOf(event)
    .columns.map(({ name }) => ({ column: name, before: field(previous, name), after: field(event, name) }))
    .filter(({ column, before, after }) => column !== 'known_on' && before !== after);
}

function reversalsOf(events: readonly HistoryEvent[]) {
  const byAct = new Map(events.map((event) => [field(event, 'act_id'), event.position]));
  const reversed = new Map<number, number>();
  const reversals = new Map<number, number[]>();
  for (const event of events) {
    const name = field(event, 'reverses');
    const of = name === '' ? undefined : byAct.get(name);
    if (of === undefined) continue;
    reversed.set(event.position, of);
    reversals.set(of, [...(reversals.get(of) ?? []), event.position]);
  }
  return { reversed, reversals };
}
