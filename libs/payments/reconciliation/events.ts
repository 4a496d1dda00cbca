/**
 * Events of one of our accounts at the bank (stream `account-<digest of the IBAN>`): the content of its statements, and the explanations of
 * people.
 */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, list, nullable, oneOf, record, text, typed, whole } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import type { Balance, MovementClaim, Movement } from '#libs/payments/bank/bank-statement.ts';

/** Movements that no earlier statement had, at most 500 per event; one statement may have several such events. */
type AccountMovementsBooked = Event<
  'AccountMovementsBooked',
  { readonly account: string; readonly statement: string; readonly movements: readonly Movement[] }
>;

/** All of its movements are booked. */
export type AccountStatementTaken = Event<
  'AccountStatementTaken',
  {
    readonly account: string;
    readonly statement: string;
    /** The bank's name for it. */
    readonly reference: string;
    readonly sequence: string;
    readonly from: Day;
    readonly to: Day;
    readonly opening: Balance | null;
    readonly closing: Balance | null;
    /** Number and sum of its movements, including those that an earlier statement had. */
    readonly movements: number;
    readonly movementsCents: bigint;
    /** Booked entries whose amount could not be read. */
    readonly unread: number;
  }
>;

/** A person gave a reason for a difference. */
type AccountDifferenceExplained = Event<
  'AccountDifferenceExplained',
  { readonly account: string; readonly difference: string; readonly cents: bigint; readonly reason: string }
>;

export type BankAccountEvent = AccountMovementsBooked | AccountStatementTaken | AccountDifferenceExplained;

const BALANCE = record<Balance>({ day, cents });
const CLAIM = record<MovementClaim>({
  answer: text,
  outcome: oneOf('EXECUTED', 'RETURNED'),
  payments: list(text),
  cents,
});
const MOVEMENT = record<Movement>({ id: text, day, cents, text, claims: list(CLAIM) });

export const BANK_ACCOUNT_EVENTS = eventCodec<BankAccountEvent>({
  AccountMovementsBooked: eventSchema(1, record({ account: text, statement: text, movements: list(MOVEMENT) })),
  AccountStatementTaken: eventSchema(
    1,
    record({
      account: text,
      statement: text,
      reference: text,
      sequence: text,
      from: day,
      to: day,
      opening: nullable(BALANCE),
      closing: nullable(BALANCE),
      movements: whole,
      movementsCents: cents,
      unread: whole,
    }),
  ),
  AccountDifferenceExplained: eventSchema(1, record({ account: text, difference: text, cents, reason: typed })),
});
