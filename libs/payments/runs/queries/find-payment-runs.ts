/** Finds the payment runs of all envelopes or one, prepared and released, by name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type RunSummary, preparedSummary, releasedSummary } from '#libs/payments/runs/run-summary.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindPaymentRuns extends Query<readonly RunSummary[]> {
  readonly envelope: string | undefined;

  constructor(envelope?: string) {
    super();
    this.envelope = envelope;
  }
}

@QueryHandler(FindPaymentRuns)
export class FindPaymentRunsHandler implements IQueryHandler<FindPaymentRuns> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ envelope }: FindPaymentRuns): Promise<readonly RunSummary[]> {
    const ledger = await ledgerOf(this.#stores.log);
    const announced = announcedReturns(ledger);
    return [
      ...[...ledger.preparedRuns.values()].map((run) => preparedSummary(ledger, run)),
      ...[...ledger.runs.values()].map((run) => releasedSummary(ledger, run, announced)),
    ]
      .filter((run) => (envelope ?? run.envelope) === run.envelope)
      .sort((a, b) => compareText(runKey(a), runKey(b)));
  }
}

/** The key of a run, which orders a list of runs. */
export function runKey({ run, envelope }: RunSummary): string {
  return `${run}/${envelope}`;
}
