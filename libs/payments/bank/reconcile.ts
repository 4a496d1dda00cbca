/** Reads a payment file back and holds it against its run, before it is handed out. */
import { dayText } from '#libs/kernel/day.ts';
import { centsOf, eurosText } from './amount.ts';
import { type Checked, right, wrong } from './checked.ts';
import { PAIN_001 } from './payment-file.ts';
import { checkPaymentRun, type Payment, type PaymentRun, totalCents } from './payment-run.ts';
import { all, one, readXml, Refusal, textAt, type XmlNode } from './xml.ts';

export interface Totals {
  readonly count: number;
  readonly totalCents: bigint;
}

/**
 * How many payments the file has and their sum in cents, added up from the file itself; or a sentence for each thing in which
 * it is not the run: totals, counts, debtor, day, and each payment in its place.
 */
export function reconcile(run: PaymentRun, xml: string): Checked<Totals> {
  const checked = checkPaymentRun(run);
  if (!checked.ok) return checked;
  try {
    return compared(checked.value, readXml(xml));
  } catch (error) {
    if (error instanceof Refusal) return wrong(error.message);
    throw error;
  }
}

function compared(run: PaymentRun, document: XmlNode): Checked<Totals> {
  if (document.name !== 'Document' || document.namespace !== PAIN_001) {
    return wrong(`La racine du fichier n'est pas Document de ${PAIN_001}.`);
  }
  const faults: string[] = [];
  const same = (what: string, found: string | undefined, expected: string | undefined): void => {
    if (found === expected) return;
    faults.push(`${what} : le fichier a « ${found ?? 'rien'} », le lot « ${expected ?? 'rien'} ».`);
  };
  const message = one(document, 'CstmrCdtTrfInitn');
  const batch = one(message, 'PmtInf');
  const header = one(message, 'GrpHdr');
  same('GrpHdr/MsgId', textAt(header, 'MsgId'), run.runId);
  same('GrpHdr/CreDtTm', textAt(header, 'CreDtTm'), run.createdAt);
  same('GrpHdr/InitgPty', textAt(header, 'InitgPty/Nm'), run.debtor.name);
  same('PmtInf/PmtInfId', textAt(batch, 'PmtInfId'), run.runId);
  same('PmtInf/PmtMtd', textAt(batch, 'PmtMtd'), 'TRF');
  same('PmtInf/PmtTpInf', textAt(batch, 'PmtTpInf/SvcLvl/Cd'), 'SEPA');
  same('PmtInf/ReqdExctnDt', textAt(batch, 'ReqdExctnDt/Dt'), dayText(run.executionDay));
  same('PmtInf/Dbtr', textAt(batch, 'Dbtr/Nm'), run.debtor.name);
  same('PmtInf/DbtrAcct', textAt(batch, 'DbtrAcct/Id/IBAN'), run.debtor.iban);
  same('PmtInf/DbtrAgt', textAt(batch, 'DbtrAgt/FinInstnId/BICFI'), run.debtor.bic);
  same('PmtInf/ChrgBr', textAt(batch, 'ChrgBr'), 'SLEV');

  const transfers = batch === undefined ? [] : all(batch, 'CdtTrfTxInf');
  const total = transfers.reduce((sum, transfer) => sum + (centsOf(textAt(transfer, 'Amt/InstdAmt') ?? '') ?? 0n), 0n);
  for (const [of, node] of [
    ['GrpHdr', header],
    ['PmtInf', batch],
  ] as const) {
    same(`${of}/NbOfTxs`, textAt(node, 'NbOfTxs'), String(run.payments.length));
    same(`${of}/CtrlSum`, textAt(node, 'CtrlSum'), eurosText(totalCents(run)));
  }
  same('Nombre de virements', String(transfers.length), String(run.payments.length));
  same('Somme des virements', eurosText(total), eurosText(totalCents(run)));
  for (const [i, transfer] of transfers.entries()) {
    const payment = run.payments[i];
    if (payment === undefined) faults.push(`Le virement ${i + 1} du fichier n'est pas dans le lot.`);
    else
      comparePayment(payment, transfer, (what, ...texts) => {
        same(`Virement ${i + 1} (${payment.endToEndId}), ${what}`, ...texts);
      });
  }
  return faults.length > 0 ? wrong(...faults) : right({ count: transfers.length, totalCents: total });
}

function comparePayment(
  { endToEndId, creditor, amountCents, remittance }: Payment,
  transfer: XmlNode,
  same: (what: string, found: string | undefined, expected: string | undefined) => void,
): void {
  same('EndToEndId', textAt(transfer, 'PmtId/EndToEndId'), endToEndId);
  same('InstdAmt', textAt(transfer, 'Amt/InstdAmt'), eurosText(amountCents));
  same('Ccy', one(transfer, 'Amt/InstdAmt')?.attributes?.get('Ccy'), 'EUR');
  same('CdtrAgt', textAt(transfer, 'CdtrAgt/FinInstnId/BICFI'), creditor.bic);
  same('Cdtr', textAt(transfer, 'Cdtr/Nm'), creditor.name);
  same('CdtrAcct', textAt(transfer, 'CdtrAcct/Id/IBAN'), creditor.iban);
  same('RmtInf', textAt(transfer, 'RmtInf/Ustrd') ?? '', remittance);
}
