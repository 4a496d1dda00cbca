/**
 * The steps from the amount that a decision made due to the amount of one payment: each movement of the item before its release. They add
 * up to the payment.
 */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import { accountKindOf, postingsOf } from '#libs/payments/ledger/posting.ts';

export interface PaymentStep {
  /** The position of its event. */
  readonly position: number;
  readonly type: LedgerEvent['type'];
  /** The change of the due amount. */
  readonly amountCents: bigint;
  /** The decision that reduced it, `withdrawn`, the debt that was set off, or the end-to-end id of another attempt. */
  readonly because: string | undefined;
}

/** `events`: the events about the item. Throws RangeError if they do not add up to the payment. */
export function paymentSteps(payment: Payment, events: readonly Recorded<LedgerEvent>[]): readonly PaymentStep[] {
  const release = events.findIndex(
    ({ type, data }) => type === 'PaymentReleased' && data.endToEndId === payment.endToEndId,
  );
  const steps = events.slice(0, release).flatMap((event) => {
    const amountCents = dueCents(event, payment.item);
    return amountCents === 0n
      ? []
      : [{ position: event.meta.position, type: event.type, amountCents, because: becauseOf(event) }];
  });
  const total = sumCentsOf(steps, ({ amountCents }) => amountCents);
  if (release < 0 || total !== payment.amountCents)
    throw new RangeError(
      `the events of ${payment.item} add up to ${total}, and ${payment.endToEndId} paid ${payment.amountCents}`,
    );
  return steps;
}

/** The change of the item's due amount. An overpayment moves the debt of the team, and not its item (after-event.ts). */
function dueCents({ type, data }: Recorded<LedgerEvent>, item: string): bigint {
  if (!('item' in data) || data.item !== item) return 0n;
  if (type === 'OverpaymentPosted' || ('amountOf' in data && data.amountOf === 'OVERPAYMENT')) return 0n;
  let cents = 0n;
  for (const { debit, credit, amountCents } of postingsOf(data)) {
    if (accountKindOf(credit) === 'due') cents += amountCents;
    if (accountKindOf(debit) === 'due') cents -= amountCents;
  }
  return cents;
}

function becauseOf({ data }: Recorded<LedgerEvent>): string | undefined {
  if ('because' in data) return data.because;
  if ('recovery' in data) return data.recovery;
  return 'endToEndId' in data ? data.endToEndId : undefined;
}
