/**
 * Checks answers of the bank, from files or typed: returned payments and debts need two people, and the person who released a payment types
 * no answer about it.
 */
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent, ruleKey } from '#libs/audit/rules/rule-event.ts';

interface Confirmation {
  readonly key: string;
  readonly by: Person | undefined;
  readonly proposedBy: Person | undefined;
  readonly payments: ReadonlySet<string>;
}

/** The schema version of returns and executions since returns take two people. */
const SINCE_TWO_PEOPLE = 3;

/** Finds the person who released a payment, by its end-to-end id. */
type ReleaserOf = (stream: string, endToEndId: string) => Person | undefined;

export class AnswerRules {
  readonly #releaserOf: ReleaserOf;
  /** Payments that answers contradicted, by contradiction. */
  readonly #contradictions = new Map<string, string>();
  /** The person who handed in or typed each waiting answer, by name of the answer. */
  readonly #proposedBy = new Map<string, Person | undefined>();
  /** The last confirmed answer; the events that it causes follow it. */
  #confirmation: Confirmation | undefined;

  /** Whether the rule of two people was there: an event of a former schema version after it is no former event. */
  #isRuled = false;

  constructor(releaserOf: ReleaserOf) {
    this.#releaserOf = releaserOf;
  }

  /** Its schema version tells whether the program knew the rule of two people. */
  executed({ stream, schemaVersion }: RuleEvent): readonly RuleFinding[] {
    this.#isRuled ||= stream === LEDGER && schemaVersion >= SINCE_TWO_PEOPLE;
    return [];
  }

  /** The person who releases a payment may hand in a file of the bank, but may not type an answer. */
  proposed(event: RuleEvent): readonly RuleFinding[] {
    const { by, data } = event;
    this.#proposedBy.set(data.text('answer'), by);
    const payments = data.each('entries').map((entry) => entry.text('endToEndId'));
    return data.text('source') === 'FILE' ? [] : this.#byReleaser(event, payments);
  }

  confirmed(event: RuleEvent): readonly RuleFinding[] {
    const { by, key, data } = event;
    const payments = data.list('payments');
    this.#confirmation = {
      key,
      by,
      proposedBy: this.#proposedBy.get(data.text('answer')),
      payments: new Set(payments),
    };
    return this.#byReleaser(event, payments);
  }

  /**
   * The return must follow from a rejection handed in by somebody other than the releaser, or from a confirmation by a second person.
   * Former events had no such rule.
   */
  returned({ stream, schemaVersion, by, key, data }: RuleEvent): readonly RuleFinding[] {
    this.#isRuled ||= stream === LEDGER && schemaVersion >= SINCE_TWO_PEOPLE;
    if ((!this.#isRuled && schemaVersion < SINCE_TWO_PEOPLE) || by === undefined) return [];
    const endToEndId = data.text('endToEndId');
    if (this.#isByTwo(by, key, endToEndId)) return [];
    const releasedBy = this.#releaserOf(stream, endToEndId);
    if (data.text('end') === 'rejected' && releasedBy !== undefined && !samePerson(by, releasedBy)) return [];
    return [{ code: 'RETURNED_BY_ONE_PERSON', data: { endToEndId, by: by.name } }];
  }

  owedByTwo({ by, key, data }: RuleEvent): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    if (by === undefined || this.#isByTwo(by, key, endToEndId)) return [];
    return [{ code: 'OWED_BY_ONE_PERSON', data: { endToEndId, by: by.name } }];
  }

  /** The debt of a payment received twice ends when two people say that it came back, or was executed once. */
  droppedByTwo({ by, key }: RuleEvent, endToEndId: string): boolean {
    return by !== undefined && this.#isByTwo(by, key, endToEndId);
  }

  contradicted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    this.#contradictions.set(ruleKey(stream, data, 'contradiction'), data.text('endToEndId'));
    return [];
  }

  secondDebit({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    const contradicted = this.#contradictions.get(ruleKey(stream, data, 'contradiction'));
    return contradicted === endToEndId ? [] : [{ code: 'SECOND_DEBIT_UNKNOWN', data: { endToEndId } }];
  }

  /** Whether it follows from a confirmation of another person's proposal. */
  #isByTwo(by: Person, key: string, endToEndId: string): boolean {
    const confirmation = this.#confirmation?.key === key ? this.#confirmation : undefined;
    const { proposedBy } = confirmation ?? {};
    return confirmation?.payments.has(endToEndId) === true && proposedBy !== undefined && !samePerson(by, proposedBy);
  }

  #byReleaser({ stream, by }: RuleEvent, payments: readonly string[]): readonly RuleFinding[] {
    return payments.flatMap((endToEndId) => {
      const releasedBy = this.#releaserOf(stream, endToEndId);
      return by !== undefined && releasedBy !== undefined && samePerson(by, releasedBy)
        ? [{ code: 'TYPED_BY_RELEASER', data: { endToEndId, by: by.name } } as const]
        : [];
    });
  }
}
