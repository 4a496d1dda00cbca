/**
 * A bank: it takes each file once, handles its payments as the story says, and reports afterwards in the messages that banks send. Its own
 * books record what it paid.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { BankMessage } from '#test/simulation/bank/message.ts';
import { messageText } from '#test/simulation/bank/message-text.ts';
import { parseOrder } from '#test/simulation/bank/order.ts';
import type { BankPayment, TakenFile } from '#test/simulation/bank/taken-file.ts';
import type { PaymentFate } from '#test/simulation/story.ts';

/** Days between a payment and its return. */
const RETURNS_AFTER = 2;

export class Bank {
  readonly #files = new Map<string, TakenFile>();
  /** Files about which the bank, or people in its name, lied. */
  readonly #lies = new Set<string>();

  get files(): ReadonlyMap<string, TakenFile> {
    return this.#files;
  }

  /** Payments that the bank made and that did not come back, in files without false messages. */
  *paid(): Iterable<BankPayment> {
    for (const { id, payments } of this.#files.values())
      if (!this.#lies.has(id)) yield* payments.filter(({ fate }) => fate === 'PAID');
  }

  /** A second upload of a file is not executed. */
  take(xml: string, fates: readonly PaymentFate[], today: Day): 'taken' | 'duplicate' {
    const { id, debtor, executionDay, payments } = parseOrder(xml);
    if (this.#files.has(id)) return 'duplicate';
    const bookedOn = Math.max(executionDay, today);
    this.#files.set(id, {
      id,
      debtor,
      payments: payments.map((payment, i) => ({ ...payment, fate: fates[i % fates.length] ?? 'PAID' })),
      bookedOn,
      returnedOn: bookedOn + RETURNS_AFTER,
    });
    return 'taken';
  }

  /** The bank's messages about this file may be wrong. */
  doubt(id: string): void {
    this.#lies.add(id);
  }

  /** The file with the message; undefined if the bank has no such message today. */
  says(id: string, message: BankMessage, today: Day): string | undefined {
    const file = this.#files.get(id);
    if (file === undefined || file.returnedOn > today) return undefined;
    if (message === 'LIE') this.doubt(id);
    return messageText(file, message, dayText(today));
  }
}
