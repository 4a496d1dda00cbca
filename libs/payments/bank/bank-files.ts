/**
 * Builds the files of a run for the bank. A file leaves only after three checks: the order keeps the limits of the banks, the file is valid
 * by the schema, and reading it back gives the order.
 */
import { hash } from 'node:crypto';
import { checkSchema } from './check-schema.ts';
import { type Checked, right, wrong } from './checked.ts';
import { paymentCsv, paymentXml } from './payment-file.ts';
import { reconcile } from './reconcile.ts';
import type { FileDifference, OrderFault, SchemaFault } from './refusals.ts';
import { splitOrder } from './split-order.ts';
import type { TransferOrder } from './transfer-order.ts';

/** The data that identify a file: its digest and its totals. */
export interface FileFigures {
  /** MsgId and PmtInfId. */
  readonly id: string;
  readonly payments: number;
  readonly totalCents: bigint;
  /** SHA-256 of the XML in UTF-8, in hexadecimal. */
  readonly digest: string;
}

export interface BankFile extends FileFigures {
  /** ISO 20022 pain.001.001.09. */
  readonly xml: string;
  readonly csv: string;
}

export type BankFileFault = OrderFault | SchemaFault | FileDifference;

/**
 * All files of the order of a run, each within the limits of the banks; or the faults of the order. The same order gives the same bytes.
 */
export function buildBankFiles(order: TransferOrder): Checked<readonly BankFile[], BankFileFault> {
  const built = splitOrder(order).map(buildFile);
  const faults = built.flatMap((file) => (file.ok ? [] : file.faults));
  return faults.length > 0 ? wrong(...faults) : right(built.flatMap((file) => (file.ok ? [file.value] : [])));
}

function buildFile(order: TransferOrder): Checked<BankFile, BankFileFault> {
  const xml = paymentXml(order);
  if (!xml.ok) return xml;
  const valid = checkSchema(xml.value);
  if (!valid.ok) return valid;
  const totals = reconcile(order, xml.value);
  if (!totals.ok) return totals;
  const csv = paymentCsv(order);
  if (!csv.ok) return csv;
  const { count: payments, totalCents } = totals.value;
  return right({
    id: order.id,
    payments,
    totalCents,
    digest: hash('sha256', xml.value, 'hex'),
    xml: xml.value,
    csv: csv.value,
  });
}
