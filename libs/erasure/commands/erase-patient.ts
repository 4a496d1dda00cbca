/**
 * Carries out a confirmed erasure: forgets the patient and rebuilds the data derived from facts about patients. Finished steps are not
 * repeated.
 */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Accesses } from '#libs/access-record/accesses.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { type ErasureProgress, buildWithoutErased } from '#libs/erasure/commands/finish-erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { forgetAccesses } from '#libs/erasure/forget-accesses.ts';
import { NOW_MS, type NowMs, Stores } from '#libs/runtime/stores.module.ts';

export class ErasePatient extends Command<void> {
  readonly id: string;
  readonly commit: Commit;
  readonly onProgress: ErasureProgress | undefined;

  constructor(id: string, commit: Commit, onProgress?: ErasureProgress) {
    super();
    this.id = id;
    this.commit = commit;
    this.onProgress = onProgress;
  }
}

@CommandHandler(ErasePatient)
export class ErasePatientHandler implements ICommandHandler<ErasePatient> {
  readonly #stores: Stores;
  readonly #accesses: Accesses;
  readonly #nowMs: NowMs;

  constructor(stores: Stores, accesses: Accesses, @Inject(NOW_MS) nowMs: NowMs) {
    this.#stores = stores;
    this.#accesses = accesses;
    this.#nowMs = nowMs;
  }

  async execute({ id, commit, onProgress }: ErasePatient): Promise<void> {
    onProgress?.('forget', 0, 1);
    const now = (): string => new Date(this.#nowMs()).toISOString();
    await forget(this.#stores.log, id, { commit, now }, forgetAccesses(this.#accesses));
    onProgress?.('forget', 1, 1);
    await buildWithoutErased(this.#stores, onProgress);
  }
}
