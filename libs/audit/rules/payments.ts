/**
 * The payment ledger: each payment rests on a decision, happens once, and is not released by a person who took part in the decision or in
 * the account. Each ledger stream has its own items: former logs have one stream per envelope.
 */
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { AccountsInForce } from '#libs/audit/rules/accounts-in-force.ts';
import { AnswerRules } from '#libs/audit/rules/answers.ts';
import type { DecisionRules } from '#libs/audit/rules/decisions.ts';
import { DueItems } from '#libs/audit/rules/due-items.ts';
import { type ExceptionRules, usedBy } from '#libs/audit/rules/exceptions.ts';
import {
  type CheckedPaymentStatus,
  type FormerDuty,
  type Impossible,
  type RuleFinding,
  placed,
} from '#libs/audit/rules/findings.ts';
import { ReleaseRules } from '#libs/audit/rules/releases.ts';
import { LEDGER, type RuleEvent, ruleKey } from '#libs/audit/rules/rule-event.ts';

interface Run {
  readonly position: number;
  readonly by: Person | undefined;
  readonly payments: ReadonlySet<string>;
  readonly exceptions: readonly string[];
  /** A former run was not prepared; its releaser was compared only with the approver. */
  readonly isFormer: boolean;
}

interface Payment {
  readonly position: number;
  readonly cents: bigint;
  /** The person who released it. */
  readonly by: Person | undefined;
  status: CheckedPaymentStatus;
}

/** The rules that read the log before. */
interface RulesBefore {
  readonly decisions: DecisionRules;
  readonly accounts: AccountsInForce;
  readonly exceptions: ExceptionRules;
}

type Take = (event: RuleEvent) => readonly RuleFinding[];

/** The kind of account that has the amount of a payment. */
const ACCOUNT_OF: Readonly<Record<CheckedPaymentStatus, string>> = {
  released: 'released',
  executed: 'executed',
  returned: 'due',
  cancelled: 'due',
};

