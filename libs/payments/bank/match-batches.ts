/** Finds the payments of a run that a booking is for where the bank does not name them. */
import { compareText } from '#libs/kernel/text.ts';
import type { BatchBooking, Findings, Outcome, Reading } from './findings.ts';
import type { Remark } from './remarks.ts';
import { totalCents } from './transfer-order.ts';

/**
 * The payments that bookings without references are for. A run may be booked in several parts, and without what was rejected:
 * all its bookings together are held against what is not rejected of it, then against what is still open, then against all of
 * it (a file that comes again); where none fits, each booking by itself.
 */
export function matchedBatches({ batches, readings }: Findings, remarks: Remark[]): readonly Reading[] {
  const groups = Map.groupBy(batches, ({ run, outcome }) => `${run.runId}\n${outcome}`);
  return [...groups.values()].flatMap((bookings) => {
    const whole = matched(bookings, readings);
    if (whole !== undefined) return whole;
    return bookings.flatMap((booking) => {
      const alone = matched([booking], readings);
      if (alone === undefined) remarks.push(notMatched(booking));
      return alone ?? [];
    });
  });
}

function matched(bookings: readonly BatchBooking[], readings: readonly Reading[]): readonly Reading[] | undefined {
  const [first] = bookings;
  if (first === undefined) return undefined;
  const { run, outcome } = first;
  const named = (of: Outcome): ReadonlySet<string> =>
    new Set(readings.filter((reading) => reading.outcome === of).map(({ endToEndId }) => endToEndId));
  const [same, rejected] = [named(outcome), named('REJECTED')];
  const unnamed = run.payments.filter(({ endToEndId }) => !same.has(endToEndId));
  const notRejected = unnamed.filter(({ endToEndId, status }) => status !== 'RETURNED' && !rejected.has(endToEndId));
  const open = notRejected.filter(({ status }) => status === 'RELEASED');
  const booked = totalCents(bookings);
  const payments = [notRejected, open, unnamed].find((some) => some.length > 0 && totalCents(some) === booked);
  if (payments === undefined) return undefined;
  const references = bookings.flatMap(({ reference }) => reference ?? []).sort(compareText);
  const { reason, detail, duplicate, status, account, at } = first;
  return payments.map(({ endToEndId, amountCents }) => ({
    endToEndId,
    outcome,
    day: Math.max(...bookings.map(({ day }) => day)),
    amountCents,
    reason,
    detail,
    duplicate,
    status,
    account,
    reference: references.length === 0 ? undefined : references.join(' '),
    at,
  }));
}

function notMatched({ run, amountCents, at }: BatchBooking): Remark {
  const open = run.payments.filter(({ status }) => status === 'RELEASED');
  return {
    code: 'BATCH_NOT_MATCHED',
    data: { at, run: run.runId, bookedCents: amountCents, openCount: open.length, openCents: totalCents(open) },
  };
}
