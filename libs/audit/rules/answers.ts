/**
 * Checks answers of the bank, from files or typed: returned payments, corrections and debts need two people who say just that, and the
 * person who released a payment types no answer about it.
 */
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type Payload, type RuleEvent, ruleKey } from '#libs/audit/rules/rule-event.ts';

/** An answer that waits: who handed it in or typed it, and what it says of each payment. */
interface Proposed {
  readonly by: Person | undefined;
  readonly outcomes: ReadonlyMap<string, readonly string[]>;
}

interface Confirmation {
  readonly key: string;
  readonly proposed: Proposed | undefined;
  readonly payments: ReadonlySet<string>;
}

/** The outcomes after which a payment is due again. */
const COMES_BACK = ['REJECTED', 'RETURNED'];

/** The schema version of returns and executions since returns take two people. */
const SINCE_TWO_PEOPLE = 3;

/** Finds a payment by its end-to-end id: who released it, and how much. */
type PaymentOf = (
  stream: string,
  endToEndId: string,
) => { readonly by: Person | undefined; readonly cents: bigint } | undefined;

export class AnswerRules {
  readonly #paymentOf: PaymentOf;
  /** Payments that answers contradicted, by contradiction. */
  readonly #contradictions = new Map<string, string>();
  /** Payments that the bank debited twice, by stream and payment. */
  readonly #debitedTwice = new Set<string>();
  /** By name of the answer. */
  readonly #proposed = new Map<string, Proposed>();
  /** The last confirmed answer; the events that it causes follow it. */
  #confirmation: Confirmation | undefined;

  /** Whether the rule of two people was there: an event of a former schema version after it is no former event. */
  #isRuled = false;

  constructor(paymentOf: PaymentOf) {
    this.#paymentOf = paymentOf;
  }

  /**
   * Its schema version tells whether the program knew the rule of two people. A file says that a payment that was sent is executed; that one
   * which came back was executed after all, two people.
   */
  executed(event: RuleEvent): readonly RuleFinding[] {
    this.#isRuled ||= event.stream === LEDGER && event.schemaVersion >= SINCE_TWO_PEOPLE;
    return event.data.text('debit').startsWith('due:') ? this.#corrected(event, ['EXECUTED']) : [];
  }

  /** The bank has not decided after all. */
  awaited(event: RuleEvent): readonly RuleFinding[] {
    return this.#corrected(event, ['RELEASED']);
  }

  #corrected(event: RuleEvent, outcomes: readonly string[]): readonly RuleFinding[] {
    const { by, data } = event;
    if (!this.#isRuled || by === undefined || this.#isByTwo(event, data.text('endToEndId'), outcomes)) return [];
    return [{ code: 'CORRECTED_BY_ONE_PERSON', data: { endToEndId: data.text('endToEndId'), by: by.name } }];
  }

