/** Reads the status report of a payment file, pain.002 (CustomerPaymentStatusReport), per payment or for the whole run. */
import type { Day } from '#libs/kernel/day.ts';
import { centsOf } from './amount.ts';
import type { BankFindings, PaymentOutcome, Reader, AnswerReasons } from './findings.ts';
import { amountCents, dayAt, identificationAt, orRemark, shown, whyOf } from './bank-fields.ts';
import { unreadable } from './refusals.ts';
import type { SentRun } from './sent-runs.ts';
import { totalCents } from './transfer-order.ts';
import { all, one, place, textAt, type XmlNode } from './xml.ts';

/** All other codes settle nothing: the set is open. Source: ISO 20022 external code set, ExternalPaymentTransactionStatus1Code. */
const OUTCOMES: ReadonlyMap<string, PaymentOutcome> = new Map([
  ['ACSC', 'EXECUTED'],
  ['ACCC', 'EXECUTED'],
  ['RJCT', 'REJECTED'],
  ['CANC', 'REJECTED'],
]);
/** Codes of a group only: some of its payments are accepted, some are not, and only the listed payments are known. */
const PARTIAL: ReadonlySet<string> = new Set(['PART', 'PATC']);

interface Status extends AnswerReasons {
  readonly code: string;
  /** Undefined while the payment waits. */
  readonly outcome: PaymentOutcome | undefined;
}

/** A status that applies to a whole run, and the element that gives it. */
interface StatusOfWhole {
  readonly node: XmlNode;
  readonly status: Status;
  /** The name that the report uses. */
  readonly named: string | undefined;
  readonly run: SentRun | undefined;
  /** When the bank made the report. */
  readonly day: Day;
}

/** For a transaction about a payment that we did not send, only its existence is kept: the report may be long. */
export function keepOurs(transaction: XmlNode, { findings, sent }: Reader): 'keep' | 'drop' {
  let endToEndId: string | undefined;
  orRemark(findings.remarks, () => {
    endToEndId = identificationAt(transaction, 'OrgnlEndToEndId');
  });
  if (sent.payment(endToEndId ?? '') !== undefined) return 'keep';
  findings.strangers.push({ endToEndId: endToEndId && shown(endToEndId), at: place(transaction) });
  return 'drop';
}

/**
 * Adds the content of the report. A status of the group or batch applies to each payment without its own, and to payments of the run that
 * are not listed. Throws NO_STATUS for a report without any status.
 */
export function readPain002(report: XmlNode, reader: Reader): void {
  const group = one(report, 'OrgnlGrpInfAndSts');
  const message = textAt(group, 'OrgnlMsgNmId');
  if (message?.toLowerCase().startsWith('pain.001') === false) {
    const at = place(group ?? report);
    reader.findings.remarks.push({ code: 'OTHER_MESSAGE_ANSWERED', data: { at, message: shown(message) } });
    return;
  }
  const day = dayAt([[one(report, 'GrpHdr'), 'CreDtTm']], report);
  remarkStrangers(reader.findings);
  const listed = new Set<string>();
  const batches = batchesOf(report, group, reader);
  for (const { transactions, whole, run } of batches)
    for (const transaction of transactions)
      orRemark(reader.findings.remarks, () => {
        readTransaction({ transaction, whole, run, day, listed }, reader);
      });
  const wholes = batches.flatMap(({ node, whole, named, run }) =>
    whole === undefined ? [] : [{ node, status: whole, named, run, day }],
  );
  const isSilent = wholes.length === 0 && batches.every(({ transactions }) => transactions.length === 0);
  if (isSilent && reader.findings.strangers.length === 0) throw unreadable('NO_STATUS', { at: place(report) });
  for (const whole of wholes)
    orRemark(reader.findings.remarks, () => {
      readUnlisted(whole, group, listed, reader);
    });
}

