/** Where a payment is: words, with a shape before them. */
import type { components } from '#libs/client/contract.d.ts';

type PaymentStatus = components['schemas']['PaymentView']['status'];

const SHAPES: Readonly<Record<PaymentStatus, string>> = { RELEASED: '◐', EXECUTED: '●', RETURNED: '↩', CANCELLED: '×' };
export const PAYMENT_STATUSES: Readonly<Record<PaymentStatus, string>> = {
  RELEASED: 'à la banque',
  EXECUTED: 'payé',
  RETURNED: 'revenu',
  CANCELLED: 'annulé',
};

export function PaymentBadge({ status }: { readonly status: PaymentStatus }) {
  return (
    <span className="stage">
      <span aria-hidden="true">{SHAPES[status]}</span> {PAYMENT_STATUSES[status]}
    </span>
  );
}
