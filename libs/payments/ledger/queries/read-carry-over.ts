/** The effect of carrying the former streams over to the one payment ledger, planned or done. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { laterThan, plannedCarryOver, takenOver } from '#libs/payments/ledger/carry-over/carry-over.ts';
import type { CarryOverPlan } from '#libs/payments/ledger/carry-over/plan.ts';
import type { FormerStream } from '#libs/payments/ledger/events.ts';
import { ledgerUnderWay } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface CarryOverProgress extends Omit<CarryOverPlan, 'copies'> {
  /** Events carried over so far. */
  readonly carried: number;
  readonly isDone: boolean;
  /** What a program of before wrote since: it is not in the payment ledger. */
  readonly later: readonly FormerStream[];
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
    const { log } = this.#stores;
    const { state, revision } = await ledgerUnderWay(log);
    const taken = takenOver(state, revision);
    const plan = await plannedCarryOver(log, taken);
    if (plan === undefined) return undefined;
    const { copies: _, ...shown } = plan;
    const { carryOver } = state;
    const carried = carryOver?.carried ?? 0;
    const later = taken === undefined ? [] : await laterThan(log, taken);
    return { ...shown, carried, isDone: carryOver?.events === carried, later };
  }
}
