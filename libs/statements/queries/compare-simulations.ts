/** The statements that differ between two simulations of the same range. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import { refused, unknown } from '#libs/statements/calculation/refusals.ts';
import {
  type SimulationEffect,
  type StatementEffect,
  keptEffect,
} from '#libs/statements/calculation/simulation-effect.ts';

export interface ComparedEffect extends Pick<StatementEffect, 'team' | 'teamName' | 'scheme' | 'period'> {
  /** Cents. */
  readonly firstCents: bigint;
  readonly secondCents: bigint;
}

/** Ordered by period and team. */
export class CompareSimulations extends Query<readonly ComparedEffect[]> {
  readonly first: string;
  readonly second: string;

  constructor(first: string, second: string) {
    super();
    this.first = first;
    this.second = second;
  }
}

@QueryHandler(CompareSimulations)
export class CompareSimulationsHandler implements IQueryHandler<CompareSimulations> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_SIMULATION, and SIMULATIONS_APART if their quarters, days of knowledge or teams differ. */
  async execute({ first, second }: CompareSimulations): Promise<readonly ComparedEffect[]> {
    const [one, other] = [await this.#kept(first), await this.#kept(second)];
    for (const field of ['from', 'to', 'knownOn', 'team'] as const)
      if (one[field] !== other[field]) throw refused('SIMULATIONS_APART', { first, second });
    const others = new Map(other.statements.map((effect) => [teamPeriodKey(effect), effect]));
    const own = new Set(one.statements.map(teamPeriodKey));
    return [
      ...one.statements.map((effect) =>
        compared(effect, effect.afterCents, others.get(teamPeriodKey(effect))?.afterCents),
      ),
      ...other.statements
        .filter((effect) => !own.has(teamPeriodKey(effect)))
        .map((effect) => compared(effect, undefined, effect.afterCents)),
    ].filter(({ firstCents, secondCents }) => firstCents !== secondCents);
  }

  async #kept(simulation: string): Promise<SimulationEffect> {
    const found = await keptEffect(this.#stores, simulation);
    if (found === undefined) throw unknown('NO_SUCH_SIMULATION', { simulation });
    return found;
  }
}

function teamPeriodKey({ team, period }: StatementEffect): string {
  return statementKey(team, period);
}

/** A statement that is missing in one simulation counts as zero there. */
function compared(
  { team, teamName, scheme, period }: StatementEffect,
  firstCents = 0n,
  secondCents = 0n,
): ComparedEffect {
  return { team, teamName, scheme, period, firstCents, secondCents };
}
