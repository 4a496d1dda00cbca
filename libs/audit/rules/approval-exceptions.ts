/**
 * A person who gave the exception behind an approval does not release its payments. Earlier programs let this person release them, so a log
 * of theirs gets a remark.
 */
import { samePerson } from '#libs/commands/person.ts';
import type { ExceptionRules } from '#libs/audit/rules/exceptions.ts';
import type { FormerDuty, RuleFinding } from '#libs/audit/rules/findings.ts';
import { type Payload, type RuleEvent, ruleKey } from '#libs/audit/rules/rule-event.ts';
import type { Person } from '#libs/event-store/author.ts';

export class ApprovalExceptions {
  readonly #exceptions: ExceptionRules;
  /** The last exception that an approval used, and the command that used it. */
  #used = { exception: '', command: '' };
  /** The exception of a decision, by stream and decision. */
  readonly #ofDecision = new Map<string, string>();
  /** The decision of an item, by stream and item. */
  readonly #decisionOf = new Map<string, string>();
  /** The names of the exceptions to decide after the end of a text, by period and team. */
  readonly #afterEnd = new Map<string, readonly string[]>();

  constructor(exceptions: ExceptionRules) {
    this.#exceptions = exceptions;
  }

  /** Gives the remarks on a release. */
  take(event: RuleEvent): readonly RuleFinding[] {
    const { stream, type, data } = event;
    const exception = data.text('exception');
    const terms = data.inside('terms');
    if (type === 'ExceptionProposed' && terms.text('kind') === 'AFTER_END') {
      const key = periodOf(terms);
      this.#afterEnd.set(key, [...(this.#afterEnd.get(key) ?? []), exception]);
    }
    if (type === 'ExceptionUsed') this.#used = { exception, command: commandOf(event) };
    if (type === 'DecisionPosted' && this.#used.command === commandOf(event))
      this.#ofDecision.set(ruleKey(stream, data, 'decision'), this.#used.exception);
    if (type === 'DuePosted') this.#decisionOf.set(ruleKey(stream, data, 'item'), ruleKey(stream, data, 'decision'));
    return type === 'PaymentReleased' ? this.#released(event) : [];
  }

  #released({ stream, by, data }: RuleEvent): readonly RuleFinding[] {
    const decision = this.#decisionOf.get(ruleKey(stream, data, 'item')) ?? '';
    const used = this.#ofDecision.get(decision);
    const names = [...(used === undefined ? [] : [used]), ...(this.#afterEnd.get(periodOf(data)) ?? [])];
    const duties = names.flatMap((name): readonly (readonly [FormerDuty, Person | undefined])[] => {
      const people = this.#exceptions.given(stream, name);
      return [
        ['proposed-exception', people?.proposedBy],
        ['confirmed-exception', people?.confirmedBy],
      ];
    });
    return duties.flatMap(([duty, person]) =>
      by !== undefined && person !== undefined && samePerson(by, person)
        ? [
            {
              code: 'RELEASED_BY_SAME_PERSON',
              data: { endToEndId: data.text('endToEndId'), by: by.name, duty },
            } as const,
          ]
        : [],
    );
  }
}

function periodOf(of: Payload): string {
  return `${of.text('team')}\n${of.text('period')}`;
}

/** One person does one thing at an instant, in one envelope; each step of a larger command has its own key. */
function commandOf({ stream, by, data }: RuleEvent): string {
  const at = data.inside('command').inside('meta').text('at');
  return JSON.stringify([stream, data.text('envelope'), by?.name, at]);
}