function remarkStrangers({ strangers, remarks }: BankFindings): void {
  for (const { at, endToEndId } of strangers)
    remarks.push(
      endToEndId === undefined
        ? { code: 'ELEMENT_MISSING', data: { at, element: 'OrgnlEndToEndId' } }
        : { code: 'ANSWER_TO_UNKNOWN_PAYMENT', data: { at, endToEndId } },
    );
}

interface Batch {
  /** The element that gives its status. */
  readonly node: XmlNode;
  readonly transactions: readonly XmlNode[];
  /** The status of the batch, otherwise of the group. */
  readonly whole: Status | undefined;
  readonly named: string | undefined;
  readonly run: SentRun | undefined;
}

/** The batches of the report; a report without batches counts as one batch, the group. */
function batchesOf(report: XmlNode, group: XmlNode | undefined, reader: Reader): readonly Batch[] {
  const ofGroup = group === undefined ? undefined : statusAt(group, 'GrpSts');
  const nodes = all(report, 'OrgnlPmtInfAndSts');
  if (nodes.length === 0) {
    const [named, run] = runOf(report, group, reader);
    return [{ node: group ?? report, transactions: all(report, 'TxInfAndSts'), whole: ofGroup, named, run }];
  }
  return nodes.map((node) => {
    const [named, run] = runOf(node, group, reader);
    const own = statusAt(node, 'PmtInfSts');
    const from = own === undefined ? (group ?? node) : node;
    const whole = own === undefined ? ofGroup : { ...own, ...whyOfPart(node, own, ofGroup) };
    return { node: from, transactions: all(node, 'TxInfAndSts'), whole, named, run };
  });
}

/** The run that a batch is about, and its name in the report: our runs have one batch, with the name of the run. */
function runOf(
  node: XmlNode,
  group: XmlNode | undefined,
  { sent }: Reader,
): readonly [string | undefined, SentRun | undefined] {
  const names = [textAt(node, 'OrgnlPmtInfId'), textAt(group, 'OrgnlMsgId')];
  const found = names.find((name) => sent.run(name) !== undefined);
  return [found ?? names.find((name) => name !== undefined), sent.run(found)];
}

function statusAt(node: XmlNode, name: string): Status | undefined {
  const code = textAt(node, name);
  return code === undefined
    ? undefined
    : { code: shown(code), outcome: OUTCOMES.get(code), ...whyOf(all(node, 'StsRsnInf')) };
}

interface Transaction {
  readonly transaction: XmlNode;
  /** The status of the run or batch. */
  readonly whole: Status | undefined;
  readonly run: SentRun | undefined;
  readonly day: Day;
  /** Gains the payment. */
  readonly listed: Set<string>;
}

function readTransaction({ transaction, whole, run, day, listed }: Transaction, { findings, sent }: Reader): void {
  const at = place(transaction);
  const endToEndId = identificationAt(transaction, 'OrgnlEndToEndId');
  if (endToEndId === undefined) throw unreadable('ELEMENT_MISSING', { at, element: 'OrgnlEndToEndId' });
  const sentIn = sent.payment(endToEndId)?.run;
  if (run !== undefined && sentIn !== undefined && sentIn !== run) {
    findings.remarks.push({ code: 'PAYMENT_OF_OTHER_RUN', data: { at, endToEndId, run: run.runId } });
    return;
  }
  listed.add(endToEndId);
  const status = statusAt(transaction, 'TxSts') ?? (PARTIAL.has(whole?.code ?? '') ? undefined : whole);
  if (status === undefined) throw unreadable('ELEMENT_MISSING', { at, element: 'TxSts' });
  const { code, outcome } = status;
  const account = textAt(transaction, 'OrgnlTxRef/DbtrAcct/Id/IBAN');
  const of = { endToEndId, status: code, account, at, ...whyOfPart(transaction, status, whole) };
  if (outcome === undefined) {
    findings.waiting.push({ ...of, day });
    return;
  }
  findings.readings.push({
    ...of,
    outcome,
    day: outcome === 'EXECUTED' ? settledOn(transaction, day) : day,
    amountCents: originalCents(transaction),
    reference: textAt(transaction, 'AcctSvcrRef'),
  });
}

