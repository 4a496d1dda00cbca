/**
 * The payment ledger: nothing is paid that was not decided, nor twice, nor by a person who took part in the decision or in the account.
 * Each ledger stream has its own items: former logs have one for each envelope.
 */
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { ConfirmationRules } from '#libs/audit/rules/confirmations.ts';
import type { DecisionRules } from '#libs/audit/rules/decisions.ts';
import { type ExceptionRules, usedBy } from '#libs/audit/rules/exceptions.ts';
import type { FormerDuty, RuleFinding } from '#libs/audit/rules/findings.ts';
import type { Payload, RuleEvent } from '#libs/audit/rules/rule-event.ts';

interface Item {
  readonly decision: string;
  leftCents: bigint;
}

interface Run {
  readonly position: number;
  readonly by: Person | undefined;
  readonly payments: ReadonlySet<string>;
  readonly exceptions: readonly string[];
  /** A former run was not prepared; who released it was compared with who approved only. */
  readonly isFormer: boolean;
}

interface Payment {
  readonly position: number;
  readonly cents: bigint;
  /** Who released it. */
  readonly by: Person | undefined;
  status: PaymentStatus;
}

/** Sent, paid, come back, or cancelled before it was sent. */
type PaymentStatus = 'released' | 'executed' | 'returned' | 'cancelled';

interface Debt {
  leftCents: bigint;
  /** That was paid again, where the debt is of that. */
  readonly item?: string | undefined;
}

interface Confirmation {
  readonly key: string;
  readonly by: Person | undefined;
  readonly proposedBy: Person | undefined;
  readonly payments: ReadonlySet<string>;
}

/** The schema version of returns since they take two people. */
const SINCE_TWO_PEOPLE = 3;

/** What the other rules have read of the log. */
interface RulesBefore {
  readonly decisions: DecisionRules;
  readonly confirmations: ConfirmationRules;
  readonly exceptions: ExceptionRules;
}

type Take = (event: RuleEvent) => readonly RuleFinding[];

export class PaymentRules {
  readonly #decisions: DecisionRules;
  readonly #confirmations: ConfirmationRules;
  readonly #exceptions: ExceptionRules;
  /** What each decision made due, less what it took back, by stream. */
  readonly #postedCents = new Map<string, bigint>();
  readonly #items = new Map<string, Item>();
  readonly #debts = new Map<string, Debt>();
  readonly #runs = new Map<string, Run>();
  readonly #payments = new Map<string, Payment>();
  /** Payments that answers contradicted, by contradiction. */
  readonly #contradictions = new Map<string, string>();
  /** Who handed in or typed an answer that waits, by name. */
  readonly #proposedBy = new Map<string, Person | undefined>();
  /** The last confirmation of an answer: what it changes follows. */
  #confirmation: Confirmation | undefined;
  readonly #takes: Readonly<Record<string, Take>> = {
    DuePosted: (event) => this.#duePosted(event),
    RecoveryPosted: (event) => this.#recoveryPosted(event),
    DueReduced: (event) => this.#reduced(event),
    RecoveryReduced: (event) => this.#fromDebt(event),
    RepaymentDemanded: (event) => this.#fromDebt(event),
    DemandTakenBack: (event) => this.#backToDebt(event),
    SetOff: (event) => [...this.#fromItem(event), ...this.#fromDebt(event)],
    PaymentRunMade: (event) => this.#run(event, 'id', true),
    PaymentRunReleased: (event) => this.#run(event, 'run', false),
    PaymentReleased: (event) => this.#released(event),
    PaymentExecuted: (event) => this.#answered(event, 'executed'),
    PaymentReturned: (event) => [...this.#answered(event, 'returned'), ...this.#returned(event)],
    OverpaymentPosted: (event) => [...this.#overpaid(event), ...this.#owedByTwo(event)],
    PaymentBooked: (event) => this.#booked(event),
    AnswerContradicted: (event) => this.#contradicted(event),
    SecondDebitReturned: (event) => this.#secondDebit(event),
    PaymentAwaitedAgain: (event) => this.#answered(event, 'released'),
    PaymentCancelled: (event) => this.#answered(event, 'cancelled'),
    AnswerProposed: (event) => this.#proposed(event),
    AnswerConfirmed: (event) => this.#confirmed(event),
  };

  constructor({ decisions, confirmations, exceptions }: RulesBefore) {
    this.#decisions = decisions;
    this.#confirmations = confirmations;
    this.#exceptions = exceptions;
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    return this.#takes[event.type]?.(event) ?? [];
  }

  #duePosted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    const key = keyOf(stream, data, 'item');
    const findings: RuleFinding[] = [];
    if (!this.#decisions.isPosted(decision)) findings.push({ code: 'POSTED_WITHOUT_DECISION', data: { decision } });
    if (this.#items.has(key)) findings.push({ code: 'ITEM_POSTED_TWICE', data: { item: data.text('item') } });
    this.#items.set(key, { decision, leftCents: data.cents('amountCents') });
    this.#post(stream, decision, data.cents('amountCents'));
    return findings;
  }

  #recoveryPosted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    this.#post(stream, decision, -data.cents('amountCents'));
    this.#debts.set(keyOf(stream, data, 'recovery'), { leftCents: data.cents('amountCents') });
    return this.#decisions.isPosted(decision) ? [] : [{ code: 'POSTED_WITHOUT_DECISION', data: { decision } }];
  }

  /** `because`: the decision that took it back, or another word. */
  #reduced(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data } = event;
    this.#post(stream, data.text('because'), -data.cents('amountCents'));
    return this.#fromItem(event);
  }

  #post(stream: string, decision: string, cents: bigint): void {
    const key = `${stream}\n${decision}`;
    this.#postedCents.set(key, (this.#postedCents.get(key) ?? 0n) + cents);
  }

