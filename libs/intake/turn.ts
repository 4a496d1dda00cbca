/**
 * A turn at recording facts. One writer at a time records them, under the lease of intake: what a fact is checked against is what was
 * recorded before it. A writer that records for long lets others in now and then.
 */
import { setTimeout } from 'node:timers/promises';
import { type EventStore, type Lease, type LeaseHolder, LeaseLost } from '#libs/event-store/event-store.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import { LogRecorder } from '#libs/intake/recorder.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';

export interface Intake {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly holder: LeaseHolder;
  /** How long a turn lasts where there is more to record, ms; TURN_MS where it is not given. */
  readonly turnMs?: number;
}

export interface Turn {
  readonly lease: Lease;
  /** Of `performance.now()`: a writer that has more to record lets others in then. */
  readonly overMs: number;
  readonly recorder: LogRecorder;
}

export interface Patience {
  /** How long to wait for another writer, ms. */
  readonly ms: number;
  readonly signal?: AbortSignal | undefined;
}

const TURN_MS = 2_000;
/** How often a writer that waits asks for its turn; between two turns there is time for several questions. */
const ASK_AGAIN_MS = 10;
/** Of an import, between two of its turns. */
export const PAUSE_MS = 40;

export function isOver({ overMs }: Turn): boolean {
  return performance.now() >= overMs;
}

/** `now` is ms since 1970. Throws LeaseLost where another writer goes on for longer than the patience, and what the signal says. */
export async function takeTurn(intake: Intake, now: () => number, patience: Patience): Promise<Turn> {
  const { log, readStore, turnMs = TURN_MS } = intake;
  const lease = await leaseOf('intake', intake, now, patience);
  return begunUnder(log, lease, async () => {
    const recorder = new LogRecorder(log, await readStore.forFolding(KNOWN_ACTS, log), lease);
    return { lease, overMs: performance.now() + turnMs, recorder };
  });
}

/** What is begun under a lease, which is given back where that fails. */
export async function begunUnder<T>(log: EventStore, lease: Lease, begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    await log.releaseLease(lease);
    throw error;
  }
}

/** The lease of this name, as soon as it can be had. `now` is ms since 1970. Throws as `takeTurn`. */
export async function leaseOf(
  name: string,
  { log, holder }: Intake,
  now: () => number,
  { ms, signal }: Patience,
): Promise<Lease> {
  const until = performance.now() + ms;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await log.acquireLease(name, holder, now());
    } catch (error) {
      if (!(error instanceof LeaseLost) || performance.now() >= until) throw error;
    }
    await setTimeout(ASK_AGAIN_MS);
  }
}
