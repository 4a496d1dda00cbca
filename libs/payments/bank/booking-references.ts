/**
 * The references (AcctSvcrRef) that a bank gives to its bookings. They distinguish two bookings of one payment: a second debit, and the
 * first debit reported again in another file.
 */
import { withoutSocialSecurityNumbers } from '#libs/kernel/social-security-number.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type Field, list, oneOf, record, text } from '#libs/kernel/field.ts';

export interface BookingReferences {
  /** References of the transaction (TxDtls); empty if the bank gives none. */
  readonly transaction: readonly string[];
  /** References of the entry (Ntry); several if a run is booked in parts. */
  readonly entry: readonly string[];
  /** The scope of the entry, and so of its reference. */
  readonly of: 'PAYMENT' | 'BATCH';
}

export interface Booking extends BookingReferences {
  readonly day: Day;
}

export const BOOKING_REFERENCES: Field<BookingReferences> = record<BookingReferences>({
  transaction: list(text),
  entry: list(text),
  of: oneOf('PAYMENT', 'BATCH'),
});

/**
 * Whether the references show that these are two bookings. A bank gives one booking the same reference in camt.053 and camt.054. One file
 * may have only the reference of the transaction and the other only that of the entry, and some banks give none: then the bookings cannot
 * be told apart. Payments that a notification lists one by one may be one entry on the statement of that day.
 */
export function isOtherBooking(a: Booking, b: Booking): boolean {
  if (sharesReference(a, b)) return false;
  if (a.transaction.length > 0 && b.transaction.length > 0) return true;
  if (a.entry.length === 0 || b.entry.length === 0) return false;
  return a.of === b.of || a.day !== b.day;
}

/** Whether it differs from every known booking; false if nothing shows it. */
export function isNewBooking(booking: Booking, known: readonly Booking[]): boolean {
  return known.every((one) => isOtherBooking(one, booking));
}

/** Whether it has a reference that no known booking has. */
export function saysMore(references: BookingReferences, known: readonly BookingReferences[]): boolean {
  const all = known.flatMap(allOf);
  return allOf(references).some((one) => !all.some((other) => isSame(one, other)));
}

/** The reference of the transaction, otherwise of the entry; undefined if the bank gives neither. */
export function shownReference({ transaction, entry }: BookingReferences): string | undefined {
  return transaction[0] ?? entry[0];
}

/**
 * Whether two bookings have a reference in common, of the transaction or of the entry. An entry with several transactions gives them all its
 * reference: there, two references of transactions that differ show two bookings.
 */
export function sharesReference(a: BookingReferences, b: BookingReferences): boolean {
  const isOneEntry = a.of === 'PAYMENT' && b.of === 'PAYMENT';
  const isTold = a.transaction.length > 0 && b.transaction.length > 0;
  return (
    shares(a.transaction, allOf(b)) ||
    shares(a.entry, b.transaction) ||
    ((isOneEntry || !isTold) && shares(a.entry, b.entry))
  );
}

function shares(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.some((other) => isSame(one, other)));
}

function allOf({ transaction, entry }: BookingReferences): readonly string[] {
  return [...transaction, ...entry];
}

/** Earlier programs masked a reference of the shape of a social security number, whatever its key. */
function isSame(one: string, other: string): boolean {
  return one === other || withoutSocialSecurityNumbers(one) === other || one === withoutSocialSecurityNumbers(other);
}
