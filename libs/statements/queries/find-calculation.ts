/** One calculation of a statement: the latest, the latest as known on a day, one of a simulation, or one by its name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { calculationNamed, knownDays } from '#libs/statements/calculation/listing.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';

export interface CalculationSought extends TeamPeriod {
  /** Day as known on which it was calculated, YYYY-MM-DD. */
  readonly knownOn?: string | undefined;
  readonly simulation?: string | undefined;
  /** It is found under its name whatever was calculated since. */
  readonly name?: string | undefined;
}

export interface PresentCalculation extends CalculatedStatement {
  readonly statement: Statement;
}

export type FoundCalculation =
  | { readonly status: 'due'; readonly calculated: PresentCalculation }
  /** Calculated, and the team is not in the experiment any more. */
  | { readonly status: 'no-longer-due'; readonly calculated: CalculatedStatement }
  | {
      readonly status: 'unknown';
      /** Where a day was sought: the days as known on which there are calculations, the last first. */
      readonly knownDays: readonly string[];
    };

export class FindCalculation extends Query<FoundCalculation> {
  readonly sought: CalculationSought;

  constructor(sought: CalculationSought) {
    super();
    this.sought = sought;
  }
}

@QueryHandler(FindCalculation)
export class FindCalculationHandler implements IQueryHandler<FindCalculation> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_SIMULATION. */
  async execute({ sought }: FindCalculation): Promise<FoundCalculation> {
    const { team, period, knownOn, simulation, name } = sought;
    const calculated =
      name === undefined
        ? await latestStatement(this.#stores, team, period, knownOn, simulation)
        : await calculationNamed(this.#stores.log, team, period, name);
    if (calculated === undefined) return { status: 'unknown', knownDays: await this.#knownDays(sought) };
    const { statement } = calculated;
    return statement === null
      ? { status: 'no-longer-due', calculated }
      : { status: 'due', calculated: { ...calculated, statement } };
  }

  async #knownDays({ team, period, knownOn }: CalculationSought): Promise<readonly string[]> {
    if (knownOn === undefined) return [];
    // A calculation of that very day may be in the log and not be read yet.
    return (await knownDays(this.#stores.log, team, period)).filter((day) => day !== knownOn);
  }
}
