/**
 * The payment ledger: each payment rests on a decision, happens once, and is not released by a person who took part in the decision or in
 * the account. Each ledger stream has its own items: former logs have one stream per envelope.
 */
import { samePerson } from '#libs/commands/person.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { ConfirmationRules } from '#libs/audit/rules/confirmations.ts';
import { AnswerRules } from '#libs/audit/rules/answers.ts';
import type { DecisionRules } from '#libs/audit/rules/decisions.ts';
import { DueItems, type CheckedPaymentStatus } from '#libs/audit/rules/due-items.ts';
import { type ExceptionRules, usedBy } from '#libs/audit/rules/exceptions.ts';
import type { FormerDuty, Impossible, RuleFinding } from '#libs/audit/rules/findings.ts';
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
  readonly confirmations: ConfirmationRules;
  readonly exceptions: ExceptionRules;
}

type Take = (event: RuleEvent) => readonly RuleFinding[];

export class PaymentRules {
  readonly #decisions: DecisionRules;
  readonly #confirmations: ConfirmationRules;
  readonly #exceptions: ExceptionRules;
  readonly #due: DueItems;
  /** The decisions that the ledger posted, and those whose amount is reported at a payment. */
  readonly #postings: (Omit<Impossible, 'finding'> & { readonly decision: string })[] = [];
  readonly #named = new Set<string>();
  readonly #runs = new Map<string, Run>();
  readonly #payments = new Map<string, Payment>();
  readonly #answers = new AnswerRules((stream, endToEndId) => this.#payments.get(`${stream}\n${endToEndId}`)?.by);
  readonly #takes: ReadonlyMap<string, Take> = new Map(
    Object.entries<Take>({
      DecisionPosted: (event) => this.#posted(event),
      DuePosted: (event) => this.#due.duePosted(event),
      RecoveryPosted: (event) => this.#due.recoveryPosted(event),
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
      PaymentAwaitedAgain: (event) => this.#answered(event, 'released'),
      PaymentCancelled: (event) => this.#answered(event, 'cancelled'),
      AnswerProposed: (event) => this.#answers.proposed(event),
      AnswerConfirmed: (event) => this.#answers.confirmed(event),
    }),
  );

  constructor({ decisions, confirmations, exceptions }: RulesBefore) {
    this.#decisions = decisions;
    this.#confirmations = confirmations;
    this.#exceptions = exceptions;
    this.#due = new DueItems(decisions);
  }

  take(event: RuleEvent): readonly RuleFinding[] {
    return this.#takes.get(event.type)?.(event) ?? [];
  }

  #run({ stream, position, by, data }: RuleEvent, name: string, isFormer: boolean): readonly RuleFinding[] {
    const key = ruleKey(stream, data, name);
    const before = this.#runs.get(key);
    const exceptions = usedBy({ type: isFormer ? 'PaymentRunMade' : 'PaymentRunReleased', data });
    this.#runs.set(key, { position, by, payments: new Set(data.list('payments')), exceptions, isFormer });
    if (before === undefined) return [];
    return [{ code: 'RUN_RELEASED_TWICE', data: { run: data.text(name), first: before.position } }];
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
    findings.push(...this.#otherAmount(event), ...this.#otherAccount(event));
    return of === undefined ? findings : [...findings, ...this.#releasedBy(event, of)];
  }

  /** Those of former ledgers are held to the rules of their time. */
  #posted({ position, stream, type, data, carriedFrom }: RuleEvent): readonly RuleFinding[] {
    if (stream === LEDGER && carriedFrom === undefined)
      this.#postings.push({ position, stream, type, decision: data.text('decision') });
    return [];
  }

  /** A posting is one append, so that at the end of the log each decision has all of its amounts. */
  get unfinished(): readonly Impossible[] {
    const found = this.#postings.flatMap(({ decision, ...place }) =>
      this.#postedOtherwise(place.stream, decision).map((finding) => ({ ...place, finding })),
    );
    return [...this.#decisions.unfinished, ...found];
  }

  #postedOtherwise(stream: string, decision: string): readonly RuleFinding[] {
    const { approvedCents, grantedCents } = this.#decisions.peopleOf(decision) ?? {};
    if (approvedCents === undefined || grantedCents === undefined) return [];
    const postedCents = this.#due.postedCents(stream, decision);
    const dueCents = this.#due.dueCents(stream, decision);
    if (postedCents !== approvedCents)
      return this.#named.has(decision)
        ? []
        : [{ code: 'POSTED_OTHER_THAN_APPROVED', data: { decision, postedCents, approvedCents } }];
    return dueCents > grantedCents ? [{ code: 'DUE_BEYOND_APPROVED', data: { decision, dueCents, grantedCents } }] : [];
  }

  #dropped(event: RuleEvent): readonly RuleFinding[] {
    const endToEndId = this.#due.overpaymentOf(event);
    return this.#due.dropped(event, endToEndId !== undefined && this.#answers.droppedByTwo(event, endToEndId));
  }

  /** Compares the amount with the decision that is paid. */
  #otherAmount(event: RuleEvent): readonly RuleFinding[] {
    const decision = this.#due.decisionOf(event) ?? '';
    const approvedCents = this.#decisions.peopleOf(decision)?.approvedCents;
    const postedCents = this.#due.postedCents(event.stream, decision);
    if (approvedCents === undefined || approvedCents === postedCents) return [];
    this.#named.add(decision);
    return [{ code: 'POSTED_OTHER_THAN_APPROVED', data: { decision, postedCents, approvedCents } }];
  }

  #otherAccount({ recordedAt, data }: RuleEvent): readonly RuleFinding[] {
    const [endToEndId, team] = [data.text('endToEndId'), data.text('team')];
    const iban = data.inside('payee').text('iban');
    if (iban === '' || this.#confirmations.isAccountOf(team, iban, recordedAt)) return [];
    return [{ code: 'PAID_TO_OTHER_ACCOUNT', data: { endToEndId, team, iban } }];
  }

  #releasedBy(event: RuleEvent, { by, exceptions, isFormer }: Run): readonly RuleFinding[] {
    const { stream, data } = event;
    const endToEndId = data.text('endToEndId');
    const decision = this.#decisions.peopleOf(this.#due.decisionOf(event) ?? '');
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

  #answered(event: RuleEvent, status: CheckedPaymentStatus): readonly RuleFinding[] {
    const { stream, data } = event;
    const endToEndId = data.text('endToEndId');
    const payment = this.#payments.get(ruleKey(stream, data, 'endToEndId'));
    if (payment === undefined) return [{ code: 'ANSWERED_WITHOUT_PAYMENT', data: { endToEndId } }];
    const { cents: releasedCents, status: before } = payment;
    payment.status = status;
    const findings: RuleFinding[] = [];
    if (before === status) findings.push({ code: 'ANSWERED_TWICE', data: { endToEndId } });
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
    const { cents: releasedCents } = payment;
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
