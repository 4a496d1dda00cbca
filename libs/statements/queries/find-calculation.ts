/** Finds one calculation: the latest, the latest known on a day, one of a simulation, or one by name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { calculationNamed, knownDays } from '#libs/statements/calculation/listing.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';

export interface CalculationSought extends TeamPeriod {
  /** Day known, YYYY-MM-DD. */
  readonly knownOn?: string | undefined;
  readonly simulation?: string | undefined;
  /** See `calculationName`. Later calculations do not change it. */
  readonly name?: string | undefined;
}

export interface PresentCalculation extends CalculatedStatement {
  readonly statement: Statement;
}

type FoundCalculation =
  | { readonly status: 'due'; readonly calculated: PresentCalculation }
  /** The team is no longer in the experiment. */
  | { readonly status: 'no-longer-due'; readonly calculated: CalculatedStatement }
  | {
      readonly status: 'unknown';
      /** For a search by day known: the days known of all calculations, the last first. */
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
    // The log may already have a calculation of the day sought that the projection has not folded yet.
    return (await knownDays(this.#stores.log, team, period)).filter((day) => day !== knownOn);
  }
}
