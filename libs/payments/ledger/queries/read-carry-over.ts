/** The effect of carrying the former streams over to the one payment ledger, planned or done. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { carriedPlan, nextCarryOver } from '#libs/payments/ledger/carry-over/carry-over.ts';
import type { CarryOverPlan } from '#libs/payments/ledger/carry-over/plan.ts';
import type { FormerStream } from '#libs/payments/ledger/events.ts';
import { LEDGER_STREAM, ledgerUnderWay } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface CarryOverProgress extends Omit<CarryOverPlan, 'copies'> {
  /** Events carried over so far. */
  readonly carried: number;
  readonly isDone: boolean;
  /** What a program of before wrote since: it is not in the payment ledger, and to be carried over. */
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
    const { carryOver } = state;
    const carried = carryOver?.carried ?? 0;
    const next = await nextCarryOver(log, { stream: LEDGER_STREAM, state, revision });
    if (next !== undefined) {
      const { copies: _, ...shown } = next.plan;
      const isLater = next.begunAt === undefined && revision >= 0;
      return { ...shown, carried, isDone: false, later: isLater ? shown.streams : [] };
    }
    if (carryOver === undefined) return undefined;
    const { streams, apart } = carryOver;
    const { copies: __, ...shown } = await carriedPlan(log, streams);
    return { ...shown, apart, carried, isDone: true, later: [] };
  }
}
