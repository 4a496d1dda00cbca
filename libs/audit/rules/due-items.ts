/** The due amounts of teams, and their debts: nothing is posted without a decision, nor spent beyond the posted amount. */
import { samePerson } from '#libs/commands/person.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { DecisionRules } from '#libs/audit/rules/decisions.ts';
import type { CheckedPaymentStatus, RuleFinding } from '#libs/audit/rules/findings.ts';
import { PostedAmounts } from '#libs/audit/rules/posted-amounts.ts';
import { LEDGER, type RuleEvent, personIn, ruleKey } from '#libs/audit/rules/rule-event.ts';

/** What a decision made due, or owed. */
interface Part {
  readonly decision: string;
  readonly originalCents: bigint;
  leftCents: bigint;
}

interface Item extends Part {
  /** YYYY-MM-DD. */
  readonly dueOn: string;
}

interface Debt extends Part {
  /** Of what the team was asked to pay back, what it has not. */
  demandedCents: bigint;
  /** The payment that the team received twice, if that is why it owes. */
  readonly endToEndId?: string;
  /** The item that was paid twice, if that is why the team owes. */
  readonly item?: string | undefined;
}

const TO_RECOVER = 'to-recover:';
/** The words of the ledger for what no decision reduced. */
const [WITHDRAWN, POSTED_TWICE] = ['withdrawn', 'posted twice'];

/** How an answer moves a payment. */
interface Answered {
  readonly before: CheckedPaymentStatus;
  readonly now: CheckedPaymentStatus;
  readonly cents: bigint;
}

export class DueItems {
  readonly posted = new PostedAmounts();
  readonly #decisions: DecisionRules;
  readonly #items = new Map<string, Item>();
  readonly #debts = new Map<string, Debt>();
  /** By stream and decision. */
  readonly #parts = new Map<string, Part[]>();
  /** What each team owes and was not asked to pay back, in cents, by stream and account. */
  readonly #owed = new Map<string, bigint>();

  constructor(decisions: DecisionRules) {
    this.#decisions = decisions;
  }

  duePosted(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data } = event;
    const decision = data.text('decision');
    const key = ruleKey(stream, data, 'item');
    const findings: RuleFinding[] = [];
    if (!this.#decisions.isPosted(decision)) findings.push({ code: 'POSTED_WITHOUT_DECISION', data: { decision } });
    if (this.#items.has(key)) findings.push({ code: 'ITEM_POSTED_TWICE', data: { item: data.text('item') } });
    const cents = data.cents('amountCents');
    const item = { decision, dueOn: data.text('dueOn'), originalCents: cents, leftCents: cents };
    this.#items.set(key, item);
    this.#addPart(stream, item);
    this.posted.due(event);
    return [...findings, ...this.#ofOtherPeople(event)];
  }

  /** The program compares who releases with the people that an item names. */
  #ofOtherPeople({ stream, carriedFrom, data }: RuleEvent): readonly RuleFinding[] {
    const decided = this.#decisions.decided(data.text('decision'));
    if (stream !== LEDGER || carriedFrom !== undefined || decided === undefined) return [];
    const people = [
      [decided.submittedBy, data.inside('submittedBy')],
      [decided.approvedBy, data.inside('approvedBy')],
    ] as const;
    const isOther = people.some(([by, said]) => by && said.has('name') && !samePerson(by, personIn(said)));
    return isOther ? [{ code: 'ITEM_OF_OTHER_PEOPLE', data: { item: data.text('item') } }] : [];
  }

  recoveryPosted(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data } = event;
    const decision = data.text('decision');
    const cents = data.cents('amountCents');
    const debt = { decision, originalCents: cents, leftCents: cents, demandedCents: 0n };
    const findings = this.#addDebt(event, debt);
    this.#addPart(stream, debt);
    this.posted.owed(event);
    return this.#decisions.isPosted(decision)
      ? findings
      : [...findings, { code: 'POSTED_WITHOUT_DECISION', data: { decision } }];
  }

