/** Time goes forwards: since the one payment ledger there is, the log refuses an event before its predecessor. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

export class TimeRules {
  #last: RuleEvent | undefined;

  /** Of decisions and payments. */
  take(event: RuleEvent): readonly RuleFinding[] {
    const before = this.#last;
    if (before === undefined && event.stream !== 'payment-ledger') return [];
    this.#last = event;
    if (before === undefined || Date.parse(event.recordedAt) >= Date.parse(before.recordedAt)) return [];
    const { recordedAt } = event;
    const data = { recordedAt, before: before.recordedAt, predecessor: before.position };
    return [{ code: 'RECORDED_BEFORE_PREDECESSOR', data }];
  }
}
