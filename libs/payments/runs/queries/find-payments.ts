/** Finds the payments released, with their status, by envelope and end-to-end id. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Payment, PaymentStatus } from '#libs/payments/ledger/payment.ts';
import { type ShownPayment, shownPayments } from '#libs/payments/runs/shown-payment.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface PaymentFilter {
  readonly envelope?: string | undefined;
  readonly run?: string | undefined;
  readonly team?: string | undefined;
  readonly status?: PaymentStatus | undefined;
}

export class FindPayments extends Query<readonly ShownPayment[]> {
  readonly filter: PaymentFilter;

  constructor(filter: PaymentFilter) {
    super();
    this.filter = filter;
  }
}

@QueryHandler(FindPayments)
export class FindPaymentsHandler implements IQueryHandler<FindPayments> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ filter }: FindPayments): Promise<readonly ShownPayment[]> {
    const ledger = await ledgerOf(this.#stores.log);
    const found = [...ledger.payments.values()]
      .filter((payment) => isAsked(payment, filter))
      .sort((a, b) => compareText(paymentKey(a), paymentKey(b)));
    return shownPayments(ledger, found);
  }
}

/** The key of a payment, which orders a list of payments. */
export function paymentKey({ envelope, endToEndId }: Payment): string {
  return `${envelope}/${endToEndId}`;
}

function isAsked(payment: Payment, { envelope, run, team, status }: PaymentFilter): boolean {
  return (
    (envelope ?? payment.envelope) === payment.envelope &&
    (run ?? payment.run) === payment.run &&
    (team ?? payment.team) === payment.team &&
    (status ?? payment.status) === payment.status
  );
}
