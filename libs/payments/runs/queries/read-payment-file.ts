/** Writes the file of a payment run for the bank, the same bytes each time. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { paymentCsv, paymentXml } from '#libs/payments/bank/payment-file.ts';
import { reconcile } from '#libs/payments/bank/reconcile.ts';
import { paymentsOf } from '#libs/payments/ledger/state.ts';
import { invalid, valid } from '#libs/payments/runs/refusals.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { remittanceText } from '#libs/words/bank-files.ts';

interface PaymentFile {
  /** Number of payments. */
  readonly payments: number;
  /** ISO 20022 pain.001.001.09. */
  readonly xml: string;
  readonly csv: string;
}

/** Undefined when there is no such run. */
export class ReadPaymentFile extends Query<PaymentFile | undefined> {
  readonly run: string;

  constructor(run: string) {
    super();
    this.run = run;
  }
}

@QueryHandler(ReadPaymentFile)
export class ReadPaymentFileHandler implements IQueryHandler<ReadPaymentFile> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Reads the file back and reconciles it before it returns. Throws NOTHING_TO_SEND, INVALID_BANK_FILE. */
  async execute({ run: id }: ReadPaymentFile): Promise<PaymentFile | undefined> {
    const ledger = await ledgerOf(this.#stores.log);
    const run = ledger.runs.get(id);
    if (run === undefined) return undefined;
    const payments = paymentsOf(ledger, run);
    if (payments.length === 0) throw invalid('NOTHING_TO_SEND', { run: id });
    const order = {
      id: run.id,
      createdAt: run.at,
      executionDay: run.executionDay,
      debtor: run.debtor,
      transfers: payments.map(({ endToEndId, payee, amountCents, team, period }) => ({
        endToEndId,
        creditor: payee,
        amountCents,
        remittance: remittanceText(team, period),
      })),
    };
    const xml = valid(paymentXml(order));
    valid(reconcile(order, xml));
    return { payments: payments.length, xml, csv: valid(paymentCsv(order)) };
  }
}
