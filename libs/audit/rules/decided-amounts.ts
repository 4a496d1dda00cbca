/** What two people decided on a statement: how much is due on which day, and how much the team owes. */
import { type Payload, sumOfAmounts } from '#libs/audit/rules/rule-event.ts';

export interface DecidedAmounts {
  /** The granted amount, less the amount taken back, in cents. */
  readonly approvedCents: bigint;
  /** The amount that it may make due, which its negative parts do not lessen. */
  readonly grantedCents: bigint;
  /** The amount that it may take back. */
  readonly takenCents: bigint;
  /** By day, YYYY-MM-DD: the amount that it may make due. */
  readonly grantedOn: ReadonlyMap<string, bigint>;
}

/**
 * A statement is due in instalments; a regularisation as a whole, on the day of its approval, and it may put off or bring forward what was
 * due. Undefined if an old log does not have the parts.
 */
export function decidedAmounts(proposal: Payload, approvedOn: string): DecidedAmounts | undefined {
  const isStatement = proposal.number('number') === 0;
  const field = isStatement ? 'instalments' : 'lines';
  if (!proposal.has(field)) return undefined;
  const approvedCents = sumOfAmounts(proposal.each(field));
  const parts = isStatement
    ? proposal.each(field).map((part) => [part.text('dueOn'), part.cents('amountCents')] as const)
    : [[approvedOn, approvedCents] as const];
  const grantedOn = new Map<string, bigint>();
  const grant = (day: string, cents: bigint): void => {
    grantedOn.set(day, (grantedOn.get(day) ?? 0n) + cents);
  };
  for (const [day, cents] of parts) if (cents > 0n) grant(day, cents);
  // What would be due on a day gone by is due on that of the approval.
  for (const move of proposal.each('moves'))
    grant(move.text('to') > approvedOn ? move.text('to') : approvedOn, move.cents('amountCents'));
  let [grantedCents, takenCents] = [0n, 0n];
  for (const cents of grantedOn.values()) grantedCents += cents;
  for (const [, cents] of parts) if (cents < 0n) takenCents -= cents;
  return { approvedCents, grantedCents, takenCents, grantedOn };
}
