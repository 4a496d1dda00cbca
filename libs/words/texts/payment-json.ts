/** Why a payment has its amount, for machines: cents, days as written. */
import { dayText } from '#libs/kernel/day.ts';
import type { PaymentExplanation } from '#libs/explain/queries/explain-payment.ts';
import type { PaymentStep } from '#libs/payments/ledger/payment-steps.ts';
import type { ReplayReasons } from '#libs/replay/reasons.ts';

interface PaymentExplanationJson {
  readonly endToEndId: string;
  readonly team: string;
  readonly period: string;
  readonly dueOn: string;
  readonly amountCents: bigint;
  readonly steps: readonly (Omit<PaymentStep, 'because'> & { readonly because: string | null })[];
  /** Null if the decision is no longer in force. */
  readonly decision: {
    readonly number: number;
    readonly lines: readonly { readonly line: string; readonly beforeCents: bigint; readonly afterCents: bigint }[];
    readonly parts: readonly { readonly dueOn: string; readonly amountCents: bigint }[];
    readonly why: ReplayReasons;
  } | null;
}

export function paymentJson({ payment, item, steps, paid }: PaymentExplanation): PaymentExplanationJson {
  return {
    endToEndId: payment.endToEndId,
    team: item.team,
    period: item.period,
    dueOn: dayText(item.dueOn),
    amountCents: payment.amountCents,
    steps: steps.map(({ because, ...step }) => ({ ...step, because: because ?? null })),
    decision:
      paid === undefined
        ? null
        : {
            number: paid.number,
            lines: paid.lines,
            parts: paid.parts.map(({ dueOn, amountCents }) => ({ dueOn: dayText(dueOn), amountCents })),
            why: paid.why,
          },
  };
}
