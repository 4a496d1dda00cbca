/** Finishes confirmed erasures that were interrupted, and rebuilds the data derived from facts about patients. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Accesses } from '#libs/access-record/accesses.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { restoredErasures } from '#libs/erasure/erased-patient-restored.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { forgetAgain, forgetLate } from '#libs/erasure/forget-again.ts';
import { forgetAccesses, forgetLateAccesses } from '#libs/erasure/forget-accesses.ts';
import { erasuresAt } from '#libs/erasure/last-events.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { NOW_MS, type NowMs, Stores } from '#libs/runtime/stores.module.ts';

interface FinishedErasures {
  /** Ids of the finished erasures. */
  readonly ended: readonly string[];
  /** Whether data of a completed erasure had come back: from an older copy of the keys, or from a late record. */
  readonly isBack: boolean;
  /**
   * The number of events that name an erased patient in clear, recorded by a former program; carrying the log over into another removes
   * them.
   */
  readonly inClear: number;
}

/** `stage`: `forget`, then the name of each projection. */
export type ErasureProgress = (stage: string, done: number, total: number) => void;

export class FinishErasures extends Command<FinishedErasures> {
  readonly commit: Commit;
  readonly onProgress: ErasureProgress | undefined;

  constructor(commit: Commit, onProgress?: ErasureProgress) {
    super();
    this.commit = commit;
    this.onProgress = onProgress;
  }
}

@CommandHandler(FinishErasures)
export class FinishErasuresHandler implements ICommandHandler<FinishErasures> {
  readonly #stores: Stores;
  readonly #accesses: Accesses;
  readonly #nowMs: NowMs;

  constructor(stores: Stores, accesses: Accesses, @Inject(NOW_MS) nowMs: NowMs) {
    this.#stores = stores;
    this.#accesses = accesses;
    this.#nowMs = nowMs;
  }

  /** Throws StoreUnavailable once everything else is done. */
  async execute({ commit, onProgress }: FinishErasures): Promise<FinishedErasures> {
    const { log } = this.#stores;
    const ended: string[] = [];
    const now = (): string => new Date(this.#nowMs()).toISOString();
    const again = { at: commit.recordedAt, commit };
    let isBack = false;
    const ids = await idsToFinish(log);
    const busy: unknown[] = [];
    for (const [i, id] of ids.entries()) {
      onProgress?.('forget', i, ids.length);
      try {
        if (await forgetAgain(log, id, again)) isBack = true;
        const { status } = await erasureOf(log, id);
        if (status !== 'confirmed' && status !== 'begun') continue;
        await forget(log, id, { commit, now }, forgetAccesses(this.#accesses));
        ended.push(id);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        // It may wait for another erasure, which is finished here.
        busy.push(error);
      }
    }
    if (ids.length === 0 && (await forgettingEpoch(log)) === 0) return { ended, isBack, inClear: 0 };
    const late = await forgetLate(log, again);
    await forgetLateAccesses(log, this.#accesses);
    // Needed also if a process ended after completing an erasure and before the rebuild.
    await buildWithoutErased(this.#stores, onProgress);
    if (busy.length > 0) throw busy[0];
    return { ended, isBack: isBack || late.isBack, inClear: late.inClear };
  }
}

/** Those that are confirmed or begun, and those that an older copy of the keys undid; others are done, and may be as many as patients. */
async function idsToFinish(log: EventStore): Promise<readonly string[]> {
  const ids = new Set(await erasuresAt(log, 'ErasureConfirmed', 'ErasureBegun'));
  for await (const id of restoredErasures(log)) ids.add(id);
  return [...ids];
}

/** Folds the erasure into the projections with facts about people, which rebuilds them. */
export async function buildWithoutErased(
  { log, readStore }: Pick<Stores, 'log' | 'readStore'>,
  onProgress?: ErasureProgress,
): Promise<void> {
  for (const projection of PROJECTIONS)
    if (projection.ofPeople !== undefined)
      await readStore.upToDate(projection, log, (done, total) => onProgress?.(projection.name, done, total));
}
