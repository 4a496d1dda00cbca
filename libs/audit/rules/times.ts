/**
 * Times never go backwards. In the one payment ledger, the log refuses an event dated before its predecessor. An older log may have one,
 * which is only a remark, because it broke no rule then.
 */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

interface TimeFindings {
  readonly findings: readonly RuleFinding[];
  readonly remarks: readonly RuleFinding[];
}

const NONE: TimeFindings = { findings: [], remarks: [] };

export class TimeRules {
  #last: RuleEvent | undefined;
  /** Whether the rule was there when the last event was recorded. */
  #isRuled = false;

  /** Checks the times of decisions and payments. */
  take(event: RuleEvent): TimeFindings {
    const [before, wasRuled] = [this.#last, this.#isRuled];
    this.#last = event;
    this.#isRuled ||= event.stream === LEDGER;
    if (before === undefined || Date.parse(event.recordedAt) >= Date.parse(before.recordedAt)) return NONE;
    const { recordedAt } = event;
    const data = { recordedAt, before: before.recordedAt, predecessor: before.position };
    const found: RuleFinding = { code: 'RECORDED_BEFORE_PREDECESSOR', data };
    return wasRuled ? { findings: [found], remarks: [] } : { findings: [], remarks: [found] };
  }
}
