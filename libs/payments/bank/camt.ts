/**
 * Reads the bookings on the debtor's account, from a notification (camt.054) or a statement (camt.053): debited payments and returned
 * payments. Both have the same entries. Everything else on the account is a remark.
 */
import { createHash } from 'node:crypto';
import { dayText } from '#libs/kernel/day.ts';
import { withoutKeyedNumbers } from '#libs/kernel/social-security-number.ts';
import { readMovement } from './bank-statement.ts';
import { bookedOn, chargesOf, bookedOutcome, bookingReferencesOf } from './camt-fields.ts';
import type { BankFindings, Reader, AnswerReasons } from './findings.ts';
import { amountCents, identificationAt, orRemark, shown, whyOf } from './bank-fields.ts';
import { unreadable } from './refusals.ts';
import type { SentRun, SentRuns } from './sent-runs.ts';
import { all, one, place, textAt, type XmlNode } from './xml.ts';

/** An entry, and the data that apply to all of its payments. */
interface Booking {
  readonly entry: XmlNode;
  readonly status: string;
  readonly account: string | undefined;
  /** The number of its movement on a statement of the account. */
  readonly movement: number | undefined;
}

/** Payments booked together: one `NtryDtls`, or the entry itself if it has no `NtryDtls`. */
interface Group {
  readonly node: XmlNode;
  /** Undefined if several groups share the amount of the entry, and this one does not say its part. */
  readonly total: XmlNode | undefined;
  readonly details: readonly XmlNode[];
}

/** A payment that the bank names. */
interface Named {
  readonly detail: XmlNode;
  readonly endToEndId: string;
  /** Undefined if the file does not say. */
  readonly cents: bigint | undefined;
}

/** Adds the content of one entry (`Ntry`). Unreadable parts become remarks. */
export function readEntry(entry: XmlNode, reader: Reader): void {
  const { remarks } = reader.findings;
  orRemark(remarks, () => {
    // A text in the older versions, a choice in the later ones.
    const status = textAt(entry, 'Sts/Cd') ?? textAt(entry, 'Sts/Prtry') ?? textAt(entry, 'Sts');
    if (status === undefined) throw unreadable('ELEMENT_MISSING', { at: place(entry), element: 'Sts' });
    if (status === 'INFO') {
      remarks.push({ code: 'INFORMATION_ONLY', data: { at: place(entry) } });
      return;
    }
    const movement = status === 'BOOK' ? readMovement(entry, bookedOn(entry), reader.findings) : undefined;
    const booking = { entry, status: shown(status), account: textAt(entry.parent, 'Acct/Id/IBAN'), movement };
    for (const group of groupsOf(entry)) {
      orRemark(remarks, () => {
        readGroup(booking, group, reader);
      });
    }
  });
}

function groupsOf(entry: XmlNode): readonly Group[] {
  const nodes = all(entry, 'NtryDtls');
  const amount = one(entry, 'Amt');
  if (nodes.length === 0) return [{ node: entry, total: amount, details: [] }];
  return nodes.map((node) => ({
    node,
    total: nodes.length === 1 ? amount : one(node, 'Btch/TtlAmt'),
    details: all(node, 'TxDtls'),
  }));
}

function readGroup(booking: Booking, group: Group, reader: Reader): void {
  const { details } = group;
  const named: Named[] = [];
  for (const detail of details) {
    orRemark(reader.findings.remarks, () => {
      const endToEndId = identificationAt(detail, 'Refs/EndToEndId');
      if (endToEndId !== undefined) named.push({ detail, endToEndId, cents: detailCents(detail, group) });
    });
  }
  const unnamed = details.filter((detail) => identificationAt(detail, 'Refs/EndToEndId') === undefined);
  const amounts = amountsOf(named, group, reader.sent);
  for (const one of amounts) {
    orRemark(reader.findings.remarks, () => {
      readNamed(booking, one, reader);
    });
  }
  if (unnamed.length > 0 || details.length === 0) readUnnamed(booking, { ...group, details: unnamed }, amounts, reader);
  else if (named.length === details.length) remarkOtherSum(group, amounts, reader);
}

/** The amount of a detail, or the amount of the entry if it has only this detail. */
function detailCents(detail: XmlNode, { total, details }: Group): bigint | undefined {
  const amount =
    one(detail, 'Amt') ??
    one(detail, 'AmtDtls/TxAmt/Amt') ??
    one(detail, 'AmtDtls/InstdAmt/Amt') ??
    (details.length === 1 ? total : undefined);
  return amount === undefined ? undefined : amountCents(amount);
}

/** Details without amounts take the amounts sent, if these add up to the booked total. */
function amountsOf(named: readonly Named[], { total, details }: Group, sent: SentRuns): readonly Named[] {
  if (total === undefined || named.length !== details.length || sumOfNamed(named) !== undefined) return named;
  const filled = named.map((one) => ({
    ...one,
    cents: one.cents ?? sent.payment(one.endToEndId)?.payment.amountCents,
  }));
  return sumOfNamed(filled) === amountCents(total) ? filled : named;
}

