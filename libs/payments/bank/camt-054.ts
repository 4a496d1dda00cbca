/** Reads a debit and credit notification, camt.054: payments that were debited, and those that came back. */
import { agreed } from '#libs/kernel/counted.ts';
import { amountCents, type BankAnswer, answerOf, dayAt, endToEndIdAt, type Outcome } from './bank-answer.ts';
import { type Reading, reasonIn, type SentRun } from './bank-answer.ts';
import { totalCents } from './transfer-order.ts';
import { eurosText } from './amount.ts';
import { all, one, neededText, place, BankFileFault, textAt, type XmlNode } from './xml.ts';

const STATUSES: readonly string[] = ['BOOK', 'PDNG', 'FUTR', 'INFO'];
/** Sub-family of the bank transaction code: a payment that comes back. Source: ISO 20022 external code set. */
const RETURN_CODE = 'RRTN';

/** An entry of the notification, with what holds for all of its payments. */
interface Booking {
  readonly entry: XmlNode;
  readonly notification: XmlNode;
  readonly status: string;
}

/**
 * The entries of the notification. Debits that are booked are EXECUTED; credits that say they are a return (RtrInf, a reversal,
 * or the code RRTN) are RETURNED; either, not yet booked, is PENDING. Other credits, returned debits and mere information are
 * left aside and counted in the remarks. A debit of a whole batch goes to each payment of the run sent. Throws BankFileFault.
 */
export function readCamt054(message: XmlNode, sentRuns: readonly SentRun[]): BankAnswer {
  const readings: Reading[] = [];
  const remarks: string[] = [];
  let entries = 0;
  for (const notification of all(message, 'Ntfctn')) {
    for (const entry of all(notification, 'Ntry')) {
      entries++;
      const booking = { entry, notification, status: entryStatus(entry) };
      if (booking.status === 'INFO')
        remarks.push(`À la ${place(entry)} : pour information seulement, laissée de côté.`);
      else readEntry(booking, sentRuns, readings, remarks);
    }
  }
  if (entries === 0)
    throw new BankFileFault(`À la ${place(message)} : aucune écriture ; il y faudrait au moins un Ntfctn/Ntry.`);
  return answerOf('camt.054', readings, remarks);
}

function readEntry(booking: Booking, sentRuns: readonly SentRun[], readings: Reading[], remarks: string[]): void {
  const { entry } = booking;
  const details = all(entry, 'NtryDtls').flatMap((group) => all(group, 'TxDtls'));
  if (details.length === 0) {
    const outcome = outcomeOf(booking, entry);
    if (outcome === undefined) remarks.push(leftAside(entry));
    else readings.push(...wholeBatch(booking, outcome, sentRuns));
    return;
  }
  let sum: bigint | undefined = 0n;
  let aside = 0;
  for (const detail of details) {
    const outcome = outcomeOf(booking, detail);
    if (outcome === undefined) {
      aside++;
      remarks.push(leftAside(detail));
      continue;
    }
    const reading = readDetail(booking, detail, outcome, details.length === 1);
    sum = sum === undefined || reading.amountCents === undefined ? undefined : sum + reading.amountCents;
    readings.push(reading);
  }
  if (aside === 0 && sum !== undefined) {
    const whole = entryAmount(entry);
    if (whole !== sum) {
      remarks.push(
        `À la ${place(entry)} : l'écriture fait ${eurosText(whole)} et ses virements ${eurosText(sum)} ; à rapprocher avec la banque.`,
      );
    }
  }
}

function readDetail(
  { entry, notification, status }: Booking,
  detail: XmlNode,
  outcome: Outcome,
  alone: boolean,
): Reading {
  const amount =
    one(detail, 'Amt') ??
    one(detail, 'AmtDtls/TxAmt/Amt') ??
    one(detail, 'AmtDtls/InstdAmt/Amt') ??
    (alone ? one(entry, 'Amt') : undefined);
  return {
    endToEndId: endToEndIdAt(detail, 'Refs/EndToEndId'),
    outcome,
    day: bookedOn(entry, notification),
    amountCents: amount === undefined ? undefined : amountCents(amount),
    ...reasonIn(all(detail, 'RtrInf')),
    status,
    reference: textAt(detail, 'Refs/AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef'),
    at: place(detail),
  };
}

