/** Exceptions: two people gave each exception, and it is used once, for its purpose. */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import type { Payload, RuleEvent } from '#libs/audit/rules/rule-event.ts';
import type { Person } from '#libs/event-store/author.ts';

interface Given {
  readonly proposedBy: Person | undefined;
  confirmedBy?: Person | undefined;
  isGiven: boolean;
  readonly terms: Payload;
  /** Position of its first use. */
  usedAt?: number;
}

export class ExceptionRules {
  readonly #exceptions = new Map<string, Given>();

  /** The persons who gave an exception. */
  peopleOf(stream: string, exception: string): Pick<Given, 'proposedBy' | 'confirmedBy'> | undefined {
    return this.#exceptions.get(exceptionKey(stream, exception));
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    const { stream, type, by, data } = event;
    const key = exceptionKey(stream, data.text('exception'));
    if (type === 'ExceptionProposed')
      this.#exceptions.set(key, { proposedBy: by, isGiven: false, terms: data.inside('terms') });
    if (type === 'ExceptionConfirmed') {
      const given = this.#exceptions.get(key);
      const terms = given?.terms ?? data;
      this.#exceptions.set(key, { proposedBy: given?.proposedBy, confirmedBy: by, isGiven: true, terms });
    }
    return usedBy(event).flatMap((exception) => this.#used(event, exception));
  }

  #used({ stream, type, position, data }: RuleEvent, exception: string): readonly RuleFinding[] {
    const given = this.#exceptions.get(exceptionKey(stream, exception));
    if (given?.isGiven !== true) return [{ code: 'EXCEPTION_NOT_GIVEN', data: { exception } }];
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
