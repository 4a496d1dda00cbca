/** A team that a run leaves out because no transfer to it could be sent; the other teams are paid. */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, nullable, oneOf, record, text } from '#libs/kernel/field.ts';

/**
 * NO_ACCOUNT: no account is confirmed. ACCOUNT_HELD: it changed too lately. NAME, ACCOUNT_NUMBER: no bank accepts the holder's name, the
 * IBAN or the BIC. AMOUNT: more than one transfer can carry.
 */
export const LEFT_OUT_REASONS = ['NO_ACCOUNT', 'ACCOUNT_HELD', 'NAME', 'ACCOUNT_NUMBER', 'AMOUNT'] as const;

export interface Obstacle {
  readonly reason: (typeof LEFT_OUT_REASONS)[number];
  /** The day on which the obstacle ends, if it is known. */
  readonly until: Day | null;
}

export interface LeftOut extends Obstacle {
  readonly team: string;
  /** The amount that the run would pay the team. */
  readonly amountCents: bigint;
}

export const LEFT_OUT = record<LeftOut>({
  team: text,
  reason: oneOf(...LEFT_OUT_REASONS),
  until: nullable(day),
  amountCents: cents,
});

/** What is due by the day of a run, and that no run pays until two persons have said what is true of it. */
export interface KeptApart {
  readonly items: number;
  readonly amountCents: bigint;
}
