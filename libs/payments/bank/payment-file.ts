/**
 * Writes an order for the bank: ISO 20022 pain.001.001.09, SEPA credit transfers in one batch, and the same as CSV. Byte for
 * byte the same for the same order.
 */
import { csvLine } from '#libs/kernel/csv.ts';
import { dayText } from '#libs/kernel/day.ts';
import { eurosText } from './amount.ts';
import { type Checked, right } from './checked.ts';
import type { OrderFault } from './refusals.ts';
import { PAIN_001 } from './schema.ts';
import { checkTransferOrder, type Transfer, type TransferOrder, totalCents } from './transfer-order.ts';

const PAYMENT_COLUMNS = [
  'run_id',
  'end_to_end_id',
  'creditor_name',
  'iban',
  'bic',
  'amount_cents',
  'execution_day',
  'remittance',
] as const;

/** An element with a text, or with others inside; `undefined` leaves it out. */
type Element = readonly [name: string, inside: string | readonly (Element | undefined)[]];

/** The XML text, or the faults of the order. Source: pain.001.001.09; EPC132-08, customer-to-bank guidelines. */
export function paymentXml(order: TransferOrder): Checked<string, OrderFault> {
  const checked = checkTransferOrder(order);
  if (!checked.ok) return checked;
  const { id, createdAt, executionDay, debtor, transfers } = checked.value;
  const totals: readonly Element[] = [
    ['NbOfTxs', String(transfers.length)],
    ['CtrlSum', eurosText(totalCents(transfers))],
  ];
  const header: Element = [
    'GrpHdr',
    [['MsgId', id], ['CreDtTm', createdAt], ...totals, ['InitgPty', [['Nm', debtor.name]]]],
  ];
  const batch: Element = [
    'PmtInf',
    [
      ['PmtInfId', id],
      ['PmtMtd', 'TRF'],
      ...totals,
      ['PmtTpInf', [['SvcLvl', [['Cd', 'SEPA']]]]],
      ['ReqdExctnDt', [['Dt', dayText(executionDay)]]],
      ['Dbtr', [['Nm', debtor.name]]],
      ['DbtrAcct', account(debtor.iban)],
      ['DbtrAgt', agent(debtor.bic)],
      ['ChrgBr', 'SLEV'],
      ...transfers.map(transfer),
    ],
  ];
  return right(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${PAIN_001}">\n${elementText(['CstmrCdtTrfInitn', [header, batch]], '  ')}</Document>\n`,
  );
}

/** The same transfers as CSV, amounts in cents, texts as in the XML, or the faults of the order. */
export function paymentCsv(order: TransferOrder): Checked<string, OrderFault> {
  const checked = checkTransferOrder(order);
  if (!checked.ok) return checked;
  const { id, executionDay, transfers } = checked.value;
  const rows = transfers.map(({ endToEndId, creditor, amountCents, remittance }) => [
    id,
    endToEndId,
    creditor.name,
    creditor.iban,
    creditor.bic ?? '',
    String(amountCents),
    dayText(executionDay),
    remittance,
  ]);
  return right([PAYMENT_COLUMNS, ...rows].map(csvLine).join(''));
}

function transfer({ endToEndId, creditor, amountCents, remittance }: Transfer): Element {
  return [
    'CdtTrfTxInf',
    [
      ['PmtId', [['EndToEndId', endToEndId]]],
      ['Amt', [['InstdAmt Ccy="EUR"', eurosText(amountCents)]]],
      creditor.bic === undefined ? undefined : ['CdtrAgt', agent(creditor.bic)],
      ['Cdtr', [['Nm', creditor.name]]],
      ['CdtrAcct', account(creditor.iban)],
      remittance === '' ? undefined : ['RmtInf', [['Ustrd', remittance]]],
    ],
  ];
}

function account(iban: string): readonly Element[] {
  return [['Id', [['IBAN', iban]]]];
}

function agent(bic: string): readonly Element[] {
  return [['FinInstnId', [['BICFI', bic]]]];
}

/** The SEPA set has no character that XML reserves, so a text needs no escape. */
function elementText([name, inside]: Element, margin: string): string {
  const [tag = ''] = name.split(' ');
  if (typeof inside === 'string') return `${margin}<${name}>${inside}</${tag}>\n`;
  const children = inside.map((child) => (child === undefined ? '' : elementText(child, `${margin}  `))).join('');
  return `${margin}<${name}>\n${children}${margin}</${tag}>\n`;
}
