/** The used part of an envelope: paid, released and committed, as parts of its amount. The figures stand beside it. */
import type { Envelope } from './queries.ts';

const WIDTH = 100;

export function UseBar({ envelope }: { readonly envelope: Envelope }) {
  const { amountCents, committedCents, releasedCents, paidCents } = envelope;
  const whole = BigInt(amountCents);
  if (whole <= 0n) return null;
  // Hundredths of the amount, only for display.
  const part = (cents: string): number => Math.max(0, Math.min(WIDTH, Number((BigInt(cents) * 100n) / whole)));
  const committed = Number((BigInt(committedCents) * 100n) / whole);
  return (
    <span className="use">
      <svg viewBox={`0 0 ${WIDTH} 8`} aria-hidden="true">
        <rect className="whole" width={WIDTH} height={8} />
        <rect className="committed" width={part(committedCents)} height={8} />
        <rect className="released" width={part(releasedCents)} height={8} />
        <rect className="paid" width={part(paidCents)} height={8} />
      </svg>{' '}
      {committed} %{committed > WIDTH && ' : dépassée'}
    </span>
  );
}
