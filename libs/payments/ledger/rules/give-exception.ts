/**
 * An exception permits something that the rules refuse, once or for one account: one person proposes it with a reason, another confirms it.
 */
import { requireReason } from '#libs/commands/refusals.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import type { ExceptionConfirmed, ExceptionProposed, ExceptionUsed } from '#libs/payments/ledger/proposal-events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export interface ExceptionAsked {
  readonly exception: string;
  readonly terms: ExceptionTerms;
  readonly reason: string;
}

/** The account of a team now. */
export interface LookedUpAccount {
  readonly digest: string;
  readonly proposedBy: Person;
}

/**
 * Throws EXCEPTION_EXISTS, EXCEPTION_AMOUNT_NOT_POSITIVE, REASON_REQUIRED, NO_ACCOUNT_TO_EXCEPT, ACCOUNT_CHANGED_SINCE,
 * EXCEPTION_BY_PROPOSER_OF_ACCOUNT.
 */
export function proposeException(
  { exceptions }: PaymentLedger,
  { exception, terms, reason }: ExceptionAsked,
  by: Person,
  account: LookedUpAccount | undefined,
): readonly ExceptionProposed[] {
  if (exceptions.has(exception)) throw refused('EXCEPTION_EXISTS', { exception });
  if (terms.kind === 'EXCEED_ENVELOPE' && terms.amountCents <= 0n) throw refused('EXCEPTION_AMOUNT_NOT_POSITIVE', {});
  refuseAccount(terms, by, account);
  return [
    { type: 'ExceptionProposed', effective: exception, data: { exception, terms, reason: requireReason(reason) } },
  ];
}

/** Throws NO_ACCOUNT_TO_EXCEPT, ACCOUNT_CHANGED_SINCE, EXCEPTION_BY_PROPOSER_OF_ACCOUNT. */
export function confirmException(
  { exception, terms }: Extract<LedgerChange, { readonly kind: 'EXCEPTION' }>,
  by: Person,
  account: LookedUpAccount | undefined,
): readonly ExceptionConfirmed[] {
  refuseAccount(terms, by, account);
  return [{ type: 'ExceptionConfirmed', effective: exception, data: { exception } }];
}

/** The approval `usedBy` passes the amount of an envelope by it; again for the same approval it gives no event. Throws EXCEPTION_NOT_USABLE. */
export function useException(
  { exceptions }: PaymentLedger,
  { exception: id, envelope, usedBy }: { exception: string; envelope: string; usedBy: string },
): readonly ExceptionUsed[] {
  const exception = exceptions.get(id);
  const isOfEnvelope = exception?.terms.kind === 'EXCEED_ENVELOPE' && exception.terms.envelope === envelope;
  if (!isOfEnvelope || (exception.status === 'used' && exception.usedBy !== usedBy))
    throw refused('EXCEPTION_NOT_USABLE', { exception: id });
  if (exception.status === 'used') return [];
  return [{ type: 'ExceptionUsed', effective: envelope, data: { envelope, exception: id, usedBy } }];
}

/** The person who proposed an account may not give the exception that pays to it. */
function refuseAccount(terms: ExceptionTerms, by: Person, account: LookedUpAccount | undefined): void {
  if (terms.kind !== 'CHANGED_ACCOUNT') return;
  const { team } = terms;
  if (account === undefined) throw refused('NO_ACCOUNT_TO_EXCEPT', { team });
  if (account.digest !== terms.account) throw refused('ACCOUNT_CHANGED_SINCE', { team });
  if (samePerson(by, account.proposedBy)) throw refused('EXCEPTION_BY_PROPOSER_OF_ACCOUNT', { by, team });
}
