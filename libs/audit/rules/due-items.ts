/** The due amounts of teams, and their debts: nothing is posted without a decision, nor spent beyond the posted amount. */
import type { DecisionRules } from '#libs/audit/rules/decisions.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type RuleEvent, ruleKey } from '#libs/audit/rules/rule-event.ts';

interface Item {
  readonly decision: string;
  leftCents: bigint;
}

interface Debt {
  readonly decision: string;
  leftCents: bigint;
  /** Of what the team was asked to pay back, what it has not. */
  demandedCents: bigint;
  /** The payment that the team received twice, if that is why it owes. */
  readonly endToEndId?: string;
  /** The item that was paid twice, if that is why the team owes. */
  readonly item?: string | undefined;
}

/** The words of the ledger for what no decision reduced. */
const [WITHDRAWN, POSTED_TWICE] = ['withdrawn', 'posted twice'];

/** Sent, paid, come back, or cancelled before it was sent. */
export type CheckedPaymentStatus = 'released' | 'executed' | 'returned' | 'cancelled';

/** How an answer moves a payment. */
interface Answered {
  readonly before: CheckedPaymentStatus;
  readonly now: CheckedPaymentStatus;
  readonly cents: bigint;
}

export class DueItems {
  readonly #decisions: DecisionRules;
  /** The amount that each decision made due, less the amount it took back, by stream. */
  readonly #postedCents = new Map<string, bigint>();
  /** The amount that each decision made due, by stream. */
  readonly #dueCents = new Map<string, bigint>();
  readonly #items = new Map<string, Item>();
  readonly #debts = new Map<string, Debt>();

  constructor(decisions: DecisionRules) {
    this.#decisions = decisions;
  }

  duePosted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    const key = ruleKey(stream, data, 'item');
    const findings: RuleFinding[] = [];
    if (!this.#decisions.isPosted(decision)) findings.push({ code: 'POSTED_WITHOUT_DECISION', data: { decision } });
    if (this.#items.has(key)) findings.push({ code: 'ITEM_POSTED_TWICE', data: { item: data.text('item') } });
    this.#items.set(key, { decision, leftCents: data.cents('amountCents') });
    this.#post(stream, decision, data.cents('amountCents'));
    const due = `${stream}\n${decision}`;
    this.#dueCents.set(due, (this.#dueCents.get(due) ?? 0n) + data.cents('amountCents'));
    return findings;
  }

  recoveryPosted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    this.#post(stream, decision, -data.cents('amountCents'));
    const leftCents = data.cents('amountCents');
    this.#debts.set(ruleKey(stream, data, 'recovery'), { decision, leftCents, demandedCents: 0n });
    return this.#decisions.isPosted(decision) ? [] : [{ code: 'POSTED_WITHOUT_DECISION', data: { decision } }];
  }

  /** `because`: the decision that took it back, on the same statement, or another word. */
  reduced(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data } = event;
    const [item, because] = [data.text('item'), data.text('because')];
    this.#post(stream, because, -data.cents('amountCents'));
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
    const findings = this.fromDebt(event);
    if (stream !== LEDGER || isSaid || this.#isDropped(decision, because)) return findings;
    return [...findings, { code: 'DEBT_DROPPED_WITHOUT_CAUSE', data: { debt, because } }];
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

  /** The amount that a decision made due, less the amount it took back. */
  postedCents(stream: string, decision: string): bigint {
    return this.#postedCents.get(`${stream}\n${decision}`) ?? 0n;
  }

  /** The amount that a decision made due. */
  dueCents(stream: string, decision: string): bigint {
    return this.#dueCents.get(`${stream}\n${decision}`) ?? 0n;
  }

  /** The debt of a team that was paid twice. If an item was paid again, both payments belong to the item. */
  overpaid({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const [cents, item] = [data.cents('amountCents'), ruleKey(stream, data, 'item')];
    const isPaidAgain = data.text('credit').startsWith('due:');
    this.#debts.set(ruleKey(stream, data, 'recovery'), {
      decision: '',
      leftCents: cents,
      demandedCents: 0n,
      endToEndId: data.text('endToEndId'),
      item: isPaidAgain ? item : undefined,
    });
    const of = this.#items.get(item);
    if (of === undefined) return [{ code: 'ITEM_UNKNOWN', data: { item: data.text('item') } }];
    if (isPaidAgain) of.leftCents += cents;
    return [];
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

  #post(stream: string, decision: string, cents: bigint): void {
    const key = `${stream}\n${decision}`;
    this.#postedCents.set(key, (this.#postedCents.get(key) ?? 0n) + cents);
  }
}

/** The stream of a decision's statement. */
function statementOf(decision: string): string {
  return decision.slice(0, decision.lastIndexOf('@'));
}

function isDueAgain(status: CheckedPaymentStatus): boolean {
  return status === 'returned' || status === 'cancelled';
}
