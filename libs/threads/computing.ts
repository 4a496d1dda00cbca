/** What a module exports so that threads can share its work: `begin`, of this type. */
import type { PassedError } from '#libs/threads/passed-error.ts';

/** Opens the work in a thread, from what the caller gave; undefined where this thread cannot reach what it needs. */
export type Begin<Given, Task, Result, Total> = (
  given: Given,
) => Promise<Computing<Task, Result, Total> | undefined> | Computing<Task, Result, Total> | undefined;

/** The work as one thread does it, task by task. */
export interface Computing<Task, Result, Total> {
  /** Calls `report` after each batch, with how much it did. */
  readonly run: (task: Task, report: (amount: number) => void) => Promise<Result>;
  /** After its last task: what the thread has of all its tasks together. */
  readonly end: () => Total;
  readonly close: () => void | Promise<void>;
}

/** An object that another thread can open: a module that exports `openElsewhere`, and what it is given, such as a path. */
export interface Elsewhere {
  readonly module: string;
  readonly place: string;
}

/** Alone, as it goes to a thread. */
export function placeOf({ module, place }: Elsewhere): Elsewhere {
  return { module, place };
}

/** Opens it in this thread; undefined where it is not there any more. */
export async function openAt<Opened>({ module, place }: Elsewhere): Promise<Opened | undefined> {
  const { openElsewhere } = (await import(module)) as { openElsewhere: (place: string) => Opened | undefined };
  return openElsewhere(place);
}

/** Tasks that each thread takes by itself, the next one as it is free; their results are not asked for. */
export interface OwnTasks {
  readonly tasks: readonly unknown[];
  /** How many threads take them, the first once all threads have begun. */
  readonly threads: number;
  /** Whole numbers, each at its place (OWN). */
  readonly shared: SharedArrayBuffer;
}

/** Places of what threads share: the index of the next task; how many threads have begun, or could not; and whether one could not. */
export const OWN = { next: 0, begun: 1, couldNot: 2, count: 3 } as const;

/** To a thread. */
export type Order =
  | { readonly kind: 'begin'; readonly module: string; readonly given: unknown; readonly own?: OwnTasks | undefined }
  | { readonly kind: 'task'; readonly index: number; readonly task: unknown }
  | { readonly kind: 'end' };

/** From a thread. */
export type ThreadAnswer =
  | { readonly kind: 'begun'; readonly isReady: boolean }
  | { readonly kind: 'progress'; readonly amount: number }
  | { readonly kind: 'result'; readonly index: number; readonly result: unknown }
  | { readonly kind: 'total'; readonly total: unknown }
  | { readonly kind: 'failed'; readonly error: PassedError };
