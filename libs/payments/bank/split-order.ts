/** Splits the order of a run into the files that a bank takes, each with a name of its own. */
import { BANK_LIMITS } from './limits.ts';
import type { TransferOrder } from './transfer-order.ts';

/** The order itself where one file carries it; else orders `RUN-1`, `RUN-2`…, in the order of its transfers. */
export function splitOrder(order: TransferOrder): readonly TransferOrder[] {
  const { paymentsPerFileMax } = BANK_LIMITS;
  const files = fileIds(order.id, order.transfers.length);
  return files.map((id, i) => {
    const first = i * paymentsPerFileMax;
    return { ...order, id, transfers: order.transfers.slice(first, first + paymentsPerFileMax) };
  });
}

/** The names of the files of a run with this many payments. */
export function fileIds(run: string, payments: number): readonly string[] {
  const count = Math.ceil(payments / BANK_LIMITS.paymentsPerFileMax);
  return count <= 1 ? [run] : Array.from({ length: count }, (_, i) => `${run}-${i + 1}`);
}

/** How long the name of a run may be, so that each of its files has a name that the bank takes. */
export function runNameLengthMax(payments: number): number {
  const count = Math.ceil(payments / BANK_LIMITS.paymentsPerFileMax);
  return BANK_LIMITS.referenceLengthMax - (count <= 1 ? 0 : `-${count}`.length);
}
