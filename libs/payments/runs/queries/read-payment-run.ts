/** One released run: its payments, its files with their downloads, and the teams that it left out. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { LeftOut } from '#libs/payments/ledger/left-out.ts';
import { type Download, type PaymentRun, fileIdsOf } from '#libs/payments/ledger/payment.ts';
import { paymentsOf } from '#libs/payments/ledger/state.ts';
import { type ShownPayment, shownPayments } from '#libs/payments/runs/shown-payment.ts';
import { type RunSummary, releasedSummary } from '#libs/payments/runs/run-summary.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ReleasedFile {
  /** MsgId and PmtInfId. */
  readonly file: string;
  /** SHA-256 of the XML, in hexadecimal; undefined for a run of a former time. */
  readonly digest: string | undefined;
  readonly downloads: readonly Download[];
}

export interface RunWithPayments extends RunSummary {
  readonly debtor: BankAccount;
  readonly payments: readonly ShownPayment[];
  readonly files: readonly ReleasedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** Undefined when no run of that name was released. */
export class ReadPaymentRun extends Query<RunWithPayments | undefined> {
  readonly run: string;

  constructor(run: string) {
    super();
    this.run = run;
  }
}

@QueryHandler(ReadPaymentRun)
export class ReadPaymentRunHandler implements IQueryHandler<ReadPaymentRun> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ run: id }: ReadPaymentRun): Promise<RunWithPayments | undefined> {
    const ledger = await ledgerOf(this.#stores.log);
    const run = ledger.runs.get(id);
    if (run === undefined) return undefined;
    const { debtor, leftOut } = run;
    const payments = shownPayments(ledger, paymentsOf(ledger, run));
    return { ...releasedSummary(ledger, run), debtor, payments, files: releasedFiles(run), leftOut };
  }
}

/** The files of a run, with the downloads of each. */
export function releasedFiles(run: PaymentRun): readonly ReleasedFile[] {
  if (run.payments.length === 0) return [];
  return fileIdsOf(run).map((file) => ({
    file,
    digest: run.files.find(({ id }) => id === file)?.digest,
    downloads: run.downloads.filter((download) => download.file === file),
  }));
}
