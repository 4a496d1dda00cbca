/** Sums up statements by period, scheme and stage. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type StatementFilter, chosenStatements } from '#libs/statements/listed/chosen-statements.ts';
import type { ListedStatement } from '#libs/statements/listed/listed-statements.ts';
import type { Stage } from '#libs/statements/workflow/state.ts';

export interface StatementSums {
  readonly period: string;
  /** Null if the team is no longer in the experiment. */
  readonly scheme: string | null;
  readonly stage: Stage;
  readonly statements: number;
  /** Total of the calculations, in cents. */
  readonly totalCents: bigint;
  /** Total of the decisions, in cents. */
  readonly decidedCents: bigint;
}

export class SumStatements extends Query<readonly StatementSums[]> {
  readonly filter: StatementFilter;

  constructor(filter: StatementFilter) {
    super();
    this.filter = filter;
  }
}

@QueryHandler(SumStatements)
export class SumStatementsHandler implements IQueryHandler<SumStatements> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ filter }: SumStatements): Promise<readonly StatementSums[]> {
    const chosen = await chosenStatements(this.#stores, filter);
    const groups = Map.groupBy(chosen, ({ period, scheme, stage }) => JSON.stringify([period, scheme, stage]));
    return [...groups.values()].map(summedUp).sort((a, b) => compareText(groupKey(a), groupKey(b)));
  }
}

export function groupKey({ period, scheme, stage }: StatementSums): string {
  return `${period}/${scheme ?? ''}/${stage}`;
}

function summedUp(group: readonly ListedStatement[]): StatementSums {
  const [{ period, scheme, stage }] = group as [ListedStatement];
  return {
    period,
    scheme,
    stage,
    statements: group.length,
    totalCents: sumCentsOf(group, ({ totalCents }) => BigInt(totalCents ?? 0)),
    decidedCents: sumCentsOf(group, ({ decidedCents = 0n }) => decidedCents),
  };
}
