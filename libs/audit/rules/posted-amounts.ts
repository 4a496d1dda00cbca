/**
 * What each decision made due, reduced and took back in the ledger, beside what two people decided: the same amount, no more of it due than
 * they granted, and due on their days.
 */
import type { DecidedAmounts } from '#libs/audit/rules/decided-amounts.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

interface Posted {
  /** Cents. */
  due: bigint;
  /** Owed by the team. */
  owed: bigint;
  /** Taken from what other decisions on the statement made due. */
  reduced: bigint;
  /** Due by day, YYYY-MM-DD. */
  readonly dueOn: Map<string, bigint>;
}

export class PostedAmounts {
  /** By stream and decision. */
  readonly #posted = new Map<string, Posted>();

  due({ stream, data }: RuleEvent): void {
    const posted = this.#of(stream, data.text('decision'));
    const [dueOn, cents] = [data.text('dueOn'), data.cents('amountCents')];
    posted.due += cents;
    posted.dueOn.set(dueOn, (posted.dueOn.get(dueOn) ?? 0n) + cents);
  }

  owed({ stream, data }: RuleEvent): void {
    this.#of(stream, data.text('decision')).owed += data.cents('amountCents');
  }

  reduced({ stream, data }: RuleEvent): void {
    this.#of(stream, data.text('because')).reduced += data.cents('amountCents');
  }

  /** The amount that a decision made due, less the amount it took back. */
  postedCents(stream: string, decision: string): bigint {
    const { due, owed, reduced } = this.#of(stream, decision);
    return due - owed - reduced;
  }

  /** The amount that a decision took from what others made due. */
  reducedCents(stream: string, decision: string): bigint {
    return this.#of(stream, decision).reduced;
  }

  /** At most one finding: where the amount is another, its parts are too. */
  otherwise(stream: string, decision: string, decided: DecidedAmounts): readonly RuleFinding[] {
    const { approvedCents, grantedCents, takenCents, grantedOn } = decided;
    const { due: dueCents, owed: owedCents, dueOn } = this.#of(stream, decision);
    const postedCents = this.postedCents(stream, decision);
    if (postedCents !== approvedCents)
      return [{ code: 'POSTED_OTHER_THAN_APPROVED', data: { decision, postedCents, approvedCents } }];
    if (dueCents > grantedCents) return [{ code: 'DUE_BEYOND_APPROVED', data: { decision, dueCents, grantedCents } }];
    if (owedCents > takenCents) return [{ code: 'OWED_BEYOND_APPROVED', data: { decision, owedCents, takenCents } }];
    const [day, cents] = [...dueOn].find(([on, posted]) => posted > (grantedOn.get(on) ?? 0n)) ?? [];
    if (day === undefined || cents === undefined) return [];
    const of = { decision, dueOn: day, dueCents: cents, grantedCents: grantedOn.get(day) ?? 0n };
    return [{ code: 'DUE_ON_ANOTHER_DAY', data: of }];
  }

  #of(stream: string, decision: string): Posted {
    const key = `${stream}\n${decision}`;
    const found = this.#posted.get(key) ?? { due: 0n, owed: 0n, reduced: 0n, dueOn: new Map<string, bigint>() };
    this.#posted.set(key, found);
    return found;
  }
}
