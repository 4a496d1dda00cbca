/** Does what a confirmed erasure asks: forgets the patient, and builds again what is made of facts about patients. What was done is not done twice. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Accesses } from '#libs/access-record/accesses.ts';
import type { Author } from '#libs/commands/author.ts';
import { buildWithoutErased } from '#libs/erasure/commands/finish-erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { forgetAccesses } from '#libs/erasure/commands/forget-accesses.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** `stage`: `forget`, then the name of each projection. */
type ErasureProgress = (stage: string, done: number, total: number) => void;

export class ErasePatient extends Command<void> {
  readonly id: string;
  readonly author: Author;
  readonly onProgress: ErasureProgress | undefined;

  constructor(id: string, author: Author, onProgress?: ErasureProgress) {
    super();
    this.id = id;
    this.author = author;
    this.onProgress = onProgress;
  }
}

@CommandHandler(ErasePatient)
export class ErasePatientHandler implements ICommandHandler<ErasePatient> {
  readonly #stores: Stores;
  readonly #accesses: Accesses;

  constructor(stores: Stores, accesses: Accesses) {
    this.#stores = stores;
    this.#accesses = accesses;
  }

  async execute({ id, author, onProgress }: ErasePatient): Promise<void> {
    onProgress?.('forget', 0, 1);
    await forget(this.#stores.log, id, author, forgetAccesses(this.#accesses));
    onProgress?.('forget', 1, 1);
    await buildWithoutErased(this.#stores, onProgress);
  }
}
