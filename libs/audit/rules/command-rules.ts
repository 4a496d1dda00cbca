/** Some events are never the first of a command: they follow the others of it at once, by one person and at one instant. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

const FOLLOWING = [
  'DuePosted',
  'DueReduced',
  'RecoveryPosted',
  'RecoveryReduced',
  'SetOff',
  'PaymentReleased',
  'OverpaymentPosted',
];

export class CommandRules {
  /** The last event of the ledger. */
  #last: RuleEvent | undefined;

  /** Former ledgers, and so the copies of their events, are held to the rules of their time. */
  take(event: RuleEvent, isCopy: boolean): readonly RuleFinding[] {
    const { stream, type, key, at, by } = event;
    if (stream !== LEDGER) return [];
    const before = this.#last;
    this.#last = event;
    if (isCopy || !FOLLOWING.includes(type)) return [];
    const isSame = key === before?.key && at === before.at && by?.name === before.by?.name;
    return isSame ? [] : [{ code: 'APART_FROM_ITS_COMMAND', data: {} }];
  }
}
