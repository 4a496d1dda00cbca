/** Close-outs: nothing is decided of a team that is closed, until it is opened again. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { RuleEvent } from '#libs/audit/rules/rule-event.ts';

const DECIDED = ['StatementApproved', 'RegularisationApproved', 'StatementWithdrawn', 'RegularisationWithdrawn'];

/** Between what a command reads and what it records. */
const MEANWHILE_MS = 60_000;

interface Closed {
  readonly teams: readonly string[];
  /** ISO 8601 instant. */
  readonly since: string;
}

export class ClosingRules {
  /** By kind and name. */
  readonly #closed = new Map<string, Closed>();

  take({ type, data, recordedAt }: RuleEvent): readonly RuleFinding[] {
    const subject = `${data.text('kind')} ${data.text('name')}`;
    if (type === 'ClosingConfirmed') this.#closed.set(subject, { teams: data.list('teams'), since: recordedAt });
    if (type === 'ReopeningConfirmed') this.#closed.delete(subject);
    if (!DECIDED.includes(type)) return [];
    const team = data.text('team');
    const isClosed = [...this.#closed.values()].some(
      ({ teams, since }) => teams.includes(team) && Date.parse(recordedAt) - Date.parse(since) > MEANWHILE_MS,
    );
    return isClosed ? [{ code: 'DECIDED_OF_CLOSED_TEAM', data: { team } }] : [];
  }
}
