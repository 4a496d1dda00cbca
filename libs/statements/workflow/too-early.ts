/** Drafts that cannot be decided before a later day, or without an exception: lists and bulk submissions leave them out, and say why. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { firstDayOfPeriod, periodFromText } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { afterEndOf } from '#libs/payments/ledger/exceptions.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import { type StatementState, draftOf } from '#libs/statements/workflow/state.ts';
import { toSubmit } from '#libs/statements/workflow/variance-code.ts';

export type Early =
  | { readonly why: 'NOT_BEGUN'; readonly from: Day }
  /** `from`: the day known of the calculation. */
  | { readonly why: 'KNOWN_ON_TO_COME'; readonly from: Day };

/** Why a draft cannot be submitted on a day, and from which day on; undefined if it can, or if there is no draft. */
export function tooEarly(state: StatementState, on: Day): Early | undefined {
  const draft = state.status === 'CALCULATED' ? state.calculated : draftOf(state);
  if (draft === undefined) return undefined;
  const first = firstDayOfPeriod(periodFromText(state.period));
  if (first > on) return { why: 'NOT_BEGUN', from: first };
  const { knownOn } = draft.pin;
  return knownOn > on ? { why: 'KNOWN_ON_TO_COME', from: knownOn } : undefined;
}

/** Whether the text ended before the period, and no exception of two people permits a decision. */
export function lacksEndException(state: StatementState, ledger: PaymentLedger): boolean {
  return toSubmit(state) !== undefined && state.isAfterEnd && afterEndOf(ledger, state) === undefined;
}

interface DraftsOn {
  /** They can be submitted on the day. */
  readonly ready: readonly StatementState[];
  readonly early: readonly StatementState[];
  /** YYYY-MM-DD: the day from which all early ones can be submitted; null without any. */
  readonly earlyUntil: string | null;
  /** They need an exception, as their text has ended. */
  readonly ended: readonly StatementState[];
}

/** The drafts among statements, by whether they can be submitted on a day. */
export function draftsOn(states: readonly StatementState[], on: Day, ledger: PaymentLedger): DraftsOn {
  const drafts = states.filter((state) => toSubmit(state) !== undefined);
  const days = new Map(
    drafts.flatMap((state) => {
      const found = tooEarly(state, on);
      return found === undefined ? [] : [[state, found.from] as const];
    }),
  );
  const begun = drafts.filter((state) => !days.has(state));
  return {
    ready: begun.filter((state) => !lacksEndException(state, ledger)),
    early: drafts.filter((state) => days.has(state)),
    earlyUntil: days.size === 0 ? null : dayText(Math.max(...days.values())),
    ended: begun.filter((state) => lacksEndException(state, ledger)),
  };
}

export function draftedCents(drafts: readonly StatementState[]): bigint {
  return sumCentsOf(drafts, (state) => total(toSubmit(state)?.lines ?? []));
}
