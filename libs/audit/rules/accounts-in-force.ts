/** The accounts that two people confirmed: those that teams are paid to, and those that envelopes pay from. */
import type { Person } from '#libs/event-store/author.ts';
import { type RuleEvent, isBeyondCommand } from '#libs/audit/rules/rule-event.ts';

export interface AccountInForce {
  readonly name: string;
  readonly iban: string;
  readonly proposedBy: Person | undefined;
  readonly confirmedBy: Person | undefined;
  /** ISO 8601 instant. */
  readonly since: string;
}

export class AccountsInForce {
  /** Keyed by stream; the last account at the end. */
  readonly #accounts = new Map<string, readonly AccountInForce[]>();

  confirm({ stream, by: confirmedBy, recordedAt: since, data }: RuleEvent, proposedBy: Person | undefined): void {
    const payee = data.inside('payee');
    const account = { name: payee.text('name'), iban: payee.text('iban'), proposedBy, confirmedBy, since };
    this.#accounts.set(stream, [...(this.#accounts.get(stream) ?? []), account]);
  }

  ofTeam(team: string): AccountInForce | undefined {
    return this.#accounts.get(`payee-${team}`)?.at(-1);
  }

  ofEnvelope(envelope: string): AccountInForce | undefined {
    return this.#accounts.get(`debtor-${envelope}`)?.at(-1);
  }

  /**
   * The accounts of this number that are in force at an instant, or were until just before: a release reads them before it is recorded.
   * `stream`: of the team or the envelope.
   */
  of(stream: string, iban: string, at: string): readonly AccountInForce[] {
    const accounts = this.#accounts.get(stream) ?? [];
    return accounts.filter((account, i) => {
      const next = accounts[i + 1];
      const isReplaced = next !== undefined && isBeyondCommand(at, next.since);
      return !isReplaced && account.iban === iban;
    });
  }
}
