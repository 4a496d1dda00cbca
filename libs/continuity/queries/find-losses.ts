/** The loss that nobody has acknowledged, the report that waits for a second person, and the acknowledged losses. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { MissingCheckpoint } from '#libs/audit/checkpoint-chain.ts';
import { codeOf, lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { Day } from '#libs/kernel/day.ts';
import { lossesOf } from '#libs/continuity/losses.ts';
import type { AcknowledgedLoss, LossReport } from '#libs/continuity/state.ts';
import type { Loss } from '#libs/continuity/witness.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface ShownReport extends LossReport {
  readonly code: string;
  /** The last day for the acknowledgement. */
  readonly lastDay: Day;
}

export interface FoundLosses {
  readonly loss: Loss | undefined;
  /** Signed checkpoints that are missing. */
  readonly missing: readonly MissingCheckpoint[];
  /** False if the log has no witness: then no loss can be found. */
  readonly witnessed: boolean;
  readonly report: ShownReport | undefined;
  readonly acknowledged: readonly AcknowledgedLoss[];
}

export class FindLosses extends Query<FoundLosses> {}

@QueryHandler(FindLosses)
export class FindLossesHandler implements IQueryHandler<FindLosses> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  async execute(): Promise<FoundLosses> {
    const { log, continuity } = this.#stores;
    const losses = await lossesOf(log);
    const report = losses.status === 'REPORTED' ? shown(losses.report) : undefined;
    const [loss, witnessed] = [await continuity.loss(), await continuity.isWitnessed()];
    const missing = await continuity.missingCheckpoints();
    return { loss, missing, witnessed, report, acknowledged: losses.acknowledged };
  }
}

function shown(report: LossReport): ShownReport {
  return { ...report, code: codeOf(report), lastDay: lastDayToConfirm(report) };
}