  /** The person who releases a payment may hand in a file of the bank, but may not type an answer. */
  proposed(event: RuleEvent): readonly RuleFinding[] {
    const { by, data } = event;
    const entries = Map.groupBy(data.each('entries'), (entry) => entry.text('endToEndId'));
    const payments = [...entries.keys()];
    const outcomes = new Map([...entries].map(([of, own]) => [of, own.map((entry) => entry.text('outcome'))]));
    this.#proposed.set(data.text('answer'), { by, outcomes });
    const other = data.each('entries').flatMap((entry) => this.#otherAmount(event.stream, entry));
    return data.text('source') === 'FILE' ? other : [...other, ...this.#byReleaser(event, payments)];
  }

  /** An entry is about the whole payment, as the second person reads. */
  #otherAmount(stream: string, entry: Payload): readonly RuleFinding[] {
    const [endToEndId, amountCents] = [entry.text('endToEndId'), entry.cents('amountCents')];
    const releasedCents = this.#paymentOf(stream, endToEndId)?.cents;
    if (!entry.has('amountCents') || releasedCents === undefined || amountCents === releasedCents) return [];
    return [{ code: 'ANSWERED_OTHER_AMOUNT', data: { endToEndId, amountCents, releasedCents } }];
  }

  confirmed(event: RuleEvent): readonly RuleFinding[] {
    const { key, data } = event;
    const payments = data.list('payments');
    this.#confirmation = { key, proposed: this.#proposed.get(data.text('answer')), payments: new Set(payments) };
    return this.#byReleaser(event, payments);
  }

  /**
   * The return must follow from a rejection handed in by somebody other than the releaser, or from a confirmation by a second person.
   * Former events had no such rule.
   */
  returned(event: RuleEvent): readonly RuleFinding[] {
    const { stream, schemaVersion, by, data } = event;
    this.#isRuled ||= stream === LEDGER && schemaVersion >= SINCE_TWO_PEOPLE;
    if ((!this.#isRuled && schemaVersion < SINCE_TWO_PEOPLE) || by === undefined) return [];
    const endToEndId = data.text('endToEndId');
    if (this.#isByTwo(event, endToEndId, COMES_BACK)) return [];
    const releasedBy = this.#paymentOf(stream, endToEndId)?.by;
    // What was debited cannot be rejected any more.
    const isRejected = data.text('end') === 'rejected' && data.text('debit').startsWith('released:');
    if (isRejected && releasedBy !== undefined && !samePerson(by, releasedBy)) return [];
    return [{ code: 'RETURNED_BY_ONE_PERSON', data: { endToEndId, by: by.name } }];
  }

  /** From `executed`: the bank debited the payment twice; from `due`: its amount was paid again. */
  owedByTwo(event: RuleEvent): readonly RuleFinding[] {
    const { stream, by, data } = event;
    const endToEndId = data.text('endToEndId');
    const isOfSecondDebit = data.text('credit').startsWith('executed:');
    if (isOfSecondDebit && !this.#debitedTwice.has(ruleKey(stream, data, 'endToEndId')))
      return [{ code: 'SECOND_DEBIT_UNKNOWN', data: { endToEndId } }];
    const outcomes = isOfSecondDebit ? ['EXECUTED_TWICE'] : ['EXECUTED'];
    if (by === undefined || this.#isByTwo(event, endToEndId, outcomes)) return [];
    return [{ code: 'OWED_BY_ONE_PERSON', data: { endToEndId, by: by.name } }];
  }

  /** The debt of a payment received twice ends when two people say that it came back, or was executed once. */
  droppedByTwo(event: RuleEvent, endToEndId: string): boolean {
    const isBack = event.data.text('debit').startsWith('due:');
    return event.by !== undefined && this.#isByTwo(event, endToEndId, isBack ? COMES_BACK : ['EXECUTED']);
  }

  contradicted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    if (data.text('code') === 'DEBITED_TWICE') this.#debitedTwice.add(ruleKey(stream, data, 'endToEndId'));
    this.#contradictions.set(ruleKey(stream, data, 'contradiction'), data.text('endToEndId'));
    return [];
  }

  secondDebit({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    const contradicted = this.#contradictions.get(ruleKey(stream, data, 'contradiction'));
    return contradicted === endToEndId ? [] : [{ code: 'SECOND_DEBIT_UNKNOWN', data: { endToEndId } }];
  }

  /** Whether it follows from a confirmation of another person's proposal, which says one of these outcomes of the payment. */
  #isByTwo({ by, key }: RuleEvent, endToEndId: string, outcomes: readonly string[]): boolean {
    const { payments, proposed } = this.#confirmation?.key === key ? this.#confirmation : {};
    if (by === undefined || proposed?.by === undefined || payments?.has(endToEndId) !== true) return false;
    const isSaid = proposed.outcomes.get(endToEndId)?.some((one) => outcomes.includes(one)) === true;
    return isSaid && !samePerson(by, proposed.by);
  }

  #byReleaser({ stream, by }: RuleEvent, payments: readonly string[]): readonly RuleFinding[] {
    return payments.flatMap((endToEndId) => {
      const releasedBy = this.#paymentOf(stream, endToEndId)?.by;
      return by !== undefined && releasedBy !== undefined && samePerson(by, releasedBy)
        ? [{ code: 'TYPED_BY_RELEASER', data: { endToEndId, by: by.name } } as const]
        : [];
    });
  }
}
