/** Prepares a payment run: records what it would release, so that the release is the same as what people read. It moves no money. */
import { requireSame } from '#libs/commands/proposal.ts';
import { dayText } from '#libs/kernel/day.ts';
import type { PaymentRunDropped, PaymentRunPrepared, RunRequest } from '#libs/payments/ledger/run-events.ts';
import { type RunFault, refused } from '#libs/payments/ledger/refusals.ts';
import { type RunAccounts, draftRun, withFiles } from '#libs/payments/ledger/rules/plan-run.ts';
import { fileIdsOf, runCode } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { FileFigures } from '#libs/payments/bank/bank-files.ts';
import { fileIds } from '#libs/payments/bank/split-order.ts';
import { requireRunName } from '#libs/payments/runs/run-name.ts';

export interface RunToPrepare extends RunAccounts {
  readonly request: RunRequest;
  /** ISO 8601 instant. */
  readonly at: string;
}

/**
 * A run of the same name that is prepared and not released is replaced. Throws INVALID_RUN_NAME, RUN_EXISTS, NOTHING_DUE, NOTHING_PAYABLE,
 * RUN_REFUSED with every fault at once, INVALID_BANK_FILE.
 */
export function prepareRun(
  ledger: PaymentLedger,
  { request: given, at, ...accounts }: RunToPrepare,
): readonly PaymentRunPrepared[] {
  const { run, envelope, dueBy, executionDay } = given;
  const request = { ...given, exceptions: [...new Set(given.exceptions)] };
  requireRunName(run);
  if (ledger.runs.has(run)) throw refused('RUN_EXISTS', { run });
  const asked = { ...accounts, request, createdAt: at, at };
  const draft = draftRun(ledger, asked);
  const { payments, setOffs, leftOut } = draft;
  if (payments.length + setOffs.length + leftOut.length === 0)
    throw refused('NOTHING_DUE', { envelope, dueBy, keptApart: draft.keptApart });
  requireRunName(run, payments.length);
  const others = [...draft.faults, ...takenNames(ledger, run, payments.length)];
  const isNothing = payments.length + setOffs.length === 0;
  if (isNothing && others.length === 0) throw refused('NOTHING_PAYABLE', { envelope, leftOut });
  const nothing: readonly RunFault[] = isNothing ? [{ code: 'NOTHING_PAYABLE', data: { envelope, leftOut } }] : [];
  const faults = [...nothing, ...others];
  if (faults.length > 0) throw refused('RUN_REFUSED', { run, faults });
  const plan = withFiles(draft, asked);
  const figures = { count: payments.length, totalCents: plan.totalCents, setOffCents: plan.setOffCents, leftOut };
  const data = {
    ...request,
    createdAt: at,
    debtor: accounts.debtor,
    ...figures,
    files: plan.files.map(fileFigures),
    digest: plan.digest,
  };
  return [{ type: 'PaymentRunPrepared', effective: dayText(executionDay), data }];
}

export interface RunToDrop {
  readonly run: string;
  /** The code shown with the prepared run: with it, one that was prepared again since stays. */
  readonly code?: string | undefined;
}

/** Throws RUN_IS_RELEASED, NO_PREPARED_RUN, PROPOSAL_CHANGED. */
export function dropRun({ runs, preparedRuns }: PaymentLedger, { run, code }: RunToDrop): readonly PaymentRunDropped[] {
  if (runs.has(run)) throw refused('RUN_IS_RELEASED', { run });
  const prepared = preparedRuns.get(run);
  if (prepared === undefined) throw refused('NO_PREPARED_RUN', { run });
  requireSame({ step: 'PREPARED_RUN', subject: run }, code, runCode(prepared));
  const { envelope, executionDay } = prepared.request;
  return [{ type: 'PaymentRunDropped', effective: dayText(executionDay), data: { envelope, run } }];
}

export function fileFigures({ id, payments, totalCents, digest }: FileFigures): FileFigures {
  return { id, payments, totalCents, digest };
}

/** The bank distinguishes files only by their names: a run must not reuse a file name of a released run. */
export function takenNames({ runs }: PaymentLedger, run: string, payments: number): readonly RunFault[] {
  const names = new Set([run, ...fileIds(run, payments)]);
  return [...runs.values()].flatMap((other) =>
    fileIdsOf(other)
      .filter((id) => names.has(id))
      .map((file): RunFault => ({ code: 'FILE_NAME_TAKEN', data: { file, run: other.id } })),
  );
}