  #addDebt({ stream, data }: RuleEvent, debt: Debt): readonly RuleFinding[] {
    const key = ruleKey(stream, data, 'recovery');
    const isThere = stream === LEDGER && this.#debts.has(key);
    this.#debts.set(key, debt);
    return isThere ? [{ code: 'DEBT_POSTED_TWICE', data: { debt: data.text('recovery') } }] : [];
  }

  #addPart(stream: string, part: Part): void {
    const key = `${stream}\n${part.decision}`;
    const parts = this.#parts.get(key);
    if (parts === undefined) this.#parts.set(key, [part]);
    else parts.push(part);
  }

  /** Follows what teams owe, through any event that moves it. */
  owe({ stream, data }: RuleEvent): void {
    const move = (account: string, cents: bigint): void => {
      if (account.startsWith(TO_RECOVER))
        this.#owed.set(`${stream}\n${account}`, (this.#owed.get(`${stream}\n${account}`) ?? 0n) + cents);
    };
    const cents = data.cents('amountCents');
    move(data.text('debit'), cents);
    move(data.text('credit'), -cents);
  }

  /** What a team owes and was not asked to pay back, in cents. */
  owedCents(stream: string, team: string): bigint {
    return this.#owed.get(`${stream}\n${TO_RECOVER}${team}`) ?? 0n;
  }

  /** Whether nothing of what a decision made due or owed was moved, nor taken by it from what others made due. */
  isWhole(stream: string, decision: string): boolean {
    const parts = this.#parts.get(`${stream}\n${decision}`) ?? [];
    const isUnmoved = parts.every(({ originalCents, leftCents }) => leftCents === originalCents);
    return isUnmoved && this.posted.reducedCents(stream, decision) === 0n;
  }

  /** What is left of what a decision made due or owed, in cents. */
  leftCents(stream: string, decision: string): bigint {
    return sumCentsOf(this.#parts.get(`${stream}\n${decision}`) ?? [], ({ leftCents }) => leftCents);
  }

  /** `because`: the decision that took it back, on the same statement, or another word. */
  reduced(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data } = event;
    const [item, because] = [data.text('item'), data.text('because')];
    this.posted.reduced(event);
    const decision = this.decisionOf(event) ?? '';
    const isCaused =
      stream !== LEDGER ||
      this.#isDropped(decision, because) ||
      (this.#decisions.isPosted(because) && statementOf(because) === statementOf(decision));
    const findings = this.fromItem(event);
    return isCaused ? findings : [...findings, { code: 'REDUCED_WITHOUT_CAUSE', data: { item, because } }];
  }

  /** Undefined unless the debt is that of a payment that the team received twice. */
  overpaymentOf({ stream, data }: RuleEvent): string | undefined {
    return this.#debts.get(ruleKey(stream, data, 'recovery'))?.endToEndId;
  }

  /** A debt is dropped with its decision. `isSaid`: two people said so, for a payment that the team received twice. */
  dropped(event: RuleEvent, isSaid: boolean): readonly RuleFinding[] {
    const { stream, data } = event;
    const [debt, because] = [data.text('recovery'), data.text('because')];
    const { decision = '' } = this.#debts.get(ruleKey(stream, data, 'recovery')) ?? {};
    const findings = [...this.fromDebt(event), ...this.#droppedOtherwise(event)];
    if (stream !== LEDGER || isSaid || this.#isDropped(decision, because)) return findings;
    return [...findings, { code: 'DEBT_DROPPED_WITHOUT_CAUSE', data: { debt, because } }];
  }

  /** The debt of an amount that was paid again ends where that is due again; the one of a second debit, where it was none. */
  #droppedOtherwise({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const { endToEndId, item } = this.#debts.get(ruleKey(stream, data, 'recovery')) ?? {};
    const [debit, credit] = [data.text('debit'), data.text('credit')];
    if (endToEndId === undefined || debit.startsWith(item === undefined ? 'executed:' : 'due:')) return [];
    return [{ code: 'POSTED_TO_OTHER_ACCOUNTS', data: { debit, credit } }];
  }

  #isDropped(decision: string, because: string): boolean {
    if (because === WITHDRAWN) return this.#decisions.isCancelled(decision);
    return because === POSTED_TWICE && this.#decisions.isUndone(decision);
  }

  fromItem({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const item = this.#items.get(ruleKey(stream, data, 'item'));
    const [id, takenCents] = [data.text('item'), data.cents('amountCents')];
    if (item === undefined) return [{ code: 'ITEM_UNKNOWN', data: { item: id } }];
    const { leftCents } = item;
    item.leftCents -= takenCents;
    return takenCents <= leftCents ? [] : [{ code: 'ITEM_OVERSPENT', data: { item: id, leftCents, takenCents } }];
  }

  fromDebt({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const debt = this.#debts.get(ruleKey(stream, data, 'recovery'));
    const [id, takenCents] = [data.text('recovery'), data.cents('amountCents')];
    if (debt === undefined) return [{ code: 'DEBT_UNKNOWN', data: { debt: id } }];
    const { leftCents } = debt;
    debt.leftCents -= takenCents;
    const item =
      data.text('debit').startsWith('due:') && !data.has('item') ? this.#items.get(debt.item ?? '') : undefined;
    if (item !== undefined) item.leftCents -= takenCents;
    return takenCents <= leftCents ? [] : [{ code: 'DEBT_OVERSPENT', data: { debt: id, leftCents, takenCents } }];
  }

  demanded(event: RuleEvent): readonly RuleFinding[] {
    const debt = this.#debts.get(ruleKey(event.stream, event.data, 'recovery'));
    if (debt !== undefined) debt.demandedCents += event.data.cents('amountCents');
    return this.fromDebt(event);
  }

  backToDebt(event: RuleEvent): readonly RuleFinding[] {
    const debt = this.#debts.get(ruleKey(event.stream, event.data, 'recovery'));
    if (debt !== undefined) debt.leftCents += event.data.cents('amountCents');
    return this.repaid(event);
  }

  /** No more is paid back, or taken back, than was demanded. */
  repaid({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const debt = this.#debts.get(ruleKey(stream, data, 'recovery'));
    const [id, takenCents] = [data.text('recovery'), data.cents('amountCents')];
    if (debt === undefined) return [{ code: 'DEBT_UNKNOWN', data: { debt: id } }];
    const { demandedCents: leftCents } = debt;
    debt.demandedCents -= takenCents;
    return takenCents <= leftCents ? [] : [{ code: 'DEBT_OVERSPENT', data: { debt: id, leftCents, takenCents } }];
  }

  /** The decision of an event's item; undefined if it was never posted. */
  decisionOf({ stream, data }: RuleEvent): string | undefined {
    return this.#items.get(ruleKey(stream, data, 'item'))?.decision;
  }

  /** The day on which an event's item is due, YYYY-MM-DD; empty for an unknown item. */
  dueOn({ stream, data }: RuleEvent): string {
    return this.#items.get(ruleKey(stream, data, 'item'))?.dueOn ?? '';
  }

  /** The debt of a team that was paid twice. If an item was paid again, both payments belong to the item. */
  overpaid(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data } = event;
    const [cents, item] = [data.cents('amountCents'), ruleKey(stream, data, 'item')];
    const isPaidAgain = data.text('credit').startsWith('due:');
    const findings = this.#addDebt(event, {
      decision: '',
      originalCents: cents,
      leftCents: cents,
      demandedCents: 0n,
      endToEndId: data.text('endToEndId'),
      item: isPaidAgain ? item : undefined,
    });
    const of = this.#items.get(item);
    if (of === undefined) return [...findings, { code: 'ITEM_UNKNOWN', data: { item: data.text('item') } }];
    if (isPaidAgain) of.leftCents += cents;
    return findings;
  }

  /** A returned amount is due again. A payment that turns out to be executed is no longer due, and must not have been paid again. */
  answered({ stream, data }: RuleEvent, { before, now, cents }: Answered): readonly RuleFinding[] {
    const item = this.#items.get(ruleKey(stream, data, 'item'));
    const id = data.text('item');
    if (item === undefined) return [{ code: 'ITEM_UNKNOWN', data: { item: id } }];
    const [wasBack, isBack] = [isDueAgain(before), isDueAgain(now)];
    const { leftCents } = item;
    if (isBack && !wasBack) item.leftCents += cents;
    if (!wasBack || isBack) return [];
    item.leftCents -= cents;
    return cents <= leftCents ? [] : [{ code: 'ITEM_OVERSPENT', data: { item: id, leftCents, takenCents: cents } }];
  }
}

/** The stream of a decision's statement. */
function statementOf(decision: string): string {
  return decision.slice(0, decision.lastIndexOf('@'));
}

function isDueAgain(status: CheckedPaymentStatus): boolean {
  return status === 'returned' || status === 'cancelled';
}
