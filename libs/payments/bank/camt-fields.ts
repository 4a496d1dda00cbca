/** The content of an entry of a camt file about a payment: debit or return, its day, its references and its charges. */
import { withoutKeyedNumbers } from '#libs/kernel/social-security-number.ts';
import { sumCents } from '#libs/kernel/sum-cents.ts';
import { centsOf as euros } from './amount.ts';
import { dayAt, identificationAt, shown } from './bank-fields.ts';
import type { BookingReferences } from './booking-references.ts';
import type { BatchBooking } from './findings.ts';
import { unreadable } from './refusals.ts';
import { all, one, place, textAt, type XmlNode } from './xml.ts';

/** Sub-families of the bank transaction code: a payment that comes back. Source: ISO 20022 external code set. */
const RETURN_CODES: ReadonlySet<string> = new Set(['RRTN', 'RPCR']);

/** Undefined for an entry that concerns no payment sent. Throws ELEMENT_MISSING, NEITHER_CREDIT_NOR_DEBIT. */
export function bookedOutcome(entry: XmlNode, at: XmlNode): BatchBooking['outcome'] | undefined {
  const direction = textAt(at, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd');
  if (direction === undefined) throw unreadable('ELEMENT_MISSING', { at: place(entry), element: 'CdtDbtInd' });
  if (direction !== 'CRDT' && direction !== 'DBIT')
    throw unreadable('NEITHER_CREDIT_NOR_DEBIT', { at: place(at), text: shown(direction) });
  const code = textAt(at, 'BkTxCd/Domn/Fmly/SubFmlyCd') ?? textAt(entry, 'BkTxCd/Domn/Fmly/SubFmlyCd');
  const reversal = ['true', '1'].includes(textAt(entry, 'RvslInd') ?? 'false');
  const returned = reversal || RETURN_CODES.has(code ?? '') || all(at, 'RtrInf').length > 0;
  // A credit that is not a return is somebody else's money. A debit that is a return means that somebody else takes money back.
  if ((direction === 'CRDT') !== returned) return undefined;
  return returned ? 'RETURNED' : 'EXECUTED';
}

/**
 * All charges that the bank says it kept, together; undefined if it states none in euros. An unreadable charge does not invalidate the
 * entry.
 */
export function chargesOf(node: XmlNode): bigint | undefined {
  const stated = all(node, 'Chrgs').flatMap((charges) => {
    const total = all(charges, 'TtlChrgsAndTaxAmt');
    const amounts = total.length > 0 ? total : all(charges, 'Amt');
    return amounts.length > 0 ? amounts : all(charges, 'Rcrd').flatMap((record) => all(record, 'Amt'));
  });
  const cents = stated.flatMap(({ text, attributes }) => {
    const amount = attributes?.get('Ccy') === 'EUR' ? euros(text) : undefined;
    return amount === undefined ? [] : [amount];
  });
  return cents.length === 0 ? undefined : sumCents(cents);
}

/** Undefined if the entry has no day: the day of the file is not the day of a booking. */
export function bookingReferencesOf(entry: XmlNode, detail: XmlNode): BookingReferences | undefined {
  if (one(entry, 'BookgDt') === undefined && one(entry, 'ValDt') === undefined) return undefined;
  const [ofTransaction, ofEntry] = [referenceAt(detail, 'Refs/AcctSvcrRef'), referenceAt(entry, 'AcctSvcrRef')];
  const groups = all(entry, 'NtryDtls');
  return {
    transaction: ofTransaction === undefined ? [] : [ofTransaction],
    entry: ofEntry === undefined ? [] : [ofEntry],
    of: groups.length > 1 || groups.flatMap((group) => all(group, 'TxDtls')).length > 1 ? 'BATCH' : 'PAYMENT',
  };
}

/** What a bank writes when it has no reference. Source: EPC guidelines (NOTPROVIDED), SWIFT MT 940 (NONREF); NOREF is in use too. */
const NO_REFERENCE: ReadonlySet<string> = new Set(['NOTPROVIDED', 'NONREF', 'NOREF']);

function referenceAt(node: XmlNode, path: string): string | undefined {
  const reference = identificationAt(node, path);
  if (reference === undefined || NO_REFERENCE.has(reference.toUpperCase())) return undefined;
  // Only with a right key: two bookings whose references are masked look like one.
  return withoutKeyedNumbers(reference);
}

export function bookedOn(entry: XmlNode): number {
  return dayAt(
    [
      [entry, 'BookgDt'],
      [entry, 'ValDt'],
      [entry.parent, 'CreDtTm'],
    ],
    entry,
  );
}
