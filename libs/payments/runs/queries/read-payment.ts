/** One payment by its end-to-end id: its item, the people who decided and released it, its file, and the bank's answers. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { eventsAbout } from '#libs/payments/ledger/events-about.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Payment, type PaymentRun, fileIdsOf } from '#libs/payments/ledger/payment.ts';
import { type Item, type PaymentLedger, type Recovery, paymentsOfItem } from '#libs/payments/ledger/state.ts';
import { type ReleasedFile, releasedFiles } from '#libs/payments/runs/queries/read-payment-run.ts';
import { type ShownPayment, shownPayments } from '#libs/payments/runs/shown-payment.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type Decision, decisionId } from '#libs/statements/workflow/decisions.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

export interface PaymentRead {
  readonly payment: ShownPayment;
  readonly item: Item;
  /** All attempts to pay the item. */
  readonly attempts: readonly Payment[];
  /** The decision that it pays; undefined if that decision is no longer in force. */
  readonly decision: Decision | undefined;
  readonly run: PaymentRun;
  /** The file of the run that it is in. */
  readonly file: ReleasedFile | undefined;
  /** The events of the item and the payment, in the order of the ledger. */
  readonly events: readonly Recorded<LedgerEvent>[];
  /** The same events, and those of the other attempts to pay the item. */
  readonly eventsOfItem: readonly Recorded<LedgerEvent>[];
  /** Debts that the item was set off against, and the team's debt if the item was paid twice. */
  readonly debts: readonly Recovery[];
}

/** Undefined if no payment has that id. */
export class ReadPayment extends Query<PaymentRead | undefined> {
  readonly endToEndId: string;

  constructor(endToEndId: string) {
    super();
    this.endToEndId = endToEndId;
  }
}

@QueryHandler(ReadPayment)
export class ReadPaymentHandler implements IQueryHandler<ReadPayment> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ endToEndId }: ReadPayment): Promise<PaymentRead | undefined> {
    const { log } = this.#stores;
    const found = inLedger(await ledgerOf(log), endToEndId);
    if (found === undefined) return undefined;
    const { decisions } = await loadStatement(log, found.item);
    const decision = decisions.find((one) => decisionId(found.item, one) === found.item.decision);
    // Includes the other attempts to pay the item, which are not about this payment.
    const eventsOfItem = await eventsAbout(log, [found.item.id, endToEndId]);
    const events = eventsOfItem.filter(({ data }) => !('endToEndId' in data) || data.endToEndId === endToEndId);
    const owed = new Set(
      events.flatMap(({ type, data }) => (type === 'SetOff' || type === 'OverpaymentPosted' ? [data.recovery] : [])),
    );
    const { recoveries } = await ledgerOf(log);
    return { ...found, decision, events, eventsOfItem, debts: [...owed].flatMap((id) => recoveries.get(id) ?? []) };
  }
}

function inLedger(
  ledger: PaymentLedger,
  endToEndId: string,
): Pick<PaymentRead, 'payment' | 'item' | 'attempts' | 'run' | 'file'> | undefined {
  const payment = ledger.payments.get(endToEndId);
  if (payment === undefined) return undefined;
  const [item, run] = [ledger.items.get(payment.item), ledger.runs.get(payment.run)];
  if (item === undefined || run === undefined) throw new RangeError(`${endToEndId} has no item or no run`);
  const [shown] = shownPayments(ledger, [payment]);
  if (shown === undefined) throw new RangeError(`${endToEndId} is not shown`);
  return { payment: shown, item, attempts: paymentsOfItem(ledger, item), run, file: fileWith(run, endToEndId) };
}

/** Payments are in the files of a run in their order. */
function fileWith(run: PaymentRun, endToEndId: string): ReleasedFile | undefined {
  const name = fileIdsOf(run)[Math.floor(run.payments.indexOf(endToEndId) / BANK_LIMITS.paymentsPerFileMax)];
  return releasedFiles(run).find(({ file }) => file === name);
}
