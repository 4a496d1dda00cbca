/** Finds one calculation: the latest, the latest known on a day, a simulated one, or a named one. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { dayText } from '#libs/kernel/day.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { calculationName, calculationNamed, knownDays } from '#libs/statements/calculation/listing.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { calculationDecided } from '#libs/statements/workflow/decided-calculation.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

export interface CalculationSought extends TeamPeriod {
  /** Day known, YYYY-MM-DD. */
  readonly knownOn?: string | undefined;
  readonly simulation?: string | undefined;
  /** See `calculationName`. Later calculations do not change it. */
  readonly name?: string | undefined;
  /** Restricts the search to decided calculations; without a name, gives the last decided one. */
  readonly isDecided?: boolean | undefined;
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
      /** For a search by day of knowledge: the days of all calculations, the last first. */
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
    const calculated = sought.isDecided === true ? await this.#decided(sought) : await this.#calculated(sought);
    if (calculated === undefined) return { status: 'unknown', knownDays: await this.#knownDays(sought) };
    const { statement } = calculated;
    return statement === null
      ? { status: 'no-longer-due', calculated }
      : { status: 'due', calculated: { ...calculated, statement } };
  }

  #calculated({
    team,
    period,
    knownOn,
    simulation,
    name,
  }: CalculationSought): Promise<CalculatedStatement | undefined> {
    return name === undefined
      ? latestStatement(this.#stores, team, period, knownOn, simulation)
      : calculationNamed(this.#stores.log, team, period, name);
  }

  /** The last decision of the day known, or of the name. */
  async #decided({ team, period, knownOn, name }: CalculationSought): Promise<CalculatedStatement | undefined> {
    const { log } = this.#stores;
    const { decisions } = await loadStatement(log, { team, period });
    for (const decision of decisions.toReversed()) {
      const calculated = await calculationDecided(log, { team, period }, decision);
      if (calculated === undefined) continue;
      const isOfDay = knownOn === undefined || dayText(calculated.pin.knownOn) === knownOn;
      if (isOfDay && (name === undefined || calculationName(calculated) === name)) return calculated;
    }
    return undefined;
  }

  async #knownDays({ team, period, knownOn, isDecided }: CalculationSought): Promise<readonly string[]> {
    if (knownOn === undefined || isDecided === true) return [];
    // The log may already have a calculation for the requested day that the projection has not folded yet.
    return (await knownDays(this.#stores.log, team, period)).filter((day) => day !== knownOn);
  }
}
