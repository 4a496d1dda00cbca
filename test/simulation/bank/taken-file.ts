/** The bank's books about a file that it took. */
import type { Day } from '#libs/kernel/day.ts';
import type { OrderedPayment } from '#test/simulation/bank/order.ts';
import type { PaymentFate } from '#test/simulation/story.ts';

/** A payment in the books of the bank. */
export interface BankPayment extends OrderedPayment {
  readonly fate: PaymentFate;
}

/** A file that the bank took. */
export interface TakenFile {
  readonly id: string;
  readonly debtor: string;
  readonly payments: readonly BankPayment[];
  /** The day on which it was executed, and the day on which it came back. */
  readonly bookedOn: Day;
  readonly returnedOn: Day;
}
