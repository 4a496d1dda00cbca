/** The interface of a module whose work threads can share: `begin`, of this type. */
import type { PassedError } from '#libs/threads/passed-error.ts';

/** Opens the work in a thread, from the caller's input; undefined if this thread cannot reach its inputs. */
export type Begin<Given, Task, Result, Total> = (
  given: Given,
) => Promise<Computing<Task, Result, Total> | undefined> | Computing<Task, Result, Total> | undefined;

/** The work as one thread does it, task by task. */
export interface Computing<Task, Result, Total> {
  /** Calls `report` after each batch, with how much it did. */
  readonly run: (task: Task, report: (amount: number) => void) => Promise<Result>;
  /** After its last task: the total of the thread over all its tasks. */
  readonly end: () => Total;
  readonly close: () => void | Promise<void>;
}

/** An object that another thread can open: a module that exports `openElsewhere`, and its argument, such as a path. */
export interface Elsewhere {
  readonly module: string;
  readonly place: string;
}

/** Only the fields of the place, as sent to a thread. */
export function placeOf({ module, place }: Elsewhere): Elsewhere {
  return { module, place };
}

/** Opens it in this thread; undefined if it no longer exists. */
export async function openAt<Opened>({ module, place }: Elsewhere): Promise<Opened | undefined> {
  const { openElsewhere } = (await import(module)) as { openElsewhere: (place: string) => Opened | undefined };
  return openElsewhere(place);
}

/** Tasks that each thread takes by itself, whenever it is free; their results are not collected. */
export interface OwnTasks {
  readonly tasks: readonly unknown[];
  /** The number of threads that take them; the first task is taken once all threads have begun. */
  readonly threads: number;
  /** Whole numbers, each at its place (OWN). */
  readonly shared: SharedArrayBuffer;
}

/**
 * Places in the shared numbers: the index of the next task; the number of threads that have begun, or could not; and whether one could not.
 */
export const OWN = { next: 0, begun: 1, couldNot: 2, count: 3 } as const;

/** A message to a thread. */
export type Order =
  | { readonly kind: 'begin'; readonly module: string; readonly given: unknown; readonly own?: OwnTasks | undefined }
  | { readonly kind: 'task'; readonly index: number; readonly task: unknown }
  | { readonly kind: 'end' };

/** A message from a thread. */
export type ThreadAnswer =
  | { readonly kind: 'begun'; readonly isReady: boolean }
  | { readonly kind: 'progress'; readonly amount: number }
  | { readonly kind: 'result'; readonly index: number; readonly result: unknown }
  | { readonly kind: 'total'; readonly total: unknown }
  | { readonly kind: 'failed'; readonly error: PassedError };
