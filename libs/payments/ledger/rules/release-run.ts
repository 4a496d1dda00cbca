/** Releases a prepared run by its code, only if the plan is still the same as when it was read. */
import { dayText } from '#libs/kernel/day.ts';
import { requireCode } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { LedgerEvent, PaymentReleased, SetOff } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { type RunChange, changed, refused } from '#libs/payments/ledger/refusals.ts';
import { independenceFaults } from '#libs/payments/ledger/rules/independent-releaser.ts';
import { type RunAccounts, type RunPlan, planRun } from '#libs/payments/ledger/rules/plan-run.ts';
import { fileFigures, takenNames } from '#libs/payments/ledger/rules/prepare-run.ts';
import { type PreparedRun, runCode } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export interface RunToRelease extends RunAccounts {
  readonly run: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The code shown with the prepared run; undefined if none was given. */
  readonly code: string | undefined;
}

/**
 * Throws NO_PREPARED_RUN, RUN_EXISTS, CONFIRMATION_CODE_REQUIRED, PROPOSAL_CHANGED, RUN_CHANGED_SINCE_PREPARED, RUN_REFUSED with every
 * fault at once.
 */
export function releaseRun(ledger: PaymentLedger, asked: RunToRelease): readonly LedgerEvent[] {
  const { run, by, at, code, ...accounts } = asked;
  if (ledger.runs.has(run)) throw refused('RUN_EXISTS', { run });
  const prepared = ledger.preparedRuns.get(run);
  if (prepared === undefined) throw refused('NO_PREPARED_RUN', { run });
  requireCode({ step: 'PREPARED_RUN', subject: run }, code, runCode(prepared));
  const { request, createdAt } = prepared;
  const plan = planRun(ledger, { ...accounts, request, createdAt, at });
  if (plan.digest !== prepared.digest)
    throw changed('RUN_CHANGED_SINCE_PREPARED', { run, ...runChange(prepared, plan) });
  const items = [...plan.payments, ...plan.setOffs].map(({ item }) => item);
  const faults = [
    ...plan.faults,
    // Another run may have been released since this one was prepared.
    ...takenNames(ledger, run, plan.payments.length),
    ...independenceFaults(ledger, by, items, { ...asked, exceptions: prepared.request.exceptions }),
  ];
  if (faults.length > 0) throw refused('RUN_REFUSED', { run, faults });
  return release(prepared, plan);
}

/** The differences between a run as prepared and the same run as it would be released now. */
export function runChange(before: PreparedRun, now: RunPlan): RunChange {
  return {
    before: { payments: before.count, totalCents: before.totalCents, leftOut: before.leftOut.length },
    now: { payments: now.payments.length, totalCents: now.totalCents, leftOut: now.leftOut.length },
  };
}

function release(
  { request, debtor, createdAt, by: preparedBy, digest }: PreparedRun,
  plan: RunPlan,
): readonly LedgerEvent[] {
  const { run, envelope, executionDay } = request;
  const exceptions = [...new Set(request.exceptions)];
  const effective = dayText(executionDay);
  const data = {
    envelope,
    run,
    executionDay,
    debtor,
    payments: plan.payments.map(({ endToEndId }) => endToEndId),
    files: plan.files.map(fileFigures),
    exceptions,
    preparedBy,
    createdAt,
    digest,
  };
  return [
    { type: 'PaymentRunReleased', effective, data },
    ...plan.setOffs.map((setOff) => setOffEvent(setOff, run, effective)),
    ...plan.payments.map((payment) => releasedEvent(payment, run, effective)),
  ];
}

function setOffEvent({ item, debt, amountCents }: RunPlan['setOffs'][number], run: string, effective: string): SetOff {
  const moved = posting(item.team, { debit: 'due', credit: 'to-recover', amountCents });
  const of = { envelope: item.envelope, run, item: item.id, debtEnvelope: debt.envelope, recovery: debt.id };
  return { type: 'SetOff', effective, data: { ...of, ...moved } };
}

function releasedEvent(
  { item: { id: item, envelope, team, period }, endToEndId, payee, amountCents }: RunPlan['payments'][number],
  run: string,
  effective: string,
): PaymentReleased {
  const moved = posting(team, { debit: 'due', credit: 'released', amountCents });
  return {
    type: 'PaymentReleased',
    effective,
    data: { envelope, run, endToEndId, item, team, period, payee, ...moved },
  };
}
