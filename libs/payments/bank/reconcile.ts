/** Reads a payment file back and holds it against its order, before it is handed out. */
import { dayText } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { centsOf, eurosText } from './amount.ts';
import { type Checked, right, wrong } from './checked.ts';
import type { FileDifference, FileField, OrderFault } from './refusals.ts';
import { PAIN_001 } from './schema.ts';
import { checkTransferOrder, type Transfer, type TransferOrder, totalCents } from './transfer-order.ts';
import { all, one, readXml, textAt, type XmlNode } from './xml.ts';

interface Totals {
  readonly count: number;
  readonly totalCents: bigint;
}

/**
 * The number of transfers in the file and their sum in cents, computed from the file itself; or a fault for each difference from the order:
 * totals, counts, debtor, day, and each transfer in its place. Throws the errors of `readXml` and `one`.
 */
export function reconcile(order: TransferOrder, xml: string): Checked<Totals, OrderFault | FileDifference> {
  const checked = checkTransferOrder(order);
  return checked.ok ? compared(checked.value, readXml(xml)) : checked;
}

type Same = (what: FileField, found: string | undefined, expected: string | undefined) => void;

function compared(order: TransferOrder, document: XmlNode): Checked<Totals, FileDifference> {
  if (document.name !== 'Document' || document.namespace !== PAIN_001)
    return wrong({ code: 'NOT_A_PAYMENT_FILE', data: { namespace: PAIN_001 } });
  const faults: FileDifference[] = [];
  const sameIn =
    (transfer: { readonly number: number; readonly endToEndId: string } | undefined): Same =>
    (what, found, expected) => {
      if (found !== expected) faults.push({ code: 'FILE_DIFFERS', data: { what, transfer, found, expected } });
    };
  const same = sameIn(undefined);
  const message = one(document, 'CstmrCdtTrfInitn');
  const batch = one(message, 'PmtInf');
  const header = one(message, 'GrpHdr');
  same('GrpHdr/MsgId', textAt(header, 'MsgId'), order.id);
  same('GrpHdr/CreDtTm', textAt(header, 'CreDtTm'), order.createdAt);
  same('GrpHdr/InitgPty', textAt(header, 'InitgPty/Nm'), order.debtor.name);
  same('PmtInf/PmtInfId', textAt(batch, 'PmtInfId'), order.id);
  same('PmtInf/PmtMtd', textAt(batch, 'PmtMtd'), 'TRF');
  same('PmtInf/PmtTpInf', textAt(batch, 'PmtTpInf/SvcLvl/Cd'), 'SEPA');
  same('PmtInf/ReqdExctnDt', textAt(batch, 'ReqdExctnDt/Dt'), dayText(order.executionDay));
  same('PmtInf/Dbtr', textAt(batch, 'Dbtr/Nm'), order.debtor.name);
  same('PmtInf/DbtrAcct', textAt(batch, 'DbtrAcct/Id/IBAN'), order.debtor.iban);
  same('PmtInf/DbtrAgt', textAt(batch, 'DbtrAgt/FinInstnId/BICFI'), order.debtor.bic);
  same('PmtInf/ChrgBr', textAt(batch, 'ChrgBr'), 'SLEV');

  const transfers = batch === undefined ? [] : all(batch, 'CdtTrfTxInf');
  const total = sumCentsOf(transfers, (transfer) => centsOf(textAt(transfer, 'Amt/InstdAmt') ?? '') ?? 0n);
  for (const [of, node] of [
    ['GrpHdr', header],
    ['PmtInf', batch],
  ] as const) {
    same(`${of}/NbOfTxs`, textAt(node, 'NbOfTxs'), String(order.transfers.length));
    same(`${of}/CtrlSum`, textAt(node, 'CtrlSum'), eurosText(totalCents(order.transfers)));
  }
  same({ over: 'count' }, String(transfers.length), String(order.transfers.length));
  same({ over: 'total' }, eurosText(total), eurosText(totalCents(order.transfers)));
  for (const [i, transfer] of transfers.entries()) {
    const ordered = order.transfers[i];
    if (ordered === undefined) faults.push({ code: 'TRANSFER_NOT_ORDERED', data: { number: i + 1 } });
    else compareTransfer(ordered, transfer, sameIn({ number: i + 1, endToEndId: ordered.endToEndId }));
  }
  return faults.length > 0 ? wrong(...faults) : right({ count: transfers.length, totalCents: total });
}

function compareTransfer(
  { endToEndId, creditor, amountCents, remittance }: Transfer,
  transfer: XmlNode,
  same: Same,
): void {
  same('EndToEndId', textAt(transfer, 'PmtId/EndToEndId'), endToEndId);
  same('InstdAmt', textAt(transfer, 'Amt/InstdAmt'), eurosText(amountCents));
  same('Ccy', one(transfer, 'Amt/InstdAmt')?.attributes?.get('Ccy'), 'EUR');
  same('CdtrAgt', textAt(transfer, 'CdtrAgt/FinInstnId/BICFI'), creditor.bic);
  same('Cdtr', textAt(transfer, 'Cdtr/Nm'), creditor.name);
  same('CdtrAcct', textAt(transfer, 'CdtrAcct/Id/IBAN'), creditor.iban);
  same('RmtInf', textAt(transfer, 'RmtInf/Ustrd') ?? '', remittance);
}
