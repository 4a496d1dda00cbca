/** The effect of carrying the former streams over to the one payment ledger, planned or done. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { plannedCarryOver } from '#libs/payments/ledger/carry-over/carry-over.ts';
import type { CarryOverPlan } from '#libs/payments/ledger/carry-over/plan.ts';
import { ledgerUnderWay } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface CarryOverProgress extends Omit<CarryOverPlan, 'copies'> {
  /** Events carried over so far. */
  readonly carried: number;
  readonly isDone: boolean;
}

/** Undefined if the log has no former stream. */
export class ReadCarryOver extends Query<CarryOverProgress | undefined> {}

@QueryHandler(ReadCarryOver)
export class ReadCarryOverHandler implements IQueryHandler<ReadCarryOver> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<CarryOverProgress | undefined> {
    const plan = await plannedCarryOver(this.#stores.log);
    if (plan === undefined) return undefined;
    const { copies: _, ...shown } = plan;
    const { carryOver } = (await ledgerUnderWay(this.#stores.log)).state;
    const carried = carryOver?.carried ?? 0;
    return { ...shown, carried, isDone: carryOver?.events === carried };
  }
}
