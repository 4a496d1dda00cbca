/** An exception lets one run exceed the amount of the envelope: one person proposes it with a reason, another confirms it. */
import { requireDifferentPerson } from '#libs/commands/refusals.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { ExceptionConfirmed, ExceptionProposed } from '#libs/payments/ledger/events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export interface ExceptionAsked {
  readonly envelope: string;
  readonly id: string;
  /** How much the run may exceed the envelope. */
  readonly amountCents: bigint;
  readonly reason: string;
}

/** Throws EXCEPTION_EXISTS, EXCEPTION_AMOUNT_NOT_POSITIVE, EXCEPTION_WITHOUT_REASON. */
export function proposeException(
  { exceptions }: PaymentLedger,
  { envelope, id, amountCents, reason }: ExceptionAsked,
): readonly ExceptionProposed[] {
  if (exceptions.has(id)) throw refused('EXCEPTION_EXISTS', { exception: id });
  if (amountCents <= 0n) throw refused('EXCEPTION_AMOUNT_NOT_POSITIVE', {});
  if (reason.trim() === '') throw refused('EXCEPTION_WITHOUT_REASON', {});
  const data = { envelope, exception: id, ceiling: amountCents, reason };
  return [{ type: 'ExceptionProposed', effective: envelope, data }];
}

/** Throws NO_SUCH_EXCEPTION, EXCEPTION_ALREADY_CONFIRMED, SECOND_PERSON_REQUIRED. */
export function confirmException(
  { exceptions }: PaymentLedger,
  { envelope, id, by }: { readonly envelope: string; readonly id: string; readonly by: Person },
): readonly ExceptionConfirmed[] {
  const exception = exceptions.get(id);
  if (exception?.envelope !== envelope) throw refused('NO_SUCH_EXCEPTION', { exception: id });
  if (exception.status !== 'proposed')
    throw refused('EXCEPTION_ALREADY_CONFIRMED', { exception: id, by: exception.confirmedBy });
  requireDifferentPerson(by, exception.proposedBy, 'PROPOSED_EXCEPTION', id);
  return [{ type: 'ExceptionConfirmed', effective: envelope, data: { envelope, exception: id } }];
}
