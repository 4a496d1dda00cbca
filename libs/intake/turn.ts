/**
 * A turn to record facts. One writer at a time records, under the lease of intake, because each fact is checked against the facts before
 * it. A long import regularly gives other writers a turn.
 */
import { setTimeout } from 'node:timers/promises';
import { type EventStore, type Lease, type LeaseHolder, LeaseLost } from '#libs/event-store/event-store.ts';
import { LogRecorder } from '#libs/intake/recorder.ts';
import type { SeenKeys } from '#libs/intake/seen-keys.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';

export interface Intake {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly holder: LeaseHolder;
  /** Longest turn, ms; TURN_MS by default. */
  readonly turnMs?: number;
  /** Shared by all turns of an import. */
  readonly seenKeys?: SeenKeys;
}

export interface Turn {
  readonly lease: Lease;
  /** The value of `performance.now()` at the end of the turn. */
  readonly overMs: number;
  readonly recorder: LogRecorder;
}

export interface Patience {
  /** How long to wait for another writer, ms. */
  readonly ms: number;
  readonly signal?: AbortSignal | undefined;
}

const TURN_MS = 2_000;
/** A writer that stalls in its turn loses it after this time: less than single facts wait for theirs. */
const TURN_LEASE_MS = 8_000;
/** Pause between two attempts to take a turn. Several fit into the pause of an import. */
const ASK_AGAIN_MS = 10;
/** Pause of an import between two turns. */
export const TURN_PAUSE_MS = 40;

export function isTurnOver({ overMs }: Turn): boolean {
  return performance.now() >= overMs;
}

/** `now` is ms since 1970. Throws LeaseLost when another writer holds the lease longer than the patience, and stops on abort. */
export async function takeTurn(intake: Intake, now: () => number, patience: Patience): Promise<Turn> {
  const { log, readStore, turnMs = TURN_MS, seenKeys } = intake;
  const holder = { ...intake.holder, leaseMs: TURN_LEASE_MS };
  const lease = await leaseOf('intake', { log, holder }, now, patience);
  return releaseOnFailure(log, lease, async () => {
    const recorder = await LogRecorder.of({ log, readStore }, lease, seenKeys);
    return { lease, overMs: performance.now() + turnMs, recorder };
  });
}

/** Gives the turn back, and first writes what its recorder has in memory. */
export async function endTurn({ lease, recorder }: Turn, log: EventStore): Promise<void> {
  try {
    await recorder.settle();
  } finally {
    await log.releaseLease(lease);
  }
}

/** Runs `begin` under a lease, and releases the lease when it fails. */
export async function releaseOnFailure<T>(log: EventStore, lease: Lease, begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    await log.releaseLease(lease);
    throw error;
  }
}

/** Waits for the lease of this name. `now` is ms since 1970. Throws as `takeTurn`. */
export async function leaseOf(
  name: string,
  { log, holder }: Pick<Intake, 'log' | 'holder'>,
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
