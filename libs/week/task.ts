/** Tasks of one kind: their number, their amount, and the next steps. Readers group them by what they say (libs/words/texts/task-groups.ts). */
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';
import type { TaskGroup, TaskSubject } from '#libs/week/task-texts.ts';

/** A single task. A text has only names, days, periods and codes; where words are needed, there is an object with a kind. */
export interface TaskEntry {
  /** The group in the list: a period, a day, a run. */
  readonly group: string | TaskGroup;
  /** Its subject, such as `PEPS-01 2022-Q1`. */
  readonly of: string | TaskSubject;
  readonly amountCents?: bigint;
}

export interface Task {
  readonly kind: TaskKind;
  readonly count: number;
  /** Null if there are no amounts. */
  readonly amountCents: bigint | null;
  readonly entries: readonly TaskEntry[];
  /** Empty if people can only wait. */
  readonly next: readonly NextStep[];
}

/** Empty if there is no entry; otherwise one task with each step once. */
export function task(kind: TaskKind, entries: readonly TaskEntry[], next: readonly NextStep[]): readonly Task[] {
  if (entries.length === 0) return [];
  return [
    {
      kind,
      count: entries.length,
      amountCents: amountOfEntries(entries),
      entries,
      next: [...new Map(next.map((step) => [JSON.stringify(step), step])).values()],
    },
  ];
}

/** Null if there are no amounts. */
export function amountOfEntries(entries: readonly TaskEntry[]): bigint | null {
  let total: bigint | null = null;
  for (const { amountCents } of entries) if (amountCents !== undefined) total = (total ?? 0n) + amountCents;
  return total;
}

/** The subject of an entry about a period of a team. */
export function named({ team, period }: TeamPeriod): string {
  return `${team} ${period}`;
}
