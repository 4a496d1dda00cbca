/** Events of an account: of a team that is paid (stream `payee-<team>`), or of an envelope that pays (`debtor-<envelope>`). */
import { nullable, record, text, typed } from '#libs/kernel/field.ts';
import { type Event, type Upcaster, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { type BankAccount, BANK_ACCOUNT, GIVEN_ACCOUNT } from '#libs/payments/accounts/bank-account.ts';
import { type AccountFlag, FLAGS } from '#libs/payments/accounts/flags.ts';
import { type AccountVerification, VERIFICATION } from '#libs/payments/accounts/verification.ts';

interface OfAccount {
  readonly holder: string;
  readonly payee: BankAccount;
}

/** An account with the facts known about it. */
export interface KnownAccount extends OfAccount {
  /** Null if the holder was not verified. */
  readonly verification: AccountVerification | null;
  /** The unusual traits of the account, as the proposer saw them. */
  readonly flags: readonly AccountFlag[];
}

type PayeeProposed = Event<'PayeeProposed', KnownAccount>;
type PayeeConfirmed = Event<'PayeeConfirmed', KnownAccount>;
type PayeeRefused = Event<'PayeeRefused', OfAccount & { readonly reason: string }>;
type PayeeWithdrawn = Event<'PayeeWithdrawn', OfAccount>;

export type AccountEvent = PayeeProposed | PayeeConfirmed | PayeeRefused | PayeeWithdrawn;

const KNOWN_ACCOUNT = record<KnownAccount>({
  holder: typed,
  payee: GIVEN_ACCOUNT,
  verification: nullable(VERIFICATION),
  flags: FLAGS,
});

/** Version 1 recorded only the number of an account. */
const withoutKnowledge: Upcaster = (json) => ({ ...json, verification: null, flags: [] });

export const ACCOUNT_EVENTS = eventCodec<AccountEvent>({
  PayeeProposed: eventSchema(2, KNOWN_ACCOUNT, { 1: withoutKnowledge }),
  PayeeConfirmed: eventSchema(2, KNOWN_ACCOUNT, { 1: withoutKnowledge }),
  PayeeRefused: eventSchema(1, record({ holder: text, payee: BANK_ACCOUNT, reason: typed })),
  PayeeWithdrawn: eventSchema(1, record({ holder: text, payee: BANK_ACCOUNT })),
});
