/** Reads the status report of a payment file, pain.002 (CustomerPaymentStatusReport), per payment or for the whole batch. */
import { counted } from '#libs/kernel/counted.ts';
import { centsOf, eurosText } from './amount.ts';
import { amountCents, type BankAnswer, answerOf, dayAt, endToEndIdAt, type Outcome } from './bank-answer.ts';
import { type Reading, reasonIn, type SentRun } from './bank-answer.ts';
import { totalCents } from './transfer-order.ts';
import { all, neededText, one, place, BankFileFault, textAt, type XmlNode } from './xml.ts';

/** Source: ISO 20022 external code set, ExternalPaymentTransactionStatus1Code. */
const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ['ACSC', 'EXECUTED'],
  ['ACCC', 'EXECUTED'],
  ['RJCT', 'RETURNED'],
  ['CANC', 'RETURNED'],
  ...['RCVD', 'PDNG', 'ACTC', 'ACCP', 'ACFC', 'ACWC', 'ACWP', 'ACSP', 'ACPD', 'BLCK'].map((code): [string, Outcome] => [
    code,
    'PENDING',
  ]),
]);
/** Of a group only: some of its payments are accepted, some not, and only those that are listed are known. */
const PARTIAL: readonly string[] = ['PART', 'PATC'];

interface Status {
  readonly code: string;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly detail?: string;
}

/**
 * The entries of the report. A status of the group or batch goes to each payment that has none of its own, and to those of the
 * run sent that are not listed. Throws BankFileFault.
 */
export function readPain002(report: XmlNode, sentRuns: readonly SentRun[]): BankAnswer {
  const group = one(report, 'OrgnlGrpInfAndSts');
  if (group === undefined)
    throw new BankFileFault(`À la ${place(report)} : OrgnlGrpInfAndSts manque ; il dirait de quel lot il s'agit.`);
  const runId = neededText(group, 'OrgnlMsgId', "l'identifiant du lot envoyé");
  const original = textAt(group, 'OrgnlMsgNmId');
  if (original !== undefined && !original.startsWith('pain.001')) {
    throw new BankFileFault(
      `À la ${place(group)} : OrgnlMsgNmId dit ${original} ; un lot de virements serait pain.001.`,
    );
  }
  const run = sentRuns.find((sent) => sent.runId === runId);
  const sentIds = run === undefined ? undefined : new Set(run.payments.map(({ endToEndId }) => endToEndId));
  const groupStatus = statusAt(group, 'GrpSts');
  const batches = all(report, 'OrgnlPmtInfAndSts');
  const readings = batches.flatMap((batch) => {
    const batchStatus = textAt(batch, 'PmtInfSts') === undefined ? groupStatus : statusAt(batch, 'PmtInfSts');
    return all(batch, 'TxInfAndSts').map((transaction) => readTransaction(report, transaction, batchStatus, sentIds));
  });
  refuseContradictions(readings);
  const withStatus = batches.filter((batch) => textAt(batch, 'PmtInfSts') !== undefined);
  const codes = new Set(withStatus.map((batch) => textAt(batch, 'PmtInfSts')));
  if (codes.size > 1) {
    throw new BankFileFault(
      `À la ${place(report)} : PmtInfSts donne plusieurs statuts (${[...codes].join(', ')}) ; le lot n'en aurait qu'un.`,
    );
  }
  const [source = group] = withStatus;
  const status = withStatus.length > 0 ? statusAt(source, 'PmtInfSts') : groupStatus;
  const rest = status === undefined ? [] : unlisted({ report, group, source, status, runId, run }, readings);
  if (readings.length + rest.length === 0) {
    throw new BankFileFault(
      `À la ${place(report)} : aucun statut ; il y faudrait GrpSts, PmtInfSts ou un TxInfAndSts par virement.`,
    );
  }
  return answerOf('pain.002', [...readings, ...rest]);
}

/** Undefined where there is none, or one that says nothing of a single payment. */
function statusAt(node: XmlNode, name: string): Status | undefined {
  const code = textAt(node, name);
  if (code === undefined || (name !== 'TxSts' && PARTIAL.includes(code))) return undefined;
  const outcome = OUTCOMES.get(code);
  if (outcome === undefined) {
    throw new BankFileFault(
      `À la ${place(node)} : ${name} « ${code.slice(0, 35)} » n'est pas un statut connu ; ce serait ${[...OUTCOMES.keys()].join(', ')}${name === 'TxSts' ? '' : `, ${PARTIAL.join(', ')}`}.`,
    );
  }
  return { code, outcome, ...reasonIn(all(node, 'StsRsnInf')) };
}