/** Undefined if the report does not repeat it. */
function originalCents(transaction: XmlNode): bigint | undefined {
  const amount = one(transaction, 'OrgnlTxRef/Amt/InstdAmt') ?? one(transaction, 'OrgnlTxRef/IntrBkSttlmAmt');
  return amount === undefined ? undefined : amountCents(amount);
}

/** A payment or batch without a reason takes the one of the whole if both had the same result. */
function whyOfPart(part: XmlNode, status: Status, whole: Status | undefined): AnswerReasons {
  const own = whyOf(all(part, 'StsRsnInf'));
  if (whole === undefined || whole.outcome !== status.outcome) return own;
  const { reason, detail } = own.reason === undefined && own.detail === undefined ? whole : own;
  return { reason, detail, duplicate: own.duplicate ?? whole.duplicate };
}

/** A rejected payment has no settlement day: the report dates it. */
function settledOn(transaction: XmlNode, reported: Day): Day {
  const nodes = ['FctvIntrBkSttlmDt', 'OrgnlTxRef/IntrBkSttlmDt', 'AccptncDtTm'];
  const path = nodes.find((name) => one(transaction, name) !== undefined);
  return path === undefined ? reported : dayAt([[transaction, path]], transaction);
}

/** The payments of the run that the report does not list have the status of the whole. */
function readUnlisted(
  whole: StatusOfWhole,
  group: XmlNode | undefined,
  listed: ReadonlySet<string>,
  reader: Reader,
): void {
  const { node, status, named, run, day } = whole;
  const { findings } = reader;
  const { code, outcome, ...why } = status;
  const at = place(node);
  if (run === undefined) {
    findings.remarks.push({
      code: 'ANSWER_TO_UNKNOWN_RUN',
      data: { at, run: shown(named ?? ''), status: code },
    });
    return;
  }
  if (why.duplicate !== undefined && outcome === 'REJECTED') {
    const of = { run: run.runId };
    findings.remarks.push({ code: 'REJECTED_AS_DUPLICATE', data: { at, of, reason: why.duplicate } });
    return;
  }
  if (!isOfWholeRun(whole, run, group, reader)) return;
  for (const { endToEndId, amountCents } of run.payments) {
    if (listed.has(endToEndId)) continue;
    const of = { endToEndId, status: code, account: undefined, at, ...why };
    if (outcome === undefined) findings.waiting.push({ ...of, day });
    else findings.readings.push({ ...of, outcome, day, amountCents, reference: undefined });
  }
}

/** A status counts for our run only if the number and the sum of its payments, if given, match. */
function isOfWholeRun(
  { node }: StatusOfWhole,
  { runId: run, payments }: SentRun,
  group: XmlNode | undefined,
  { findings: { remarks } }: Reader,
): boolean {
  const at = place(node);
  const count = textAt(node, 'OrgnlNbOfTxs') ?? textAt(group, 'OrgnlNbOfTxs');
  if (count !== undefined && count !== String(payments.length)) {
    remarks.push({ code: 'RUN_COUNT_DIFFERS', data: { at, run, stated: shown(count), payments: payments.length } });
    return false;
  }
  const sum = textAt(node, 'OrgnlCtrlSum') ?? textAt(group, 'OrgnlCtrlSum');
  const sentCents = totalCents(payments);
  // A control sum is a plain decimal and not an amount: some banks give it more zeros.
  if (sum !== undefined && centsOf(sum.replace(/(\.\d\d)0+$/, '$1')) !== sentCents) {
    remarks.push({ code: 'RUN_TOTAL_DIFFERS', data: { at, run, stated: shown(sum), totalCents: sentCents } });
    return false;
  }
  return true;
}
