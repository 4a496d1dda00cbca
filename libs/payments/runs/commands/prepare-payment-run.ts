/** Prepares a payment run: plans it, builds its files and checks them. No money moves until the release. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { ledgerOf, decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { PreparedRun } from '#libs/payments/ledger/payment.ts';
import type { KeptApart } from '#libs/payments/ledger/left-out.ts';
import { draftRun } from '#libs/payments/ledger/rules/plan-run.ts';
import type { RefusedAccount } from '#libs/payments/ledger/rules/refused-accounts.ts';
import { type RunSummary, preparedSummary } from '#libs/payments/runs/run-summary.ts';
import { runAccounts } from '#libs/payments/runs/run-accounts.ts';
import { requireRunName } from '#libs/payments/runs/run-name.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { postInterrupted } from '#libs/statements/workflow/post-decisions.ts';

export interface PreparedRunMade extends PreparedRun {
  readonly summary: RunSummary;
  readonly refusedAccounts: readonly RefusedAccount[];
  readonly keptApart: KeptApart;
}

/** Undefined if the run was released or dropped since: a repeated command prepares nothing. */
export class PreparePaymentRun extends Command<PreparedRunMade | undefined> {
  readonly request: RunRequest;
  readonly author: Author;

  constructor(request: RunRequest, author: Author) {
    super();
    this.request = request;
    this.author = author;
  }
}

@CommandHandler(PreparePaymentRun)
export class PreparePaymentRunHandler implements ICommandHandler<PreparePaymentRun> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Throws LOG_LOST_ITS_END, ENVELOPE_NOT_CONFIRMED, NO_CONFIRMED_DEBTOR, the errors of `prepareRun`, and DomainError (conflict,
   * key-reused).
   */
  async execute({ request, author }: PreparePaymentRun): Promise<PreparedRunMade | undefined> {
    const { log, continuity } = this.#stores;
    const { envelope, run } = request;
    requireRunName(run);
    await continuity.requireWhole();
    const confirmed = (await ledgerOf(log)).envelopes.get(envelope)?.terms ?? [];
    if (confirmed.length === 0) throw refused('ENVELOPE_NOT_CONFIRMED', { envelope });
    await postInterrupted(this.#stores, envelope, author);
    const accounts = await runAccounts(log, envelope);
    const command = { type: 'prepareRun', request, ...accounts, at: author.meta.at } as const;
    await decideOnLedger(log, command, author, { type: 'prepareRun', request });
    const ledger = await ledgerOf(log);
    const prepared = ledger.preparedRuns.get(run);
    if (prepared === undefined) return undefined;
    const { createdAt } = prepared;
    const draft = draftRun(ledger, { request: prepared.request, ...accounts, createdAt, at: author.meta.at });
    const { refusedAccounts, keptApart } = draft;
    return { ...prepared, summary: preparedSummary(ledger, prepared), refusedAccounts, keptApart };
  }
}
