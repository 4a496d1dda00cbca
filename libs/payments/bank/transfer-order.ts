/** An order to the bank: the credit transfers of a payment run in one file, and the check that the bank would take it. */
import { codePointCount } from '#libs/kernel/text.ts';
import { type Day, dayText, parseDay } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { type Checked, right, wrong } from './checked.ts';
import { checkHolderName } from './holder-name.ts';
import { checkBic, checkIban } from './iban.ts';
import { BANK_LIMITS } from './limits.ts';
import type { OrderFault, OrderPart } from './refusals.ts';
import { checkReference, sepaText } from './sepa-text.ts';

interface Creditor {
  readonly name: string;
  readonly iban: string;
  readonly bic?: string | undefined;
}

export interface Transfer {
  /** Comes back in the bank's answer: 1 to 35 characters of the SEPA set, once in an order. */
  readonly endToEndId: string;
  readonly creditor: Creditor;
  /** More than 0. */
  readonly amountCents: bigint;
  /** The text that the creditor reads on the statement of account; at most 140 characters, may be empty. */
  readonly remittance: string;
}

export interface TransferOrder {
  /** Name of the file and of its one batch (MsgId, PmtInfId): 1 to 35 characters of the SEPA set. */
  readonly id: string;
  /** Instant, ISO 8601 with `Z` or an offset. */
  readonly createdAt: string;
  readonly executionDay: Day;
  readonly debtor: BankAccount;
  readonly transfers: readonly Transfer[];
}

/** One part of an order, with its faults. */
type CheckedPart = Checked<string, Extract<OrderFault, { readonly code: 'ORDER_PART' }>['data']['fault']>;
/** Gives the value if it is right; otherwise keeps the fault with its part. */
type Keep = (checked: CheckedPart) => string;

const INSTANT = /^([12]\d{3}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/;

/** The order in its outgoing form (numbers without spaces, texts in the SEPA set, whole seconds), or every fault. */
export function checkTransferOrder(order: TransferOrder): Checked<TransferOrder, OrderFault> {
  const faults: OrderFault[] = [];
  const keeping =
    (part: OrderPart): Keep =>
    (checked) => {
      if (checked.ok) return checked.value;
      for (const fault of checked.faults) faults.push({ code: 'ORDER_PART', data: { part, fault } });
      return '';
    };
  const [keep, keepDebtor] = [keeping('order'), keeping('debtor')];
  const id = keep(checkReference('run', order.id));
  const createdAt = keep(checkInstant(order.createdAt));
  if (createdAt !== '') keep(checkExecutionDay(order.executionDay, createdAt));
  const debtor = {
    name: keepDebtor(checkHolderName(order.debtor.name)),
    iban: keepDebtor(checkIban(order.debtor.iban)),
    bic: keepDebtor(checkBic(order.debtor.bic)),
  };
  const { length: count } = order.transfers;
  if (count === 0) faults.push({ code: 'ORDER_EMPTY', data: {} });
  const { paymentsPerFileMax: max } = BANK_LIMITS;
  if (count > max) return wrong({ code: 'ORDER_TOO_LONG', data: { transfers: count, max } });
  const seen = new Set<string>();
  const transfers = order.transfers.map((transfer, i) => {
    const keepTransfer = keeping({ number: i + 1, endToEndId: transfer.endToEndId.slice(0, 35) });
    if (seen.has(transfer.endToEndId)) keepTransfer(wrong({ code: 'END_TO_END_ID_TWICE', data: {} }));
    seen.add(transfer.endToEndId);
    return checkTransfer(transfer, keepTransfer);
  });
  return faults.length > 0
    ? wrong(...faults)
    : right({ id, createdAt, executionDay: order.executionDay, debtor, transfers });
}

/** Sum of the transfers, in cents. */
export function totalCents(transfers: readonly Pick<Transfer, 'amountCents'>[]): bigint {
  return sumCentsOf(transfers, ({ amountCents }) => amountCents);
}

function checkTransfer(transfer: Transfer, keep: Keep): Transfer {
  const { creditor } = transfer;
  keep(checkAmount(transfer.amountCents));
  return {
    endToEndId: keep(checkEndToEndId(transfer.endToEndId)),
    creditor: {
      name: keep(checkHolderName(creditor.name)),
      iban: keep(checkIban(creditor.iban)),
      ...(creditor.bic === undefined ? {} : { bic: keep(checkBic(creditor.bic)) }),
    },
    amountCents: transfer.amountCents,
    remittance: keep(checkRemittance(transfer.remittance)),
  };
}

/** Any reference except the word that means there is none. */
function checkEndToEndId(text: string): CheckedPart {
  return text === 'NOTPROVIDED'
    ? wrong({ code: 'REFERENCE_NOT_PROVIDED', data: {} })
    : checkReference('end-to-end', text);
}

function checkAmount(amountCents: bigint): CheckedPart {
  if (isSendable(amountCents)) return right('');
  return wrong({ code: 'TRANSFER_AMOUNT', data: { amountCents, maxCents: BANK_LIMITS.amountCentsMax } });
}

/** Whether one transfer can carry the amount. */
export function isSendable(amountCents: bigint): boolean {
  return amountCents >= BANK_LIMITS.amountCentsMin && amountCents <= BANK_LIMITS.amountCentsMax;
}

function checkRemittance(text: string): CheckedPart {
  const { remittanceLengthMax: max } = BANK_LIMITS;
  const length = codePointCount(text);
  return length <= max ? right(sepaText(text, max)) : wrong({ code: 'REMITTANCE_LENGTH', data: { length, max } });
}

function checkInstant(text: string): CheckedPart {
  const match = INSTANT.exec(text);
  if (match === null || parseDay(match[1] ?? '') === undefined)
    return wrong({ code: 'CREATION_INSTANT', data: { text } });
  return right(text.replace(/\.\d+/, ''));
}

function checkExecutionDay(day: Day, createdAt: string): CheckedPart {
  if (!Number.isSafeInteger(day) || !/^[12]\d{3}-/.test(dayText(day)))
    return wrong({ code: 'EXECUTION_DAY', data: { day } });
  // The file writes this day and the bank reads it. So a run decided just after midnight in France is accepted.
  const created = INSTANT.exec(createdAt)?.[1] ?? '';
  return dayText(day) >= created ? right('') : wrong({ code: 'EXECUTION_DAY_BEFORE_CREATION', data: { day, created } });
}