  #fromItem({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const item = this.#items.get(keyOf(stream, data, 'item'));
    const [id, takenCents] = [data.text('item'), data.cents('amountCents')];
    if (item === undefined) return [{ code: 'ITEM_UNKNOWN', data: { item: id } }];
    const { leftCents } = item;
    item.leftCents -= takenCents;
    return takenCents <= leftCents ? [] : [{ code: 'ITEM_OVERSPENT', data: { item: id, leftCents, takenCents } }];
  }

  #fromDebt({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const debt = this.#debts.get(keyOf(stream, data, 'recovery'));
    const [id, takenCents] = [data.text('recovery'), data.cents('amountCents')];
    if (debt === undefined) return [{ code: 'DEBT_UNKNOWN', data: { debt: id } }];
    const { leftCents } = debt;
    debt.leftCents -= takenCents;
    const item =
      data.text('debit').startsWith('due:') && !data.has('item') ? this.#items.get(debt.item ?? '') : undefined;
    if (item !== undefined) item.leftCents -= takenCents;
    return takenCents <= leftCents ? [] : [{ code: 'DEBT_OVERSPENT', data: { debt: id, leftCents, takenCents } }];
  }

  #backToDebt({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const debt = this.#debts.get(keyOf(stream, data, 'recovery'));
    if (debt === undefined) return [{ code: 'DEBT_UNKNOWN', data: { debt: data.text('recovery') } }];
    debt.leftCents += data.cents('amountCents');
    return [];
  }

  #run({ stream, position, by, data }: RuleEvent, name: string, isFormer: boolean): readonly RuleFinding[] {
    const key = keyOf(stream, data, name);
    const before = this.#runs.get(key);
    const exceptions = usedBy({ type: isFormer ? 'PaymentRunMade' : 'PaymentRunReleased', data });
    this.#runs.set(key, { position, by, payments: new Set(data.list('payments')), exceptions, isFormer });
    if (before === undefined) return [];
    return [{ code: 'RUN_RELEASED_TWICE', data: { run: data.text(name), first: before.position } }];
  }

  #released(event: RuleEvent): readonly RuleFinding[] {
    const { stream, position, data } = event;
    const [run, endToEndId] = [data.text('run'), data.text('endToEndId')];
    const of = this.#runs.get(keyOf(stream, data, 'run'));
    const before = this.#payments.get(keyOf(stream, data, 'endToEndId'));
    const cents = data.cents('amountCents');
    this.#payments.set(keyOf(stream, data, 'endToEndId'), { position, cents, by: of?.by, status: 'released' });
    const findings = [...this.#fromItem(event)];
    if (before !== undefined)
      findings.push({ code: 'PAYMENT_RELEASED_TWICE', data: { endToEndId, first: before.position } });
    if (of?.payments.has(endToEndId) !== true)
      findings.push({ code: 'PAYMENT_OUTSIDE_RUN', data: { endToEndId, run } });
    findings.push(...this.#otherAmount(event), ...this.#otherAccount(event));
    return of === undefined ? findings : [...findings, ...this.#releasedBy(event, of)];
  }

  /** Of the decision that is paid. */
  #otherAmount({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const decision = this.#items.get(keyOf(stream, data, 'item'))?.decision ?? '';
    const approvedCents = this.#decisions.peopleOf(decision)?.approvedCents;
    const postedCents = this.#postedCents.get(`${stream}\n${decision}`) ?? 0n;
    if (approvedCents === undefined || approvedCents === postedCents) return [];
    return [{ code: 'POSTED_OTHER_THAN_APPROVED', data: { decision, postedCents, approvedCents } }];
  }

  #otherAccount({ recordedAt, data }: RuleEvent): readonly RuleFinding[] {
    const [endToEndId, team] = [data.text('endToEndId'), data.text('team')];
    const iban = data.inside('payee').text('iban');
    if (iban === '' || this.#confirmations.isAccountOf(team, iban, recordedAt)) return [];
    return [{ code: 'PAID_TO_OTHER_ACCOUNT', data: { endToEndId, team, iban } }];
  }

  #releasedBy({ stream, data }: RuleEvent, { by, exceptions, isFormer }: Run): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    const decision = this.#decisions.peopleOf(this.#items.get(keyOf(stream, data, 'item'))?.decision ?? '');
    const account = this.#confirmations.accountPeopleOf(data.text('team'));
    const debtor = this.#confirmations.debtorPeopleOf(data.text('envelope'));
    const given = exceptions.map((exception) => this.#exceptions.peopleOf(stream, exception));
    const before: readonly (readonly [FormerDuty, Person | undefined])[] = [
      ['approved', decision?.approvedBy],
      ...(isFormer
        ? []
        : ([
            ['submitted', decision?.submittedBy],
            ['proposed-account', account?.proposedBy],
            ['confirmed-account', account?.confirmedBy],
            ['proposed-account', debtor?.proposedBy],
            ['confirmed-account', debtor?.confirmedBy],
            ...given.map((people) => ['proposed-exception', people?.proposedBy] as const),
            ...given.map((people) => ['confirmed-exception', people?.confirmedBy] as const),
          ] as const)),
    ];
    return before.flatMap(([duty, person]) =>
      by !== undefined && person !== undefined && samePerson(by, person)
        ? [{ code: 'RELEASED_BY_SAME_PERSON', data: { endToEndId, by: by.name, duty } } as const]
        : [],
    );
  }

  #answered({ stream, data }: RuleEvent, status: PaymentStatus): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    const payment = this.#payments.get(keyOf(stream, data, 'endToEndId'));
    if (payment === undefined) return [{ code: 'ANSWERED_WITHOUT_PAYMENT', data: { endToEndId } }];
    const { cents: releasedCents, status: before } = payment;
    payment.status = status;
    const findings: RuleFinding[] = [];
    if (before === status) findings.push({ code: 'ANSWERED_TWICE', data: { endToEndId } });
    const amountCents = data.cents('amountCents');
    if (amountCents !== releasedCents)
      findings.push({ code: 'ANSWERED_OTHER_AMOUNT', data: { endToEndId, amountCents, releasedCents } });
    return [...findings, ...this.#dueAgain(keyOf(stream, data, 'item'), data.text('item'), before, payment)];
  }

  /** Who releases a payment may hand in a file of the bank, and does not type what it would say. */
  #proposed(event: RuleEvent): readonly RuleFinding[] {
    const { by, data } = event;
    this.#proposedBy.set(data.text('answer'), by);
    const payments = data.each('entries').map((entry) => entry.text('endToEndId'));
    return data.text('source') === 'FILE' ? [] : this.#byReleaser(event, payments);
  }

  #confirmed(event: RuleEvent): readonly RuleFinding[] {
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

  /** A rejection that comes from who did not release the payment, or what a second person confirmed. Former events had no such rule. */
  #returned({ stream, schemaVersion, by, key, data }: RuleEvent): readonly RuleFinding[] {
    if (schemaVersion < SINCE_TWO_PEOPLE || by === undefined) return [];
    const endToEndId = data.text('endToEndId');
    if (this.#isByTwo(by, key, endToEndId)) return [];
    const releasedBy = this.#payments.get(`${stream}\n${endToEndId}`)?.by;
    if (data.text('end') === 'rejected' && releasedBy !== undefined && !samePerson(by, releasedBy)) return [];
    return [{ code: 'RETURNED_BY_ONE_PERSON', data: { endToEndId, by: by.name } }];
  }

  /** What a team owes because it was paid twice. Where its item was paid again, both payments are of it. */
  #overpaid({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const [cents, item] = [data.cents('amountCents'), keyOf(stream, data, 'item')];
    const isPaidAgain = data.text('credit').startsWith('due:');
    this.#debts.set(keyOf(stream, data, 'recovery'), { leftCents: cents, item: isPaidAgain ? item : undefined });
    const of = this.#items.get(item);
    if (of === undefined) return [{ code: 'ITEM_UNKNOWN', data: { item: data.text('item') } }];
    if (isPaidAgain) of.leftCents += cents;
    const endToEndId = data.text('endToEndId');
    const payment = this.#payments.get(keyOf(stream, data, 'endToEndId'));
    if (payment === undefined) return [{ code: 'ANSWERED_WITHOUT_PAYMENT', data: { endToEndId } }];
    const { cents: releasedCents } = payment;
    return cents === releasedCents
      ? []
      : [{ code: 'ANSWERED_OTHER_AMOUNT', data: { endToEndId, amountCents: cents, releasedCents } }];
  }

  #owedByTwo({ by, key, data }: RuleEvent): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    if (by === undefined || this.#isByTwo(by, key, endToEndId)) return [];
    return [{ code: 'OWED_BY_ONE_PERSON', data: { endToEndId, by: by.name } }];
  }

  /** Whether it follows from a confirmation of what another person proposed. */
  #isByTwo(by: Person, key: string, endToEndId: string): boolean {
    const confirmation = this.#confirmation?.key === key ? this.#confirmation : undefined;
    const { proposedBy } = confirmation ?? {};
    return confirmation?.payments.has(endToEndId) === true && proposedBy !== undefined && !samePerson(by, proposedBy);
  }

  #booked({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    const payment = this.#payments.get(keyOf(stream, data, 'endToEndId'));
    if (payment === undefined) return [{ code: 'ANSWERED_WITHOUT_PAYMENT', data: { endToEndId } }];
    // It may be back already: files come in any order.
    const isKnown = payment.status === 'executed' || payment.status === 'returned';
    return isKnown ? [] : [{ code: 'BOOKED_NOT_EXECUTED', data: { endToEndId } }];
  }

  #contradicted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    this.#contradictions.set(keyOf(stream, data, 'contradiction'), data.text('endToEndId'));
    return [];
  }

  #secondDebit({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    const contradicted = this.#contradictions.get(keyOf(stream, data, 'contradiction'));
    return contradicted === endToEndId ? [] : [{ code: 'SECOND_DEBIT_UNKNOWN', data: { endToEndId } }];
  }

  #byReleaser({ stream, by }: RuleEvent, payments: readonly string[]): readonly RuleFinding[] {
    return payments.flatMap((endToEndId) => {
      const releasedBy = this.#payments.get(`${stream}\n${endToEndId}`)?.by;
      return by !== undefined && releasedBy !== undefined && samePerson(by, releasedBy)
        ? [{ code: 'TYPED_BY_RELEASER', data: { endToEndId, by: by.name } } as const]
        : [];
    });
  }

  /** What came back is due again; what turns out to be paid is not, and may not have been paid again meanwhile. */
  #dueAgain(key: string, id: string, before: PaymentStatus, { status, cents }: Payment): readonly RuleFinding[] {
    const item = this.#items.get(key);
    if (item === undefined) return [{ code: 'ITEM_UNKNOWN', data: { item: id } }];
    const [wasBack, isBack] = [isDueAgain(before), isDueAgain(status)];
    const { leftCents } = item;
    if (isBack && !wasBack) item.leftCents += cents;
    if (!wasBack || isBack) return [];
    item.leftCents -= cents;
    return cents <= leftCents ? [] : [{ code: 'ITEM_OVERSPENT', data: { item: id, leftCents, takenCents: cents } }];
  }
}

function isDueAgain(status: PaymentStatus): boolean {
  return status === 'returned' || status === 'cancelled';
}

function keyOf(stream: string, data: Payload, field: string): string {
  return `${stream}\n${data.text(field)}`;
}
