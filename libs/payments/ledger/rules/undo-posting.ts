/**
 * A decision that former logs posted to two envelopes: two people undo the renamed posting. Its amounts that are still due are dropped, and
 * its released amounts become a debt of the team. A debt that counted twice is dropped, and an amount already taken for it is due again.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { DueReduced, LedgerEvent, RecoveryReduced } from '#libs/payments/ledger/events.ts';
import type { PostingUndoProposed } from '#libs/payments/ledger/proposal-events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { dropDebt } from '#libs/payments/ledger/rules/cancel-decision.ts';
import { dueOf, recoveryOf, reduceDue } from '#libs/payments/ledger/rules/post-decision.ts';
import {
  type PaymentLedger,
  type PostedDecision,
  isOpenItem,
  isOwed,
  itemsOf,
  recoveriesOf,
} from '#libs/payments/ledger/state.ts';

export interface UndoAsked {
  /** Its id in the one ledger. */
  readonly decision: string;
  readonly reason: string;
}

const POSTED_TWICE = 'posted twice';

/** Throws NOT_POSTED_TWICE, DEBT_DEMANDED, REASON_REQUIRED. */
export function proposeUndo(
  ledger: PaymentLedger,
  { decision: id, reason }: UndoAsked,
): readonly PostingUndoProposed[] {
  const { envelope } = postedTwice(ledger, id);
  const data = { envelope, decision: id, reason: requireReason(reason) };
  return [{ type: 'PostingUndoProposed', effective: id, data }];
}

interface Undoing {
  readonly proposedBy: Person | null;
  readonly confirmedBy: Person;
  readonly today: Day;
}

/** Throws NOT_POSTED_TWICE, DEBT_DEMANDED. */
export function confirmUndo(
  ledger: PaymentLedger,
  id: string,
  { proposedBy, confirmedBy, today }: Undoing,
): readonly LedgerEvent[] {
  const decision = postedTwice(ledger, id);
  const { envelope } = decision;
  const { taken, dueCents, debtCents } = undoneBy(ledger, decision);
  const of = { envelope, decision: id, ...statementOfDecision(ledger, id) };
  const people = { submittedBy: proposedBy, approvedBy: confirmedBy };
  return [
    { type: 'PostingUndone', effective: dayText(today), data: { envelope, decision: id } },
    ...taken,
    ...(debtCents > 0n ? [recoveryOf(`${id}#undone`, of, debtCents)] : []),
    ...(dueCents > 0n ? [dueOf(`${id}#due-again`, of, { dueOn: today, ...people, amountCents: dueCents })] : []),
  ];
}

export interface Undone {
  /** The amounts of the decision that are still due or still to recover; they are dropped. */
  readonly taken: readonly (DueReduced | RecoveryReduced)[];
  /** The amount that the team received from it, and now owes. */
  readonly debtCents: bigint;
  /** The amount that it took from the team, now due to the team. */
  readonly dueCents: bigint;
}

/** The effect of undoing a decision, as its parts stand now. */
export function undoneBy(ledger: PaymentLedger, decision: PostedDecision): Undone {
  const taken: (DueReduced | RecoveryReduced)[] = [];
  let [gotCents, tookCents] = [0n, decision.reducedCents];
  for (const item of itemsOf(ledger, decision.items)) {
    const openCents = isOpenItem(item) ? item.dueCents : 0n;
    if (openCents > 0n) taken.push(reduceDue(item, POSTED_TWICE, openCents));
    gotCents += item.originalCents - openCents;
  }
  for (const debt of recoveriesOf(ledger, decision.recoveries)) {
    const leftCents = isOwed(debt) ? debt.leftCents : 0n;
    if (isOwed(debt) && leftCents > 0n) taken.push(dropDebt(debt, POSTED_TWICE));
    tookCents += debt.originalCents - leftCents;
  }
  const netCents = gotCents - tookCents;
  return { taken, debtCents: netCents > 0n ? netCents : 0n, dueCents: netCents < 0n ? -netCents : 0n };
}

/** The dropped cents of due amounts, and of debts. */
export function droppedCents({ taken }: Undone): { readonly fromDueCents: bigint; readonly fromDebtCents: bigint } {
  const sum = (type: string): bigint =>
    taken.reduce((cents, event) => (event.type === type ? cents + event.data.amountCents : cents), 0n);
  return { fromDueCents: sum('DueReduced'), fromDebtCents: sum('RecoveryReduced') };
}

function statementOfDecision(
  { decisionsOfStatement }: PaymentLedger,
  id: string,
): { readonly team: string; readonly period: string } {
  const [of] = [...decisionsOfStatement].find(([, ids]) => ids.includes(id)) ?? [];
  const [team, period] = of?.split('\n') ?? [];
  if (team === undefined || period === undefined) throw new RangeError(`the decision ${id} is of no statement`);
  return { team, period };
}

function postedTwice(ledger: PaymentLedger, id: string): PostedDecision {
  const { carryOver, decisions } = ledger;
  const decision = decisions.get(id);
  const isApart = carryOver?.apart.some(({ kind, as }) => kind === 'decision' && as === id) ?? false;
  if (!isApart || decision?.status !== 'posted') throw refused('NOT_POSTED_TWICE', { decision: id });
  for (const { status, team } of recoveriesOf(ledger, decision.recoveries))
    if (status === 'demanded') throw refused('DEBT_DEMANDED', { team });
  return decision;
}
