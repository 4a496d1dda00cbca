/** What there is to do, of one kind: how many, how much, and the command to run next. */
import { compareText } from '#libs/kernel/text.ts';

export type TaskKind =
  | 'CALCULATE'
  | 'STALE'
  | 'SUBMIT'
  | 'APPROVE'
  | 'REGULARISATION_DRAFTED'
  | 'REGULARISATION_SUBMITTED'
  | 'POST'
  | 'RELEASE'
  | 'COMING'
  | 'REISSUE'
  | 'AWAIT_BANK'
  | 'SET_OFF'
  | 'DEMAND'
  | 'CONFIRM'
  | 'REGULARISE'
  | 'SET_ASIDE'
  | 'INCOMPLETE';

/** One thing to do. */
export interface Entry {
  /** What it is listed with: a period, a day, a run. In French where it is a word. */
  readonly group: string;
  /** What it is, such as `PEPS-01 2022-Q1`. */
  readonly of: string;
  readonly amountCents?: bigint;
}

export interface Group {
  readonly group: string;
  readonly count: number;
  /** Null where there are no amounts. */
  readonly amountCents: bigint | null;
  readonly of: readonly string[];
}

export interface Task {
  readonly kind: TaskKind;
  readonly count: number;
  readonly amountCents: bigint | null;
  readonly groups: readonly Group[];
  /** Commands to run next; none where there is only to wait. */
  readonly next: readonly string[];
}

/** None where there is nothing to do. */
export function task(kind: TaskKind, entries: readonly Entry[], next: readonly string[]): readonly Task[] {
  if (entries.length === 0) return [];
  const groups = [...Map.groupBy(entries, ({ group }) => group)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([group, own]) => ({
      group,
      count: own.length,
      amountCents: sum(own),
      of: own.map(({ of }) => of),
    }));
  return [{ kind, count: entries.length, amountCents: sum(entries), groups, next: [...new Set(next)] }];
}

function sum(entries: readonly Entry[]): bigint | null {
  const amounts = entries.flatMap(({ amountCents }) => (amountCents === undefined ? [] : [amountCents]));
  return amounts.length === 0 ? null : amounts.reduce((a, b) => a + b, 0n);
}