/** A debit without details that names the batch it is for. */
function wholeBatch(
  { entry, notification, status }: Booking,
  outcome: Outcome,
  sentRuns: readonly SentRun[],
): Reading[] {
  const batch = one(one(entry, 'NtryDtls'), 'Btch');
  const runId = textAt(batch, 'PmtInfId') ?? textAt(batch, 'MsgId');
  if (batch === undefined || runId === undefined) {
    throw new BankFileFault(
      `À la ${place(entry)} : NtryDtls/TxDtls/Refs/EndToEndId manque ; il y faudrait l'identifiant de bout en bout du virement, ou NtryDtls/Btch/PmtInfId pour un lot entier.`,
    );
  }
  const run = sentRuns.find((sent) => sent.runId === runId);
  if (run === undefined) {
    throw new BankFileFault(
      `À la ${place(batch)} : le lot ${runId} n'est pas parmi les lots envoyés ; ce serait l'identifiant de l'un d'eux.`,
    );
  }
  const [count, amount] = [textAt(batch, 'NbOfTxs') ?? String(run.payments.length), entryAmount(entry)];
  if (count !== String(run.payments.length) || amount !== totalCents(run.payments)) {
    throw new BankFileFault(
      `À la ${place(entry)} : l'écriture du lot ${runId} a ${count} ${agreed(Number(count), 'virement')} et fait ${eurosText(amount)} ; le lot en a ${run.payments.length} et fait ${eurosText(totalCents(run.payments))}.`,
    );
  }
  const day = bookedOn(entry, notification);
  const reference = textAt(entry, 'AcctSvcrRef');
  return run.payments.map(({ endToEndId, amountCents }) => ({
    endToEndId,
    outcome,
    day,
    amountCents,
    ...reasonIn(all(entry, 'RtrInf')),
    status,
    reference,
    at: place(entry),
  }));
}

/** Undefined where it is not about a payment that was sent. */
function outcomeOf({ entry, status }: Booking, at: XmlNode): Outcome | undefined {
  const direction = textAt(at, 'CdtDbtInd') ?? neededText(entry, 'CdtDbtInd', 'CRDT ou DBIT');
  const code = textAt(at, 'BkTxCd/Domn/Fmly/SubFmlyCd') ?? textAt(entry, 'BkTxCd/Domn/Fmly/SubFmlyCd');
  const reversal = ['true', '1'].includes(textAt(entry, 'RvslInd') ?? 'false');
  const returned = reversal || code === RETURN_CODE || all(at, 'RtrInf').length > 0;
  if (direction !== 'CRDT' && direction !== 'DBIT') {
    throw new BankFileFault(
      `À la ${place(at)} : CdtDbtInd dit « ${direction.slice(0, 35)} » ; ce serait CRDT ou DBIT.`,
    );
  }
  // A credit that is no return is money of another; a debit that is one, money that others take back.
  if ((direction === 'CRDT') !== returned) return undefined;
  if (status !== 'BOOK') return 'PENDING';
  return returned ? 'RETURNED' : 'EXECUTED';
}

function leftAside(node: XmlNode): string {
  return `À la ${place(node)} : ni un débit de virement ni un retour (RtrInf), laissé de côté.`;
}

/** Plain text in .02, a choice in .08. */
function entryStatus(entry: XmlNode): string {
  const status = textAt(entry, 'Sts/Cd') ?? textAt(entry, 'Sts');
  if (status === undefined || !STATUSES.includes(status)) {
    throw new BankFileFault(
      `À la ${place(entry)} : Sts ${status === undefined ? 'manque' : `dit « ${status.slice(0, 35)} »`} ; ce serait ${STATUSES.join(', ')}.`,
    );
  }
  return status;
}

function entryAmount(entry: XmlNode): bigint {
  const amount = one(entry, 'Amt');
  if (amount === undefined)
    throw new BankFileFault(`À la ${place(entry)} : Amt manque ; il y faudrait le montant de l'écriture, en EUR.`);
  return amountCents(amount);
}

function bookedOn(entry: XmlNode, notification: XmlNode): number {
  return dayAt(
    [
      [entry, 'BookgDt'],
      [entry, 'ValDt'],
      [notification, 'CreDtTm'],
    ],
    entry,
  );
}
