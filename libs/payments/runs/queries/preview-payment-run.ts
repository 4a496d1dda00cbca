/** Shows what a run would pay, set off and leave out now, and what forbids its release. It records and prepares nothing. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { type RunDraft, draftRun } from '#libs/payments/ledger/rules/plan-run.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { runAccounts } from '#libs/payments/runs/run-accounts.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface RunPreview extends RunDraft {
  readonly debtor: BankAccount;
}

/** Undefined if no such envelope exists. */
export class PreviewPaymentRun extends Query<RunPreview | undefined> {
  readonly request: Omit<RunRequest, 'run'>;
  /** Now: ISO 8601 instant. */
  readonly at: string;

  constructor(request: Omit<RunRequest, 'run'>, at: string) {
    super();
    this.request = request;
    this.at = at;
  }
}

@QueryHandler(PreviewPaymentRun)
export class PreviewPaymentRunHandler implements IQueryHandler<PreviewPaymentRun> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NO_CONFIRMED_DEBTOR. */
  async execute({ request, at }: PreviewPaymentRun): Promise<RunPreview | undefined> {
    const { log } = this.#stores;
    if (!(await ledgerOf(log)).envelopes.has(request.envelope)) return undefined;
    const accounts = await runAccounts(log, request.envelope);
    // A draft has no files, which alone use the name of the run.
    const draft = draftRun(await ledgerOf(log), { request: { ...request, run: '' }, ...accounts, createdAt: at, at });
    return { ...draft, debtor: accounts.debtor };
  }
}
