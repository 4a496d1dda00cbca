/**
 * The debts of a team that left are demanded, since it has no later payments to set them off against. Its repayments are recorded, and a
 * demand can be taken back. Each takes two people.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { isExpired } from '#libs/commands/proposal.ts';
import { requireNoNumber, requireReason } from '#libs/commands/refusals.ts';
import { type Debtor, type LedgerChange, type Repayment, proposalId } from '#libs/payments/ledger/change.ts';
import type { DemandTakenBack, RepaymentDemanded, RepaymentReceived } from '#libs/payments/ledger/events.ts';
import type {
  DemandProposed,
  DemandTakeBackProposed,
  RepaymentProposed,
} from '#libs/payments/ledger/proposal-events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import {
  type DemandedRecovery,
  type PaymentLedger,
  demandedOf,
  owedOf,
  repaymentKey,
} from '#libs/payments/ledger/state.ts';

/** Throws TEAM_STILL_IN, NOTHING_OWED. */
export function proposeDemand(
  ledger: PaymentLedger,
  { envelope, team }: Debtor,
  hasLeft: boolean,
): readonly DemandProposed[] {
  requireDebts(ledger, { envelope, team }, hasLeft);
  return [{ type: 'DemandProposed', effective: envelope, data: { envelope, team } }];
}

/** Throws TEAM_STILL_IN, NOTHING_OWED. */
export function confirmDemand(ledger: PaymentLedger, debtor: Debtor, hasLeft: boolean): readonly RepaymentDemanded[] {
  requireDebts(ledger, debtor, hasLeft);
  return owedOf(ledger, debtor).map(({ id, envelope, team, period, leftCents }) => {
    const moved = posting(team, { debit: 'demanded', credit: 'to-recover', amountCents: leftCents });
    return { type: 'RepaymentDemanded', effective: period, data: { envelope, recovery: id, team, ...moved } };
  });
}

function requireDebts(ledger: PaymentLedger, debtor: Debtor, hasLeft: boolean): void {
  const { team } = debtor;
  if (!hasLeft) throw refused('TEAM_STILL_IN', { team });
  if (owedOf(ledger, debtor).length === 0) throw refused('NOTHING_OWED', { team });
}

/**
 * Throws REPAYMENT_NOT_POSITIVE, REPAYMENT_TO_COME, REPAYMENT_KNOWN, REPAYMENT_WAITS, REPAYMENT_BEYOND_DEMAND, NOTHING_DEMANDED,
 * TEXT_HOLDS_NUMBER.
 */
export function proposeRepayment(
  ledger: PaymentLedger,
  { envelope, team, amountCents, receivedOn, reference }: Debtor & Repayment,
  today: Day,
): readonly RepaymentProposed[] {
  if (amountCents <= 0n) throw refused('REPAYMENT_NOT_POSITIVE', {});
  if (receivedOn > today) throw refused('REPAYMENT_TO_COME', { receivedOn, today });
  requireNewRepayment(ledger, { envelope, team, reference, receivedOn });
  requireNoOtherWaits(ledger, { envelope, team, reference, receivedOn }, today);
  requireDemanded(ledger, { envelope, team }, amountCents);
  const data = { envelope, team, receivedCents: amountCents, receivedOn, reference: requireNoNumber(reference) };
  return [{ type: 'RepaymentProposed', effective: dayText(receivedOn), data }];
}

/** The oldest debt is repaid first. Throws REPAYMENT_KNOWN, REPAYMENT_BEYOND_DEMAND, NOTHING_DEMANDED. */
export function confirmRepayment(
  ledger: PaymentLedger,
  { envelope, team, amountCents, receivedOn, reference }: Extract<LedgerChange, { readonly kind: 'REPAYMENT' }>,
): readonly RepaymentReceived[] {
  requireNewRepayment(ledger, { envelope, team, reference, receivedOn });
  let left = amountCents;
  return requireDemanded(ledger, { envelope, team }, amountCents).flatMap(({ id, leftCents }): RepaymentReceived[] => {
    const repaid = left < leftCents ? left : leftCents;
    if (repaid === 0n) return [];
    left -= repaid;
    const moved = posting(team, { debit: 'repaid', credit: 'demanded', amountCents: repaid });
    const data = { envelope, recovery: id, team, reference, ...moved };
    return [{ type: 'RepaymentReceived', effective: dayText(receivedOn), data }];
  });
}

/**
 * A transfer that waits may be typed again, with another amount; another transfer would take its place, and the money received would be
 * forgotten. Throws REPAYMENT_WAITS.
 */
function requireNoOtherWaits(ledger: PaymentLedger, of: Transfer, today: Day): void {
  const waiting = ledger.proposals.get(proposalId({ kind: 'REPAYMENT', ...of }));
  if (waiting?.content.kind !== 'REPAYMENT' || isExpired(waiting, today)) return;
  const { team, reference, receivedOn } = waiting.content;
  if (keyOfTransfer(waiting.content) !== keyOfTransfer(of))
    throw refused('REPAYMENT_WAITS', { team, reference, receivedOn });
}

type Transfer = Debtor & Pick<Repayment, 'receivedOn' | 'reference'>;

function keyOfTransfer({ receivedOn, ...of }: Transfer): string {
  return repaymentKey(of, dayText(receivedOn));
}

/** One transfer of a team is recorded once. Throws REPAYMENT_KNOWN. */
function requireNewRepayment({ repayments }: PaymentLedger, of: Transfer): void {
  const { team, reference, receivedOn } = of;
  if (repayments.has(keyOfTransfer(of))) throw refused('REPAYMENT_KNOWN', { team, reference, receivedOn });
}

/** Throws NOTHING_DEMANDED, REASON_REQUIRED. */
export function proposeTakeBack(
  ledger: PaymentLedger,
  { envelope, team, reason }: Debtor & { readonly reason: string },
): readonly DemandTakeBackProposed[] {
  requireDemanded(ledger, { envelope, team }, 0n);
  const data = { envelope, team, reason: requireReason(reason) };
  return [{ type: 'DemandTakeBackProposed', effective: envelope, data }];
}

/** Throws NOTHING_DEMANDED. */
export function confirmTakeBack(ledger: PaymentLedger, { envelope, team }: Debtor): readonly DemandTakenBack[] {
  return requireDemanded(ledger, { envelope, team }, 0n).map(({ id, period, leftCents }) => {
    const moved = posting(team, { debit: 'to-recover', credit: 'demanded', amountCents: leftCents });
    return { type: 'DemandTakenBack', effective: period, data: { envelope, recovery: id, team, ...moved } };
  });
}

function requireDemanded(ledger: PaymentLedger, debtor: Debtor, amountCents: bigint): readonly DemandedRecovery[] {
  const { team } = debtor;
  const debts = demandedOf(ledger, debtor);
  const demandedCents = sumCentsOf(debts, ({ leftCents }) => leftCents);
  if (demandedCents === 0n) throw refused('NOTHING_DEMANDED', { team });
  if (amountCents > demandedCents) throw refused('REPAYMENT_BEYOND_DEMAND', { team, amountCents, demandedCents });
  return debts;
}
