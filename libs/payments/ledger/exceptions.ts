/** The effects of exceptions: an amount beyond an envelope, an account that changed lately, a release before the due day. */
import { samePerson } from '#libs/commands/person.ts';
import type { Day } from '#libs/kernel/day.ts';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Exception, PaymentLedger } from '#libs/payments/ledger/state.ts';

/**
 * The amount by which these exceptions let an envelope be exceeded, in cents. Throws EXCEPTION_NOT_USABLE for an exception that is not
 * confirmed, or is used.
 */
export function permittedCents({ exceptions }: PaymentLedger, envelope: string, ids: readonly string[]): bigint {
  return [...new Set(ids)].reduce((sum, id) => {
    const exception = exceptions.get(id);
    if (exception?.status !== 'confirmed') throw refused('EXCEPTION_NOT_USABLE', { exception: id });
    const { terms } = exception;
    return terms.kind === 'EXCEED_ENVELOPE' && terms.envelope === envelope ? sum + terms.amountCents : sum;
  }, 0n);
}

/** The exceptions that cannot serve a run of an envelope: not confirmed, used, or of another kind or envelope. */
export function notUsable({ exceptions }: PaymentLedger, envelope: string, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => {
    const exception = exceptions.get(id);
    if (exception?.status !== 'confirmed') return true;
    const { terms } = exception;
    return !('envelope' in terms) || terms.envelope !== envelope;
  });
}

/** Whether these exceptions permit to release amounts now that are due up to a later day. */
export function mayReleaseEarly(
  { exceptions }: PaymentLedger,
  {
    envelope,
    exceptions: ids,
    dueBy,
  }: { readonly envelope: string; readonly exceptions: readonly string[]; readonly dueBy: Day },
): boolean {
  return ids.some((id) => {
    const exception = exceptions.get(id);
    if (exception?.status !== 'confirmed') return false;
    const { terms } = exception;
    return terms.kind === 'EARLY_RELEASE' && terms.envelope === envelope && terms.until >= dueBy;
  });
}

/**
 * The first day on which payments may go to an account; undefined if they may now, because the account is old enough or an exception names
 * it.
 */
export function heldUntil(ledger: PaymentLedger, team: string, account: InForce, today: Day): Day | undefined {
  const until = account.since + ledger.holdDays;
  return today >= until || exceptionOf(ledger, team, account) !== undefined ? undefined : until;
}

/**
 * The exception that two people gave for exactly this account of a team, since its last confirmation: an account that was replaced
 * meanwhile, or that one of the two has proposed since, needs another exception.
 */
export function exceptionOf({ exceptions }: PaymentLedger, team: string, account: InForce): Exception | undefined {
  const digest = accountDigest(account);
  return [...exceptions.values()].find(
    ({ terms, on, proposedBy, confirmedBy }) =>
      terms.kind === 'CHANGED_ACCOUNT' &&
      terms.team === team &&
      terms.account === digest &&
      on >= account.since &&
      ![proposedBy, confirmedBy].some((by) => samePerson(by, account.proposedBy)),
  );
}

/**
 * The exception that permits a decision for a period of a team although its text has ended; undefined without one. It also covers the
 * regularisations.
 */
export function afterEndOf(
  { exceptions }: PaymentLedger,
  { team, period }: { readonly team: string; readonly period: string },
): string | undefined {
  return [...exceptions.values()].find(
    ({ terms }) => terms.kind === 'AFTER_END' && terms.team === team && terms.period === period,
  )?.id;
}

/** The amount by which one exception lets an envelope be exceeded, used or not, in cents; 0 for an exception of another kind. */
export function ceilingOf({ exceptions }: PaymentLedger, envelope: string, id: string): bigint {
  const terms = exceptions.get(id)?.terms;
  return terms?.kind === 'EXCEED_ENVELOPE' && terms.envelope === envelope ? terms.amountCents : 0n;
}
