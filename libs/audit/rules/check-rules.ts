/**
 * Checks from the log alone that its decisions and payments keep the rules that commands keep: a forged event is named also where its
 * chain was made again with care.
 */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import { ConfirmationRules } from '#libs/audit/rules/confirmations.ts';
import { DecisionRules } from '#libs/audit/rules/decisions.ts';
import type { Impossible } from '#libs/audit/rules/findings.ts';
import { PaymentRules } from '#libs/audit/rules/payments.ts';
import { unbalanced } from '#libs/audit/rules/postings.ts';
import { ruleEvent } from '#libs/audit/rules/rule-event.ts';
import { TimeRules } from '#libs/audit/rules/times.ts';

/** Of a log with very many faults, the first ones are kept. */
const IMPOSSIBLE_MAX = 1_000;

/** Takes the events of a log one by one, in their order. */
export class RuleCheck {
  readonly #decisions = new DecisionRules();
  readonly #confirmations = new ConfirmationRules();
  readonly #payments = new PaymentRules(this.#decisions, this.#confirmations);
  readonly #times = new TimeRules();
  readonly #impossible: Impossible[] = [];

  /** In the order of the log. */
  get impossible(): readonly Impossible[] {
    return this.#impossible;
  }

  take(stored: Pick<StoredEvent, 'position' | 'text'>): void {
    const event = ruleEvent(stored);
    if (event === undefined || this.#impossible.length >= IMPOSSIBLE_MAX) return;
    const { position, stream, type } = event;
    const findings = [
      ...this.#decisions.take(event),
      ...this.#confirmations.take(event),
      ...unbalanced(event),
      ...this.#payments.take(event),
      ...this.#times.take(event),
    ];
    // What is copied is named where it was recorded first.
    if (event.isCarriedOver) return;
    for (const finding of findings) this.#impossible.push({ position, stream, type, finding });
  }
}
