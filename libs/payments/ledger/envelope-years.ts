/** An envelope by year of the periods it pays: due, at the bank, paid, owed. */
import { compareText } from '#libs/kernel/text.ts';
import { receivedTransfers } from '#libs/payments/ledger/received.ts';
import { type PaymentLedger, isOpenItem } from '#libs/payments/ledger/state.ts';

export interface EnvelopeYear {
  /** The year of the statements' periods: 2025 for 2025-Q4. */
  readonly year: string;
  /** Due and not released, in cents. */
  readonly dueCents: bigint;
  /** Released, not answered by the bank. */
  readonly releasedCents: bigint;
  readonly paidCents: bigint;
  /** The amount that teams still owe, demanded or not. */
  readonly owedCents: bigint;
}

type Sums = Record<Exclude<keyof EnvelopeYear, 'year'>, bigint>;

/** Every year for which the envelope has an amount, the earliest first. */
export function envelopeYears(ledger: PaymentLedger, envelope: string): readonly EnvelopeYear[] {
  const years = new Map<string, Sums>();
  const add = (of: { readonly envelope: string; readonly period: string }, name: keyof Sums, cents: bigint): void => {
    if (of.envelope !== envelope) return;
    const year = of.period.slice(0, 4);
    const sums = years.get(year) ?? { dueCents: 0n, releasedCents: 0n, paidCents: 0n, owedCents: 0n };
    sums[name] += cents;
    years.set(year, sums);
  };
  for (const item of ledger.items.values()) if (isOpenItem(item)) add(item, 'dueCents', item.dueCents);
  for (const payment of ledger.payments.values())
    if (payment.status === 'RELEASED') add(payment, 'releasedCents', payment.amountCents);
  for (const transfer of receivedTransfers(ledger)) add(transfer, 'paidCents', transfer.amountCents);
  for (const debt of ledger.recoveries.values())
    if (debt.status === 'owed' || debt.status === 'demanded') add(debt, 'owedCents', debt.leftCents);
  return [...years].map(([year, sums]) => ({ year, ...sums })).sort((a, b) => compareText(a.year, b.year));
}
