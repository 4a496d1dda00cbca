/** Calculates the draft statements of a range. Records only those that differ from the last calculation. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Commit } from '#libs/event-store/event.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import {
  type CalculationSummary,
  type Request,
  type StageProgress,
  calculate,
} from '#libs/statements/calculation/calculate.ts';

export type CalculationAsked = Omit<Request, 'regulation'>;

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
    return calculate(this.#stores, { ...asked, regulation }, commit, onProgress);
  }
}
