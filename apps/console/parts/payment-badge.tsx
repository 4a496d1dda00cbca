/** The state of a payment: words, with a shape before them. */
import type { components } from '#libs/client/contract.d.ts';
import { PAYMENT_STATUS_LABELS } from '#libs/words/labels/payments.ts';

type PaymentStatus = components['schemas']['PaymentView']['status'];

const SHAPES: Readonly<Record<PaymentStatus, string>> = { RELEASED: '◐', EXECUTED: '●', RETURNED: '↩', CANCELLED: '×' };
export function PaymentBadge({ status }: { readonly status: PaymentStatus }) {
  return (
    <span className="stage">
      <span aria-hidden="true">{SHAPES[status]}</span> {PAYMENT_STATUS_LABELS[status]}
    </span>
  );
}
