/** Finds the payments released, with their status, by envelope and end-to-end id. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { envelopes } from '#libs/payments/ledger/envelopes.ts';
import type { Payment, PaymentStatus } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface PaymentFilter {
  readonly envelope?: string | undefined;
  readonly run?: string | undefined;
  readonly team?: string | undefined;
  readonly status?: PaymentStatus | undefined;
}

export interface FoundPayment {
  readonly envelope: string;
  readonly payment: Payment;
}

export class FindPayments extends Query<readonly FoundPayment[]> {
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

  async execute({ filter }: FindPayments): Promise<readonly FoundPayment[]> {
    return (await envelopes(this.#stores.log))
      .filter(({ envelope }) => (filter.envelope ?? envelope) === envelope)
      .flatMap(({ envelope, payments }) =>
        [...payments.values()].filter((one) => isAsked(one, filter)).map((payment) => ({ envelope, payment })),
      )
      .sort((a, b) => compareText(paymentKey(a), paymentKey(b)));
  }
}

/** The key of a payment in a list, which orders it. */
export function paymentKey({ envelope, payment }: FoundPayment): string {
  return `${envelope}/${payment.endToEndId}`;
}

function isAsked(payment: Payment, { run, team, status }: PaymentFilter): boolean {
  return (
    (run ?? payment.run) === payment.run &&
    (team ?? payment.team) === payment.team &&
    (status ?? payment.status) === payment.status
  );
}
