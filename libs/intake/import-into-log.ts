/** An import into the log, under the lease of the one writer of facts. */
import { setTimeout } from 'node:timers/promises';
import { type EventStore, type Lease, type LeaseHolder, LeaseLost } from '#libs/event-store/event-store.ts';
import { type ImportSettings, type ImportSummary, importFolder } from '#libs/intake/import-folder.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import { LogRecorder } from '#libs/intake/recorder.ts';
import type { ReadStore } from '#libs/read-store/catalogue.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface LogImport extends Pick<ImportSettings, 'folder' | 'actor' | 'correlation' | 'now' | 'onProgress'> {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly regulation: () => Promise<Regulation>;
  readonly holder: LeaseHolder;
  /** How long to wait for another writer to pause, ms. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
}

/** Who records single facts pauses for longer than this now and then (fact-recorder.ts). */
const TRY_AGAIN_MS = 20;

/**
 * Finishes what an import of the same files had begun, since nothing is recorded twice. A progress that throws stops it between two
 * batches. Throws LeaseLost where another writer goes on for longer than the patience.
 */
export async function importIntoLog(settings: LogImport): Promise<ImportSummary> {
  const { log, readStore, regulation, folder, actor, correlation, now } = settings;
  const lease = await leaseOf(settings);
  try {
    const inForce = await regulation();
    const recorder = new LogRecorder(log, await readStore.upToDate(KNOWN_ACTS, log), lease);
    return await importFolder({
      folder,
      actor,
      correlation,
      now,
      ...(settings.onProgress === undefined ? {} : { onProgress: settings.onProgress }),
      regulation: inForce,
      recorder,
      sources: [{ log, readStore }],
    });
  } finally {
    await log.releaseLease(lease);
  }
}

async function leaseOf({ log, holder, now, patienceMs, signal }: LogImport): Promise<Lease> {
  const until = performance.now() + patienceMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await log.acquireLease('intake', holder, Date.parse(now()));
    } catch (error) {
      if (!(error instanceof LeaseLost) || performance.now() >= until) throw error;
    }
    await setTimeout(TRY_AGAIN_MS);
  }
}
