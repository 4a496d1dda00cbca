/**
 * Events of an account: the one a team is paid to (stream `payee-<team>`), or the one an envelope is paid from
 * (`debtor-<envelope>`).
 */
import { record, text } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import type { Payee } from '#libs/payments/ledger/ledger.ts';

export type PayeeProposed = Event<'PayeeProposed', { readonly holder: string; readonly payee: Payee }>;
export type PayeeConfirmed = Event<'PayeeConfirmed', { readonly holder: string; readonly payee: Payee }>;
export type PayeeRefused = Event<
  'PayeeRefused',
  { readonly holder: string; readonly payee: Payee; readonly reason: string }
>;

export type AccountEvent = PayeeProposed | PayeeConfirmed | PayeeRefused;

const PAYEE = record<Payee>({ name: text, iban: text, bic: text });

export const ACCOUNT_EVENTS = eventCodec<AccountEvent>({
  PayeeProposed: eventSchema(1, record({ holder: text, payee: PAYEE })),
  PayeeConfirmed: eventSchema(1, record({ holder: text, payee: PAYEE })),
  PayeeRefused: eventSchema(1, record({ holder: text, payee: PAYEE, reason: text })),
});