/** Undefined if one of the amounts is undefined. */
function sumOfNamed(named: readonly Named[]): bigint | undefined {
  let sum = 0n;
  for (const { cents } of named) {
    if (cents === undefined) return undefined;
    sum += cents;
  }
  return sum;
}

function readNamed(booking: Booking, { detail, endToEndId, cents }: Named, { findings, sent }: Reader): void {
  const { entry, status, account, movement } = booking;
  const [at, why] = [place(detail), whyOf(all(detail, 'RtrInf'))];
  const outcome = bookedOutcome(entry, detail);
  if (outcome === undefined) {
    if (sent.payment(endToEndId) === undefined) remarkOther(booking, detail, findings);
    else findings.remarks.push({ code: 'CREDIT_NOT_A_RETURN', data: { at, endToEndId } });
    return;
  }
  if (status !== 'BOOK') {
    findings.waiting.push({ endToEndId, status, account, day: bookedOn(entry), at, ...why });
    return;
  }
  if (cents === undefined) {
    findings.remarks.push({ code: 'AMOUNT_MISSING', data: { at, endToEndId: shown(endToEndId) } });
    return;
  }
  findings.readings.push({
    endToEndId,
    outcome,
    day: bookedOn(entry),
    amountCents: cents,
    chargesCents: chargesOf(detail) ?? chargesOf(entry),
    status,
    account,
    reference: textAt(detail, 'Refs/AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef'),
    booked: bookingReferencesOf(entry, detail),
    movement,
    at,
    ...why,
  });
}

/** A booking that names no payments covers the payments of a run if it names a run that was sent. */
function readUnnamed(booking: Booking, group: Group, named: readonly Named[], { findings, sent }: Reader): void {
  const { entry, status, account, movement } = booking;
  const run = runOf(group, sent);
  const outcome = bookedOutcome(entry, group.details[0] ?? entry);
  if (run === undefined || outcome === undefined) {
    for (const node of group.details.length === 0 ? [group.node] : group.details) remarkOther(booking, node, findings);
    return;
  }
  const [at, why] = [place(group.node), reasonsOf(group)];
  if (status !== 'BOOK') {
    const day = bookedOn(entry);
    for (const { endToEndId } of run.payments) findings.waiting.push({ endToEndId, status, account, day, at, ...why });
    return;
  }
  const booked = bookedCents(group, named);
  if (booked === undefined) throw unreadable('ELEMENT_MISSING', { at, element: 'Amt' });
  const [day, written] = [bookedOn(entry), textAt(entry, 'AcctSvcrRef')];
  const id = bookingId([run.runId, outcome, dayText(day), String(booked), status, written]);
  const reference = written && withoutKeyedNumbers(written);
  findings.batches.push({
    id,
    run,
    outcome,
    day,
    amountCents: booked,
    status,
    account,
    reference,
    movement,
    at,
    ...why,
  });
}

function bookingId(content: readonly (string | undefined)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(content.map((part) => part ?? null)))
    .digest('hex')
    .slice(0, 32);
}

function runOf({ node, details }: Group, sent: SentRuns): SentRun | undefined {
  const batch = one(node, 'Btch');
  const names = [
    textAt(batch, 'PmtInfId'),
    textAt(batch, 'MsgId'),
    ...details.flatMap((detail) => [textAt(detail, 'Refs/PmtInfId'), textAt(detail, 'Refs/MsgId')]),
  ];
  return names.map((name) => sent.run(name)).find((run) => run !== undefined);
}

function reasonsOf({ details }: Group): AnswerReasons {
  return whyOf(details.flatMap((detail) => all(detail, 'RtrInf')));
}

/** The amount booked for payments that are not named; undefined if it is missing. */
function bookedCents({ total, details }: Group, named: readonly Named[]): bigint | undefined {
  if (total === undefined) {
    const stated = details.map((detail) => one(detail, 'Amt') ?? one(detail, 'AmtDtls/TxAmt/Amt'));
    return stated.reduce<bigint | undefined>(
      (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amountCents(amount)),
      details.length === 0 ? undefined : 0n,
    );
  }
  const ofNamed = sumOfNamed(named);
  return ofNamed === undefined ? undefined : amountCents(total) - ofNamed;
}

function remarkOtherSum({ node, total }: Group, named: readonly Named[], { findings }: Reader): void {
  const sumCents = sumOfNamed(named);
  if (total === undefined || sumCents === undefined) return;
  const entryCents = amountCents(total);
  if (entryCents !== sumCents)
    findings.remarks.push({ code: 'ENTRY_SUM_DIFFERS', data: { at: place(node), entryCents, sumCents } });
}

function remarkOther({ entry }: Booking, node: XmlNode, findings: BankFindings): void {
  const amount = one(node, 'Amt') ?? one(entry, 'Amt');
  findings.remarks.push({
    code: 'OTHER_MOVEMENT',
    data: {
      at: place(node),
      direction: shown(textAt(node, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd') ?? ''),
      amount: shown(amount?.text ?? ''),
      currency: amount?.attributes?.get('Ccy'),
    },
  });
}
