/** A story is a list of steps as data: it can be run again, shortened, and printed. */
import type { Day } from '#libs/kernel/day.ts';
import type { AccountSide } from '#libs/payments/accounts/account-key.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { BankMessage } from '#test/simulation/bank/message.ts';

/** A person, under one of the spellings of the name. */
export interface Who {
  readonly person: string;
  /** 0: as everyone writes it. */
  readonly spelling: number;
}

/** The code for a confirmation: as shown now, as shown at the first reading, or none. */
export type Code = 'now' | 'first' | 'none';

interface OfStatement {
  readonly team: string;
  readonly period: string;
}

/** Possible facts: a calculation of a team and period as known on a day. */
export interface Figures extends OfStatement {
  readonly scheme: string;
  readonly knownOn: Day;
  /** Empty: the team has no statement any more. */
  readonly parts: readonly { readonly dueOn: Day; readonly amountCents: bigint }[];
}

export type Act =
  | {
      readonly act: 'propose-terms';
      readonly envelope: string;
      readonly amountCents: bigint;
      readonly schemes: readonly string[];
      readonly from?: Day;
      /** Permits an amount below the used one. */
      readonly exception?: string;
    }
  /** Lets one run take its envelope beyond its amount. */
  | {
      readonly act: 'propose-exception';
      readonly envelope: string;
      readonly exception: string;
      readonly amountCents: bigint;
    }
  /** Lets runs pay to the account that the team has now, though it changed lately. */
  | { readonly act: 'except-account'; readonly exception: string; readonly team: string }
  /** Lets one run release amounts that are due by a later day. */
  | { readonly act: 'except-day'; readonly exception: string; readonly envelope: string; readonly until: Day }
  /** The number of days for which a changed account is held. */
  | { readonly act: 'propose-hold'; readonly days: number }
  /** The former program: it approves submissions, and posts and pays them in a stream of the envelope. */
  | {
      readonly act: 'former';
      readonly envelope: string;
      readonly schemes: readonly string[];
      readonly amountCents: bigint;
      readonly run: string;
      /** Decisions, including those that another envelope has already. */
      readonly decided: readonly (OfStatement & { readonly amountCents: bigint })[];
      /** Events without effect, so that the carry-over needs more than one append. */
      readonly padding: number;
    }
  | { readonly act: 'carry-over'; readonly code: Code }
  /** Undoes a posting that the former program made twice. */
  | { readonly act: 'propose-undo'; readonly decision: string }
  | { readonly act: 'propose-demand' | 'propose-take-back'; readonly envelope: string; readonly team: string }
  | {
      readonly act: 'propose-repayment';
      readonly envelope: string;
      readonly team: string;
      readonly amountCents: bigint;
    }
  /** Types the bank's outcome of the n-th payment of a run. */
  | {
      readonly act: 'type-answer';
      readonly answer: string;
      readonly run: string;
      readonly nth: number;
      readonly outcome: TypedOutcome;
    }
  /** Confirms or refuses the announced returns according to what the bank did; an accomplice confirms all of them. */
  | { readonly act: 'decide-returns'; readonly run: string; readonly isComplicit: boolean }
  /** Claims that a released run was not sent. */
  | { readonly act: 'propose-cancellation'; readonly run: string }
  /** A proposal of the ledger, by its name. */
  | { readonly act: 'confirm'; readonly proposal: string; readonly code: Code }
  | { readonly act: 'refuse-proposal' | 'withdraw-proposal'; readonly proposal: string }
  | {
      readonly act: 'propose-account';
      readonly side: AccountSide;
      readonly holder: string;
      readonly account: BankAccount;
    }
  | { readonly act: 'confirm-account'; readonly side: AccountSide; readonly holder: string; readonly code: Code }
  | ({ readonly act: 'calculate' } & Figures)
  /** Facts arrive, and nothing is calculated yet. */
  | ({ readonly act: 'facts' } & Figures)
  | ({ readonly act: 'submit' | 'reject' } & OfStatement)
  /** Exceeds the envelope under an exception. */
  | ({ readonly act: 'approve' | 'withdraw'; readonly exception?: string } & OfStatement)
  | ({ readonly act: 'regularise' } & OfStatement & { readonly knownOn: Day })
  /** Every decided period that late facts change, in one command. */
  | { readonly act: 'regularise-many'; readonly knownOn: Day }
  /** Every regularisation that waits for it. */
  | { readonly act: 'submit-many' }
  | { readonly act: 'approve-many'; readonly code: Code }
  | {
      readonly act: 'prepare';
      readonly run: string;
      readonly envelope: string;
      readonly dueBy: Day;
      readonly executionDay: Day;
      readonly exceptions: readonly string[];
    }
  | { readonly act: 'release'; readonly run: string; readonly code: Code }
  | { readonly act: 'drop'; readonly run: string }
  /** Its file is downloaded and given to the bank, which gives its payments these fates, in order and again from the first. */
  | { readonly act: 'send'; readonly run: string; readonly fates: readonly PaymentFate[] }
  | { readonly act: 'bank-says'; readonly run: string; readonly message: BankMessage };

export type TypedOutcome = 'EXECUTED' | 'REJECTED' | 'RETURNED' | 'RELEASED' | 'EXECUTED_TWICE';

/** PAID: executed; REJECTED: rejected before execution; RETURNED: returned after it; WAITING: undecided. */
export type PaymentFate = 'PAID' | 'REJECTED' | 'RETURNED' | 'WAITING';

/** The fate of the process that does a step. */
export type Fate =
  | { readonly kind: 'lives' }
  /** It stops at its n-th append, from 1: before it, or when it is stored. */
  | { readonly kind: 'crashes'; readonly append: number; readonly when: 'before' | 'after' }
  /** The other process does another step at the same time; at each append, true lets this one continue first. */
  | { readonly kind: 'beside'; readonly other: Step; readonly turns: readonly boolean[] };

export interface Step {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly who: Who;
  /** Idempotency key. */
  readonly key: string;
  readonly act: Act;
  /** The process that does it, of the two. */
  readonly process: 0 | 1;
  readonly fate: Fate;
}

export type Story = readonly Step[];
