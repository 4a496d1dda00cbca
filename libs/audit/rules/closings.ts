/** Close-outs: no decision is made about a closed team until it is opened again. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

const DECIDED = ['StatementApproved', 'RegularisationApproved', 'StatementWithdrawn', 'RegularisationWithdrawn'];

export class ClosingRules {
  /** Their teams, by kind and name. */
  readonly #closed = new Map<string, readonly string[]>();

  take({ type, data }: RuleEvent): readonly RuleFinding[] {
    const subject = `${data.text('kind')} ${data.text('name')}`;
    if (type === 'ClosingConfirmed') this.#closed.set(subject, data.list('teams'));
    if (type === 'ReopeningConfirmed') this.#closed.delete(subject);
    if (!DECIDED.includes(type)) return [];
    const team = data.text('team');
    const isClosed = [...this.#closed.values()].some((teams) => teams.includes(team));
    return isClosed ? [{ code: 'DECIDED_OF_CLOSED_TEAM', data: { team } }] : [];
  }
}
