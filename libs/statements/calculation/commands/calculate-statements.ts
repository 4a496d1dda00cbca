/**
 * Calculates the draft statements of a range. Records only those that differ from the last calculation. Then stores the entries of their
 * act ledgers, if other programs query the read store.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Commit } from '#libs/event-store/event.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import {
  type CalculationSummary,
  type CalculationRequest,
  type StageProgress,
  calculate,
} from '#libs/statements/calculation/calculate.ts';
import { storeEntries } from '#libs/statements/outputs/stored-entries.ts';

export type CalculationAsked = Omit<CalculationRequest, 'regulation'>;

export class CalculateStatements extends Command<CalculationSummary> {
  readonly asked: CalculationAsked;
  readonly commit: Commit;
  readonly onProgress: StageProgress;

  constructor(asked: CalculationAsked, commit: Commit, onProgress: StageProgress) {
    super();
    this.asked = asked;
    this.commit = commit;
    this.onProgress = onProgress;
  }
}

@CommandHandler(CalculateStatements)
export class CalculateStatementsHandler implements ICommandHandler<CalculateStatements> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NO_SUCH_TEAM. `onProgress` may throw to stop it between two batches. */
  async execute({ asked, commit, onProgress }: CalculateStatements): Promise<CalculationSummary> {
    const { regulation } = await this.#regulationInForce.current(commit);
    const summary = await calculate(this.#stores, { ...asked, regulation }, commit, onProgress);
    if (this.#stores.readStore.servesOthers)
      await storeEntries(this.#stores, asked, (done, total) => {
        onProgress('entries', done, total);
      });
    return summary;
  }
}
