/** One prepared run, as it would be released now: its code, and whether anything changed since. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { FileFigures } from '#libs/payments/bank/bank-files.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { KeptApart, LeftOut } from '#libs/payments/ledger/left-out.ts';
import type { RunChange, RunFault } from '#libs/payments/ledger/refusals.ts';
import { type PlannedPayment, planRun } from '#libs/payments/ledger/rules/plan-run.ts';
import type { RefusedAccount } from '#libs/payments/ledger/rules/refused-accounts.ts';
import { runChange } from '#libs/payments/ledger/rules/release-run.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { type RunSummary, preparedSummary } from '#libs/payments/runs/run-summary.ts';
import { runAccounts } from '#libs/payments/runs/run-accounts.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface PreparedRunRead extends RunSummary {
  readonly request: RunRequest;
  readonly debtor: BankAccount;
  readonly setOffCents: bigint;
  readonly files: readonly FileFigures[];
  /** The present payments: if the run changed, its code no longer covers them. */
  readonly payments: readonly PlannedPayment[];
  readonly leftOut: readonly LeftOut[];
  /** The reasons that forbid its release now. */
  readonly faults: readonly RunFault[];
  readonly refusedAccounts: readonly RefusedAccount[];
  readonly keptApart: KeptApart;
  /** Undefined if the release would equal the preparation. */
  readonly changed: RunChange | undefined;
  readonly code: string;
}

/** Undefined when no run of that name is prepared. */
export class ReadPreparedRun extends Query<PreparedRunRead | undefined> {
  readonly run: string;
  /** Now: ISO 8601 instant. */
  readonly at: string;

  constructor(run: string, at: string) {
    super();
    this.run = run;
    this.at = at;
  }
}

@QueryHandler(ReadPreparedRun)
export class ReadPreparedRunHandler implements IQueryHandler<ReadPreparedRun> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NO_CONFIRMED_DEBTOR, INVALID_BANK_FILE. */
  async execute({ run, at }: ReadPreparedRun): Promise<PreparedRunRead | undefined> {
    const { log } = this.#stores;
    const prepared = (await ledgerOf(log)).preparedRuns.get(run);
    if (prepared === undefined) return undefined;
    const { request, debtor, setOffCents, files, digest } = prepared;
    const accounts = await runAccounts(log, request.envelope);
    const ledger = await ledgerOf(log);
    const plan = planRun(ledger, { request, ...accounts, createdAt: prepared.createdAt, at });
    return {
      ...preparedSummary(ledger, prepared),
      request,
      debtor,
      setOffCents,
      files,
      payments: plan.payments,
      leftOut: plan.leftOut,
      faults: plan.faults,
      refusedAccounts: plan.refusedAccounts,
      keptApart: plan.keptApart,
      changed: plan.digest === digest ? undefined : runChange(prepared, plan),
      code: runCode(prepared),
    };
  }
}