function readTransaction(
  report: XmlNode,
  transaction: XmlNode,
  batchStatus: Status | undefined,
  sentIds: ReadonlySet<string> | undefined,
): Reading {
  const endToEndId = endToEndIdAt(transaction, 'OrgnlEndToEndId');
  if (sentIds?.has(endToEndId) === false) {
    throw new BankFileFault(
      `À la ${place(transaction)} : OrgnlEndToEndId ${endToEndId} n'est pas un virement du lot d'OrgnlMsgId ; ce serait l'un des siens.`,
    );
  }
  const status = statusAt(transaction, 'TxSts') ?? batchStatus;
  if (status === undefined) {
    throw new BankFileFault(
      `À la ${place(transaction)} : TxSts manque, et le lot n'a pas de statut qui vaille pour tous ; il y faudrait l'un ou l'autre.`,
    );
  }
  // Where the payment gives no reason of its own, that of the batch stands if it had the same end.
  const own = reasonIn(all(transaction, 'StsRsnInf'));
  const why = Object.keys(own).length === 0 && batchStatus?.outcome === status.outcome ? batchStatus : own;
  const amount = one(transaction, 'OrgnlTxRef/Amt/InstdAmt') ?? one(transaction, 'OrgnlTxRef/IntrBkSttlmAmt');
  const settled: [XmlNode | undefined, string][] = [
    [transaction, 'FctvIntrBkSttlmDt'],
    [transaction, 'OrgnlTxRef/IntrBkSttlmDt'],
    [transaction, 'AccptncDtTm'],
  ];
  return {
    endToEndId,
    outcome: status.outcome,
    // What was refused was not settled: it is the report that dates it.
    day: dayAt([...(status.outcome === 'RETURNED' ? [] : settled), [one(report, 'GrpHdr'), 'CreDtTm']], report),
    amountCents: amount === undefined ? undefined : amountCents(amount),
    reason: why.reason,
    detail: why.detail,
    status: status.code,
    reference: textAt(transaction, 'AcctSvcrRef'),
    at: place(transaction),
  };
}

/** A status that holds for a whole run, and where the report gives it. */
interface StatusOfWhole {
  readonly report: XmlNode;
  readonly group: XmlNode;
  /** The group, or the batch. */
  readonly source: XmlNode;
  readonly status: Status;
  readonly runId: string;
  /** Undefined where it was not sent. */
  readonly run: SentRun | undefined;
}

/** The payments of the run that the report does not list, with the status of the whole. */
function unlisted(
  { report, group, source, status, runId, run }: StatusOfWhole,
  listed: readonly Reading[],
): readonly Reading[] {
  const count = textAt(source, 'OrgnlNbOfTxs') ?? textAt(group, 'OrgnlNbOfTxs');
  if (run === undefined) {
    const nothingIsLost = listed.length > 0 && (status.outcome === 'PENDING' || count === String(listed.length));
    if (nothingIsLost) return [];
    throw new BankFileFault(
      `À la ${place(source)} : le statut ${status.code} vaut pour tout le lot ${runId}, qui n'est pas parmi les lots envoyés ; ce serait l'identifiant de l'un d'eux.`,
    );
  }
  if (count !== undefined && count !== String(run.payments.length)) {
    throw new BankFileFault(
      `À la ${place(source)} : OrgnlNbOfTxs dit ${count} ; le lot ${runId} a ${counted(run.payments.length, 'virement')}.`,
    );
  }
  const sum = textAt(source, 'OrgnlCtrlSum') ?? textAt(group, 'OrgnlCtrlSum');
  // A control sum is a plain decimal and not an amount: some banks give it more zeros.
  if (sum !== undefined && centsOf(sum.replace(/(\.\d\d)0+$/, '$1')) !== totalCents(run.payments)) {
    throw new BankFileFault(
      `À la ${place(source)} : OrgnlCtrlSum dit ${sum} ; le lot ${runId} fait ${eurosText(totalCents(run.payments))}.`,
    );
  }
  const known = new Set(listed.map(({ endToEndId }) => endToEndId));
  const day = dayAt([[one(report, 'GrpHdr'), 'CreDtTm']], report);
  return run.payments
    .filter(({ endToEndId }) => !known.has(endToEndId))
    .map((payment) => ({
      endToEndId: payment.endToEndId,
      outcome: status.outcome,
      day,
      amountCents: payment.amountCents,
      reason: status.reason,
      detail: status.detail,
      status: status.code,
      at: place(source),
    }));
}

function refuseContradictions(readings: readonly Reading[]): void {
  const first = new Map<string, Reading>();
  for (const reading of readings) {
    const earlier = first.get(reading.endToEndId);
    if (earlier === undefined) first.set(reading.endToEndId, reading);
    else if (earlier.outcome !== reading.outcome) {
      throw new BankFileFault(
        `À la ${reading.at} : ${reading.endToEndId} a le statut ${reading.status} après ${earlier.status} plus haut ; un virement n'aurait qu'un statut dans un compte rendu.`,
      );
    }
  }
}
