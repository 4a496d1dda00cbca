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

/** The clocks of machines that share a log differ by less. */
const CLOCKS_DIFFER_MS = 60_000;

const NONE: TimeFindings = { findings: [], remarks: [] };

export class TimeRules {
  #last: RuleEvent | undefined;
  /** Whether the rule was there when the last event was recorded. */
  #isRuled = false;

  /** Checks the times of decisions and payments. A command begins before its events are recorded. */
  take(event: RuleEvent): TimeFindings {
    const { recordedAt, at } = event;
    const { findings, remarks } = this.#beside(event);
    if (!(Date.parse(at) - Date.parse(recordedAt) > CLOCKS_DIFFER_MS)) return { findings, remarks };
    return { findings: [...findings, { code: 'RECORDED_BEFORE_COMMAND', data: { recordedAt, at } }], remarks };
  }

  #beside(event: RuleEvent): TimeFindings {
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
