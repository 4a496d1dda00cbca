/** Finds the payments of a run for a booking that does not name them. */
import { compareText } from '#libs/kernel/text.ts';
import type { BatchBooking, BankFindings, PaymentOutcome, Reading } from './findings.ts';
import type { FilePlace } from './refusals.ts';
import type { Remark } from './remarks.ts';
import type { EarlierBooking, SentRun, SentRuns } from './sent-runs.ts';
import { totalCents } from './transfer-order.ts';

interface Matches {
  readonly readings: readonly Reading[];
  /** Bookings of this file whose payments are not found yet. */
  readonly unmatched: readonly BatchBooking[];
  /** Ids of bookings of earlier files whose payments are found now. */
  readonly matchedBefore: readonly string[];
  /** Bookings of this file that are matched together with those: alone they would fit no payments when they come again. */
  readonly matchedParts: readonly BatchBooking[];
  /** Bookings of this file that an earlier one had. */
  readonly again: readonly BatchBooking[];
}

/** A booking of an earlier file has no line in this file. */
const EARLIER: FilePlace = { line: 0 };

/**
 * Finds the payments of bookings without references. A run may be booked in several parts, in one or several files, and without its
 * rejected payments. All its bookings together are compared with the payments not rejected, then with those still without a booking, then with all of
 * them (a repeated file); if nothing fits, the bookings of this file together, then each alone.
 */
export function matchedBatches({ batches, readings, remarks }: BankFindings, sent: SentRuns): Matches {
  const found: Reading[] = [];
  const unmatched: BatchBooking[] = [];
  const matchedBefore: string[] = [];
  const matchedParts: BatchBooking[] = [];
  const known: BatchBooking[] = [];
  for (const run of sent.all)
    for (const outcome of ['EXECUTED', 'RETURNED'] as const) {
      const { open, fresh, again } = bookingsOf(run, outcome, batches);
      known.push(...again);
      for (const bookings of inParts(open, fresh, readings)) {
        const matched = matchedPayments(bookings, readings);
        const before = bookings.filter((one) => open.includes(one));
        const now = bookings.filter((one) => fresh.includes(one));
        if (matched === undefined) unmatched.push(...now);
        else if (before.length > 0) {
          matchedBefore.push(...before.map(({ id }) => id));
          matchedParts.push(...now);
        }
        found.push(...(matched ?? []));
      }
    }
  for (const booking of unmatched) remarks.push(notMatched(booking));
  return { readings: found, unmatched, matchedBefore, matchedParts, again: known };
}

interface BookingsOfRun {
  /** Bookings of earlier files whose payments are not found. */
  readonly open: readonly BatchBooking[];
  readonly fresh: readonly BatchBooking[];
  /** Those of this file that came in an earlier one. */
  readonly again: readonly BatchBooking[];
}

function bookingsOf(run: SentRun, outcome: BatchBooking['outcome'], batches: readonly BatchBooking[]): BookingsOfRun {
  const now = numbered(batches.filter((one) => one.run === run && one.outcome === outcome));
  const earlier = (run.bookings ?? []).filter((one) => one.outcome === outcome);
  const isEarlier = ({ id }: BatchBooking): boolean => earlier.some((one) => one.id === id);
  const open = earlier.filter(({ isMatched }) => !isMatched).map((one) => asBooking(one, run));
  return { open, fresh: now.filter((one) => !isEarlier(one)), again: now.filter(isEarlier) };
}

/** A run may be booked in equal parts: each has a separate id. */
function numbered(bookings: readonly BatchBooking[]): readonly BatchBooking[] {
  const seen = new Map<string, number>();
  return bookings.map((booking) => {
    const before = seen.get(booking.id) ?? 0;
    seen.set(booking.id, before + 1);
    return before === 0 ? booking : { ...booking, id: `${booking.id}-${before + 1}` };
  });
}

/** The largest parts that match; the rest is one part. */
function inParts(
  open: readonly BatchBooking[],
  fresh: readonly BatchBooking[],
  readings: readonly Reading[],
): readonly (readonly BatchBooking[])[] {
  const whole = [...open, ...fresh];
  const isMatched = (some: readonly BatchBooking[]): boolean => matchedPayments(some, readings) !== undefined;
  if (isMatched(whole)) return [whole];
  if (isMatched(fresh)) return [fresh];
  return whole.map((booking) => [booking]);
}

function asBooking({ isMatched: _, ...booking }: EarlierBooking, run: SentRun): BatchBooking {
  return { ...booking, run, duplicate: undefined, account: undefined, at: EARLIER };
}

/** Whether a booking of the outcome may still come. */
const IS_OPEN: Readonly<Record<BatchBooking['outcome'], (payment: SentRun['payments'][number]) => boolean>> = {
  EXECUTED: ({ isDebited }) => !isDebited,
  RETURNED: ({ status }) => status !== 'RETURNED',
};

function matchedPayments(
  bookings: readonly BatchBooking[],
  readings: readonly Reading[],
): readonly Reading[] | undefined {
  const [first] = bookings;
  if (first === undefined) return undefined;
  const { run, outcome } = first;
  const named = (of: PaymentOutcome): ReadonlySet<string> =>
    new Set(readings.filter((reading) => reading.outcome === of).map(({ endToEndId }) => endToEndId));
  const [same, rejected] = [named(outcome), named('REJECTED')];
  const unnamed = run.payments.filter(({ endToEndId }) => !same.has(endToEndId));
  const notRejected = unnamed.filter(({ endToEndId, status }) => status !== 'REJECTED' && !rejected.has(endToEndId));
  const open = notRejected.filter(IS_OPEN[outcome]);
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
    booked: { transaction: [], entry: references, of: 'BATCH' },
    batch: bookings,
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
