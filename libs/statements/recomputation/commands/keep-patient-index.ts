/** Brings the index of patients up to date and stores it after many new events, so that the next decision need not read the whole log. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Stores } from '#libs/runtime/stores.module.ts';
import { keepPatientIndex } from '#libs/statements/recomputation/concerned.ts';

export class KeepPatientIndex extends Command<void> {}

@CommandHandler(KeepPatientIndex)
export class KeepPatientIndexHandler implements ICommandHandler<KeepPatientIndex> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  execute(): Promise<void> {
    const { log, readStore, threads } = this.#stores;
    return keepPatientIndex({ log, threads, keeping: { readStore } });
  }
}
