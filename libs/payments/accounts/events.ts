/**
 * Events of an account: of a team that is paid (stream `payee-<team>`), or of an envelope that pays (`debtor-<envelope>`).
 */
import { record, text } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { type BankAccount, BANK_ACCOUNT } from '#libs/payments/accounts/bank-account.ts';

type PayeeProposed = Event<'PayeeProposed', { readonly holder: string; readonly payee: BankAccount }>;
type PayeeConfirmed = Event<'PayeeConfirmed', { readonly holder: string; readonly payee: BankAccount }>;
type PayeeRefused = Event<
  'PayeeRefused',
  { readonly holder: string; readonly payee: BankAccount; readonly reason: string }
>;

export type AccountEvent = PayeeProposed | PayeeConfirmed | PayeeRefused;

export const ACCOUNT_EVENTS = eventCodec<AccountEvent>({
  PayeeProposed: eventSchema(1, record({ holder: text, payee: BANK_ACCOUNT })),
  PayeeConfirmed: eventSchema(1, record({ holder: text, payee: BANK_ACCOUNT })),
  PayeeRefused: eventSchema(1, record({ holder: text, payee: BANK_ACCOUNT, reason: text })),
});
