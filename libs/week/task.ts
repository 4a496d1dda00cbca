/** Tasks of one kind: their number, their amount, and the next steps. */
import { compareText } from '#libs/kernel/text.ts';
import type { NextStep } from '#libs/week/next-step.ts';

/** In the order in which a week does them. */
export const TASK_KINDS = [
  'REFUSED_FILE',
  'UNFINISHED_FILE',
  'SET_ASIDE',
  'INCOMPLETE',
  'ENTER',
  'LOOK_ALIKES',
  'MERGES',
  'CALCULATE',
  'STALE',
  'SUBMIT',
  'NOT_YET',
  'APPROVE',
  'UNFUNDED',
  'CONFIRM',
  'KEPT_APART',
  'POST',
  'POST_BEYOND',
  'WITHDRAW',
  'RELEASE',
  'RELEASE_PREPARED',
  'UNPAYABLE',
  'REISSUE',
  'AWAIT_BANK',
  'UNDECIDED_AT_BANK',
  'CONTRADICTED',
  'BOOKED_UNMATCHED',
  'RECONCILE',
  'COMING',
  'SET_OFF',
  'DEMAND',
  'REGULARISE',
  'REGULARISATION_DRAFTED',
  'REGULARISATION_SUBMITTED',
] as const;

export type TaskKind = (typeof TASK_KINDS)[number];

/** A single task. */
export interface TaskEntry {
  /** The group in the list: a period, a day, a run. A word is in French. */
  readonly group: string;
  /** Its subject, such as `PEPS-01 2022-Q1`. */
  readonly of: string;
  readonly amountCents?: bigint;
}

interface Group {
  readonly group: string;
  readonly count: number;
  /** Null if there are no amounts. */
  readonly amountCents: bigint | null;
  readonly of: readonly string[];
}

export interface Task {
  readonly kind: TaskKind;
  readonly count: number;
  readonly amountCents: bigint | null;
  readonly groups: readonly Group[];
  /** Empty if people can only wait. */
  readonly next: readonly NextStep[];
}

/** Empty if there is no entry; otherwise one task with each step once. */
export function task(kind: TaskKind, entries: readonly TaskEntry[], next: readonly NextStep[]): readonly Task[] {
  if (entries.length === 0) return [];
  const groups = [...Map.groupBy(entries, ({ group }) => group)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([group, own]) => ({
      group,
      count: own.length,
      amountCents: sum(own),
      of: own.map(({ of }) => of),
    }));
  return [
    {
      kind,
      count: entries.length,
      amountCents: sum(entries),
      groups,
      next: [...new Map(next.map((step) => [JSON.stringify(step), step])).values()],
    },
  ];
}

function sum(entries: readonly TaskEntry[]): bigint | null {
  let total: bigint | null = null;
  for (const { amountCents } of entries) if (amountCents !== undefined) total = (total ?? 0n) + amountCents;
  return total;
}
