/** Splits the order of a run into files that a bank accepts, each with its own name. */
import { BANK_LIMITS } from './limits.ts';
import type { TransferOrder } from './transfer-order.ts';

/** The order itself if one file can carry it; otherwise orders `RUN-1`, `RUN-2`…, in the order of its transfers. */
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

/** The maximum length of a run's name, so that the bank accepts the name of each of its files. */
export function runNameLengthMax(payments: number): number {
  const count = Math.ceil(payments / BANK_LIMITS.paymentsPerFileMax);
  return BANK_LIMITS.referenceLengthMax - (count <= 1 ? 0 : `-${count}`.length);
}
