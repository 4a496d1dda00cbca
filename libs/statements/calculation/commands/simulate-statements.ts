/** Calculates a simulation with other parameters or grids. It cannot be decided. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { StageProgress } from '#libs/statements/calculation/calculate.ts';
import type { CalculationAsked } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { type Overrides, simulate } from '#libs/statements/calculation/simulate.ts';

interface SimulationAsked extends CalculationAsked {
  /** Replaces a former simulation of this name. */
  readonly name: string;
  readonly overrides: Overrides;
}

type Simulated = Awaited<ReturnType<typeof simulate>>;

export class SimulateStatements extends Command<Simulated> {
  readonly asked: SimulationAsked;
  readonly onProgress: StageProgress;

  constructor(asked: SimulationAsked, onProgress: StageProgress) {
    super();
    this.asked = asked;
    this.onProgress = onProgress;
  }
}

@CommandHandler(SimulateStatements)
export class SimulateStatementsHandler implements ICommandHandler<SimulateStatements> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NO_SUCH_TEAM, and FAULTY_REGULATION where an override does not fit. */
  async execute({ asked: { name, overrides, ...asked }, onProgress }: SimulateStatements): Promise<Simulated> {
    const { source } = await this.#regulationInForce.current();
    return simulate(this.#stores, name, asked, { published: source, overrides }, onProgress);
  }
}
