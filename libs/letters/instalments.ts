/** The due parts of a decision, each with the reference that the bank gets for it. */
import type { Day } from '#libs/kernel/day.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { Instalment } from '#libs/statements/rules/statement.ts';
import { type Decision, dueMoves, dueParts, itemId } from '#libs/statements/workflow/decisions.ts';

export interface DueInstalment {
  readonly dueOn: Day;
  /** Undefined for a regularisation, and if an old log does not have the calculation. */
  readonly kind: Instalment['kind'] | undefined;
  readonly amountCents: bigint;
  /** The reference of its first payment; undefined for a negative amount. */
  readonly reference: string | undefined;
}

/** Stays the same for the same decision, whatever happens to its payments. */
export function dueInstalments(of: TeamPeriod, decision: Decision): readonly DueInstalment[] {
  // The parts of the statement itself are its schedule, in the same order; neither has what is zero.
  const schedule = decision.number === 0 ? decision.schedule?.filter((part) => part.amountCents !== 0n) : undefined;
  return dueParts(decision).map(({ dueOn, amountCents }, index) => ({
    dueOn,
    kind: schedule?.[index]?.kind,
    amountCents,
    reference: amountCents > 0n ? endToEndId(itemId(of, decision, index), FIRST_ATTEMPT) : undefined,
  }));
}

const FIRST_ATTEMPT = 1;

interface MovedPart {
  readonly kind: Instalment['kind'];
  readonly from: Day;
  readonly to: Day;
  readonly amountCents: bigint;
  /** The reference of its first payment. */
  readonly reference: string;
}

/** The parts of a regularisation that are due on another day than decided. They come after its due parts in the ledger. */
export function dueMovedParts(of: TeamPeriod, decision: Decision): readonly MovedPart[] {
  const first = dueParts(decision).length;
  return dueMoves(decision).map((move, index) => ({
    ...move,
    reference: endToEndId(itemId(of, decision, first + index), FIRST_ATTEMPT),
  }));
}
