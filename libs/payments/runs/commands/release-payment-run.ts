/** Releases a prepared run by its code: its due amounts go to the bank, once. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { ledgerOf, decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { type RunAccounts, dueItems } from '#libs/payments/ledger/rules/plan-run.ts';
import { isOwed } from '#libs/payments/ledger/state.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { type RunSummary, releasedSummary } from '#libs/payments/runs/run-summary.ts';
import { runAccounts } from '#libs/payments/runs/run-accounts.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { requireRecomputedDecisions } from '#libs/statements/recomputation/require-recomputed.ts';

export class ReleasePaymentRun extends Command<RunSummary> {
  readonly run: string;
  /** The code shown with the prepared run. */
  readonly code: string | undefined;
  readonly author: Author;
  /** Called with the number of log events read, during a long read. */
  readonly onReading: Progress | undefined;

  constructor(run: string, code: string | undefined, author: Author, onReading?: Progress) {
    super();
    this.run = run;
    this.code = code;
    this.author = author;
    this.onReading = onReading;
  }
}

@CommandHandler(ReleasePaymentRun)
export class ReleasePaymentRunHandler implements ICommandHandler<ReleasePaymentRun> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Throws LOG_LOST_ITS_END, NO_CONFIRMED_DEBTOR, the errors of `releaseRun` and `requireRecomputedDecisions`, and DomainError (conflict,
   * key-reused).
   */
  async execute({ run, code, author, onReading }: ReleasePaymentRun): Promise<RunSummary> {
    const { log, continuity } = this.#stores;
    await continuity.requireWhole();
    const { by, at } = author.meta;
    await this.#requireRecomputed(run, onReading);
    const command = { type: 'releaseRun', run, code, by, at, ...(await this.#accounts(run)) } as const;
    await decideOnLedger(log, command, author, { type: 'releaseRun', run, code });
    const ledger = await ledgerOf(log);
    const released = ledger.runs.get(run);
    if (released === undefined) throw refused('NO_PREPARED_RUN', { run });
    return releasedSummary(ledger, released);
  }

  /** The decisions behind the amounts due by the run, and behind the debts that it may set off. */
  async #requireRecomputed(run: string, onReading: Progress | undefined): Promise<void> {
    const ledger = await ledgerOf(this.#stores.log);
    const request = ledger.preparedRuns.get(run)?.request;
    if (ledger.runs.has(run) || request === undefined) return;
    const due = dueItems(ledger, request);
    const teams = new Set(due.map(({ team }) => team));
    const debts = [...ledger.recoveries.values()].filter((one) => isOwed(one) && teams.has(one.team));
    await requireRecomputedDecisions(
      this.#stores,
      [...due, ...debts].map(({ decision }) => decision),
      onReading,
    );
  }

  /** If the run was released before, and the same key asks again, the accounts do not matter any more. */
  async #accounts(run: string): Promise<RunAccounts> {
    const ledger = await ledgerOf(this.#stores.log);
    const released = ledger.runs.get(run);
    if (released !== undefined) return { debtor: released.debtor, debtorBy: undefined, payees: new Map() };
    const prepared = ledger.preparedRuns.get(run);
    if (prepared === undefined) throw refused('NO_PREPARED_RUN', { run });
    return runAccounts(this.#stores.log, prepared.request.envelope);
  }
}
