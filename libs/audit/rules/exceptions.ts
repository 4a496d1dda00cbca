/** Exceptions: two people gave each exception, and it is used once, for its purpose. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type Payload, type RuleEvent } from '#libs/audit/rules/rule-event.ts';
import type { Person } from '#libs/event-store/author.ts';

export interface Given {
  readonly proposedBy: Person | undefined;
  readonly confirmedBy?: Person | undefined;
  /** Undefined as long as one person proposes it. */
  readonly confirmedAt?: string;
  readonly terms: Payload;
  /** Position of its first use. */
  usedAt?: number;
}

export class ExceptionRules {
  readonly #exceptions = new Map<string, Given>();
  /** The names of those for accounts, by stream and team. */
  readonly #ofAccounts = new Map<string, readonly string[]>();

  /** An exception with its terms and the persons who gave it, also one that waits for the second. */
  given(stream: string, exception: string): Given | undefined {
    return this.#exceptions.get(exceptionKey(stream, exception));
  }

  /** Those that two people gave for an account of a team. `account`: as exceptions name it. */
  forAccount(stream: string, team: string, account: string): readonly Given[] {
    const names = this.#ofAccounts.get(exceptionKey(stream, team)) ?? [];
    return names.flatMap((name) => {
      const given = this.given(stream, name);
      return given?.confirmedAt !== undefined && given.terms.text('account') === account ? [given] : [];
    });
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    const { stream, type, data } = event;
    const key = exceptionKey(stream, data.text('exception'));
    if (type === 'ExceptionProposed') return this.#propose(event, key);
    if (type === 'ExceptionConfirmed') this.#confirm(event, key);
    return usedBy(event).flatMap((exception) => this.#used(event, exception));
  }

  /** A given one, even if it is used, keeps its name; in former ledgers, that was not sure. */
  #propose({ stream, by, data }: RuleEvent, key: string): readonly RuleFinding[] {
    const [exception, terms] = [data.text('exception'), data.inside('terms')];
    if (stream === LEDGER && this.#exceptions.get(key)?.confirmedAt !== undefined)
      return [{ code: 'EXCEPTION_GIVEN_TWICE', data: { exception } }];
    this.#exceptions.set(key, { proposedBy: by, terms });
    return [];
  }

  #confirm({ stream, by, recordedAt, data }: RuleEvent, key: string): void {
    const exception = data.text('exception');
    const { proposedBy, terms } = this.#exceptions.get(key) ?? { proposedBy: undefined, terms: data };
    this.#exceptions.set(key, { proposedBy, confirmedBy: by, confirmedAt: recordedAt, terms });
    if (terms.text('kind') !== 'CHANGED_ACCOUNT') return;
    const team = exceptionKey(stream, terms.text('team'));
    this.#ofAccounts.set(team, [...(this.#ofAccounts.get(team) ?? []), exception]);
  }

  #used({ stream, type, position, data }: RuleEvent, exception: string): readonly RuleFinding[] {
    const given = this.#exceptions.get(exceptionKey(stream, exception));
    if (given?.confirmedAt === undefined) return [{ code: 'EXCEPTION_NOT_GIVEN', data: { exception } }];
    if (given.usedAt !== undefined) return [{ code: 'EXCEPTION_USED_TWICE', data: { exception, first: given.usedAt } }];
    given.usedAt = position;
    const { terms } = given;
    const [kind, envelope] = [terms.text('kind'), data.text('envelope')];
    // A former log had one kind, in the stream of its envelope.
    const isFor =
      kind === '' ||
      (terms.text('envelope') === envelope &&
        (kind === 'EXCEED_ENVELOPE' || (kind === 'EARLY_RELEASE' && type === 'PaymentRunReleased')));
    return isFor ? [] : [{ code: 'EXCEPTION_FOR_ANOTHER', data: { exception, envelope } }];
  }
}

/** The exceptions that an event uses. */
export function usedBy({ type, data }: Pick<RuleEvent, 'type' | 'data'>): readonly string[] {
  if (type === 'PaymentRunReleased') return data.list('exceptions');
  const isOne = ['ExceptionUsed', 'EnvelopeConfirmed', 'PaymentRunMade'].includes(type) && data.has('exception');
  return isOne ? [data.text('exception')] : [];
}

function exceptionKey(stream: string, exception: string): string {
  return `${stream}\n${exception}`;
}