export class PaymentRules {
  readonly #decisions: DecisionRules;
  readonly #accounts: AccountsInForce;
  readonly #exceptions: ExceptionRules;
  readonly #due: DueItems;
  readonly #releases: ReleaseRules;
  /** By decision, where the one ledger posted the first of it; and the decisions whose amount is reported at a payment. */
  readonly #postings = new Map<string, RuleEvent>();
  /** By decision, where the one ledger cancelled it. */
  readonly #cancelled = new Map<string, RuleEvent>();
  readonly #named = new Set<string>();
  readonly #runs = new Map<string, Run>();
  readonly #payments = new Map<string, Payment>();
  readonly #answers = new AnswerRules((stream, endToEndId) => this.#payments.get(`${stream}\n${endToEndId}`));
  readonly #takes: ReadonlyMap<string, Take> = new Map(
    Object.entries<Take>({
      DecisionPosted: (event) => this.#posted(event),
      DecisionCancelled: (event) => this.#cancel(event),
      DuePosted: (event) => [...this.#posted(event), ...this.#due.duePosted(event)],
      RecoveryPosted: (event) => [...this.#posted(event), ...this.#due.recoveryPosted(event)],
      DueReduced: (event) => this.#due.reduced(event),
      RecoveryReduced: (event) => this.#dropped(event),
      RepaymentDemanded: (event) => this.#due.demanded(event),
      RepaymentReceived: (event) => this.#due.repaid(event),
      DemandTakenBack: (event) => this.#due.backToDebt(event),
      SetOff: (event) => [...this.#due.fromItem(event), ...this.#due.fromDebt(event)],
      PaymentRunMade: (event) => this.#run(event, 'id', true),
      PaymentRunReleased: (event) => this.#run(event, 'run', false),
      PaymentReleased: (event) => this.#released(event),
      PaymentExecuted: (event) => [...this.#answered(event, 'executed'), ...this.#answers.executed(event)],
      PaymentReturned: (event) => [...this.#answered(event, 'returned'), ...this.#answers.returned(event)],
      OverpaymentPosted: (event) => [...this.#overpaid(event), ...this.#answers.owedByTwo(event)],
      PaymentBooked: (event) => this.#booked(event),
      AnswerContradicted: (event) => this.#answers.contradicted(event),
      SecondDebitReturned: (event) => this.#answers.secondDebit(event),
      PaymentAwaitedAgain: (event) => [...this.#answered(event, 'released'), ...this.#answers.awaited(event)],
      PaymentCancelled: (event) => this.#answered(event, 'cancelled'),
      AccountHoldConfirmed: (event) => this.#releases.hold(event),
      AnswerProposed: (event) => this.#answers.proposed(event),
      AnswerConfirmed: (event) => this.#answers.confirmed(event),
    }),
  );

  constructor({ decisions, accounts, exceptions }: RulesBefore) {
    this.#decisions = decisions;
    this.#accounts = accounts;
    this.#exceptions = exceptions;
    this.#due = new DueItems(decisions);
    this.#releases = new ReleaseRules({ accounts, exceptions, due: this.#due });
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    this.#due.owe(event);
    return this.#takes.get(event.type)?.(event) ?? [];
  }

  #run(event: RuleEvent, name: string, isFormer: boolean): readonly RuleFinding[] {
    const { stream, position, by, data } = event;
    const key = ruleKey(stream, data, name);
    const before = this.#runs.get(key);
    const exceptions = usedBy({ type: isFormer ? 'PaymentRunMade' : 'PaymentRunReleased', data });
    this.#runs.set(key, { position, by, payments: new Set(data.list('payments')), exceptions, isFormer });
    const account = isFormer ? [] : this.#releases.run(event);
    if (before === undefined) return account;
    return [{ code: 'RUN_RELEASED_TWICE', data: { run: data.text(name), first: before.position } }, ...account];
  }

  #released(event: RuleEvent): readonly RuleFinding[] {
    const { stream, position, data } = event;
    const [run, endToEndId] = [data.text('run'), data.text('endToEndId')];
    const of = this.#runs.get(ruleKey(stream, data, 'run'));
    const before = this.#payments.get(ruleKey(stream, data, 'endToEndId'));
    const cents = data.cents('amountCents');
    this.#payments.set(ruleKey(stream, data, 'endToEndId'), { position, cents, by: of?.by, status: 'released' });
    const findings = [...this.#due.fromItem(event)];
    if (before !== undefined)
      findings.push({ code: 'PAYMENT_RELEASED_TWICE', data: { endToEndId, first: before.position } });
    if (of?.payments.has(endToEndId) !== true)
      findings.push({ code: 'PAYMENT_OUTSIDE_RUN', data: { endToEndId, run } });
    const exceptions = of === undefined || of.isFormer ? undefined : of.exceptions;
    findings.push(...this.#otherAmount(event), ...this.#releases.payment(event, exceptions));
    return of === undefined ? findings : [...findings, ...this.#releasedBy(event, of)];
  }

  /** Those of former ledgers are held to the rules of their time. */
  #posted(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data, carriedFrom } = event;
    const decision = data.text('decision');
    if (stream === LEDGER && carriedFrom === undefined && !this.#postings.has(decision))
      this.#postings.set(decision, event);
    return [];
  }

  /** A decision is cancelled before any of it is paid, set off or demanded. */
  #cancel(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data, carriedFrom } = event;
    if (stream !== LEDGER || carriedFrom !== undefined) return [];
    const decision = data.text('decision');
    this.#cancelled.set(decision, event);
    return this.#due.isWhole(stream, decision) ? [] : [{ code: 'CANCELLED_NOT_WHOLE', data: { decision } }];
  }

  /** A posting is one append, so that at the end of the log each decision has all of its amounts; and so is a cancellation. */
  get unfinished(): readonly Impossible[] {
    const posted = [...this.#postings].flatMap(([decision, event]) =>
      this.#postedOtherwise(decision).map((finding) => placed(event, finding)),
    );
    const cancelled = [...this.#cancelled].flatMap(([decision, event]) => {
      const leftCents = this.#due.leftCents(LEDGER, decision);
      return leftCents === 0n ? [] : [placed(event, { code: 'CANCELLED_STILL_DUE', data: { decision, leftCents } })];
    });
    return [...posted, ...cancelled];
  }

  #postedOtherwise(decision: string): readonly RuleFinding[] {
    const { amounts } = this.#decisions.decided(decision) ?? {};
    if (amounts === undefined || this.#named.has(decision)) return [];
    return this.#due.posted.otherwise(LEDGER, decision, amounts);
  }

  #dropped(event: RuleEvent): readonly RuleFinding[] {
    const endToEndId = this.#due.overpaymentOf(event);
    return this.#due.dropped(event, endToEndId !== undefined && this.#answers.droppedByTwo(event, endToEndId));
  }

  /** Compares the amount with the decision that is paid. */
  #otherAmount(event: RuleEvent): readonly RuleFinding[] {
    const decision = this.#due.decisionOf(event) ?? '';
    const { approvedCents } = this.#decisions.decided(decision)?.amounts ?? {};
    const postedCents = this.#due.posted.postedCents(event.stream, decision);
    if (approvedCents === undefined || approvedCents === postedCents) return [];
    this.#named.add(decision);
    return [{ code: 'POSTED_OTHER_THAN_APPROVED', data: { decision, postedCents, approvedCents } }];
  }

  #releasedBy(event: RuleEvent, { by, exceptions, isFormer }: Run): readonly RuleFinding[] {
    const { stream, data } = event;
    const endToEndId = data.text('endToEndId');
    const decision = this.#decisions.decided(this.#due.decisionOf(event) ?? '');
    const account = this.#accounts.ofTeam(data.text('team'));
    const debtor = this.#accounts.ofEnvelope(data.text('envelope'));
    const given = [
      ...exceptions.map((exception) => this.#exceptions.given(stream, exception)),
      account && this.#releases.exceptionFor(stream, data.text('team'), account),
    ];
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
    const releasers = [by, event.by].filter((one) => one !== undefined);
    return before.flatMap(([duty, person]) => {
      const same = person && releasers.find((one) => samePerson(one, person));
      return same ? [{ code: 'RELEASED_BY_SAME_PERSON', data: { endToEndId, by: same.name, duty } } as const] : [];
    });
  }

  #answered(event: RuleEvent, status: CheckedPaymentStatus): readonly RuleFinding[] {
    const { stream, data } = event;
    const endToEndId = data.text('endToEndId');
    const payment = this.#payments.get(ruleKey(stream, data, 'endToEndId'));
    if (payment === undefined) return [{ code: 'ANSWERED_WITHOUT_PAYMENT', data: { endToEndId } }];
    const { cents: releasedCents, status: before } = payment;
    payment.status = status;
    const findings: RuleFinding[] = [];
    if (before === status) findings.push({ code: 'ANSWERED_TWICE', data: { endToEndId } });
    else if (stream === LEDGER && !data.text('debit').startsWith(`${ACCOUNT_OF[before]}:`))
      findings.push({ code: 'ANSWERED_FROM_OTHER_STATUS', data: { endToEndId, status: before } });
    const amountCents = data.cents('amountCents');
    if (amountCents !== releasedCents)
      findings.push({ code: 'ANSWERED_OTHER_AMOUNT', data: { endToEndId, amountCents, releasedCents } });
    return [...findings, ...this.#due.answered(event, { before, now: status, cents: releasedCents })];
  }

  /** A payment that was received twice. */
  #overpaid(event: RuleEvent): readonly RuleFinding[] {
    const ofItem = this.#due.overpaid(event);
    if (ofItem.length > 0) return ofItem;
    const { stream, data } = event;
    const cents = data.cents('amountCents');
    const endToEndId = data.text('endToEndId');
    const payment = this.#payments.get(ruleKey(stream, data, 'endToEndId'));
    if (payment === undefined) return [{ code: 'ANSWERED_WITHOUT_PAYMENT', data: { endToEndId } }];
    const { cents: releasedCents, status } = payment;
    // Its amount was paid again because it had come back, or the bank debited it twice.
    if (!data.text('credit').startsWith(`${ACCOUNT_OF[status]}:`))
      return [{ code: 'ANSWERED_FROM_OTHER_STATUS', data: { endToEndId, status } }];
    return cents === releasedCents
      ? []
      : [{ code: 'ANSWERED_OTHER_AMOUNT', data: { endToEndId, amountCents: cents, releasedCents } }];
  }

  #booked({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const endToEndId = data.text('endToEndId');
    const payment = this.#payments.get(ruleKey(stream, data, 'endToEndId'));
    if (payment === undefined) return [{ code: 'ANSWERED_WITHOUT_PAYMENT', data: { endToEndId } }];
    // The payment may be returned already, because files come in any order.
    const isKnown = payment.status === 'executed' || payment.status === 'returned';
    return isKnown ? [] : [{ code: 'BOOKED_NOT_EXECUTED', data: { endToEndId } }];
  }
}
