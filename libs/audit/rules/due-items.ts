/** The due amounts of teams, and their debts: nothing is posted without a decision, nor spent beyond the posted amount. */
import type { DecisionRules } from '#libs/audit/rules/decisions.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { type RuleEvent, ruleKey } from '#libs/audit/rules/rule-event.ts';

interface Item {
  readonly decision: string;
  leftCents: bigint;
}

interface Debt {
  leftCents: bigint;
  /** The item that was paid twice, if that is why the team owes. */
  readonly item?: string | undefined;
}

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
    return findings;
  }

  recoveryPosted({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const decision = data.text('decision');
    this.#post(stream, decision, -data.cents('amountCents'));
    this.#debts.set(ruleKey(stream, data, 'recovery'), { leftCents: data.cents('amountCents') });
    return this.#decisions.isPosted(decision) ? [] : [{ code: 'POSTED_WITHOUT_DECISION', data: { decision } }];
  }

  /** `because`: the decision that took it back, or another word. */
  reduced(event: RuleEvent): readonly RuleFinding[] {
    const { stream, data } = event;
    this.#post(stream, data.text('because'), -data.cents('amountCents'));
    return this.fromItem(event);
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

  backToDebt({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const debt = this.#debts.get(ruleKey(stream, data, 'recovery'));
    if (debt === undefined) return [{ code: 'DEBT_UNKNOWN', data: { debt: data.text('recovery') } }];
    debt.leftCents += data.cents('amountCents');
    return [];
  }

  /** The decision of an event's item; undefined if it was never posted. */
  decisionOf({ stream, data }: RuleEvent): string | undefined {
    return this.#items.get(ruleKey(stream, data, 'item'))?.decision;
  }

  /** The amount that a decision made due, less the amount it took back. */
  postedCents(stream: string, decision: string): bigint {
    return this.#postedCents.get(`${stream}\n${decision}`) ?? 0n;
  }

  /** The debt of a team that was paid twice. If an item was paid again, both payments belong to the item. */
  overpaid({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const [cents, item] = [data.cents('amountCents'), ruleKey(stream, data, 'item')];
    const isPaidAgain = data.text('credit').startsWith('due:');
    this.#debts.set(ruleKey(stream, data, 'recovery'), { leftCents: cents, item: isPaidAgain ? item : undefined });
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

function isDueAgain(status: CheckedPaymentStatus): boolean {
  return status === 'returned' || status === 'cancelled';
}
