/** The unexplained differences between the statements of our accounts and the payment ledger. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayText } from '#libs/kernel/day.ts';
import { reconciledAccounts } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { isUnexplained } from '#libs/payments/reconciliation/reconcile-account.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { type TaskEntry, type Task, task } from '#libs/week/task.ts';

/** An account in everyday use has thousands of them: beyond this number the steps are not listed one by one. */
const STEPS_MAX = 20;

export async function reconciliationTasks(log: EventStore): Promise<readonly Task[]> {
  const open = (await reconciledAccounts(log)).flatMap(({ account, differences }) =>
    differences.filter(isUnexplained).map((difference) => ({ account, difference })),
  );
  const entries = open.map(({ account, difference }): TaskEntry => ({
    group: `${account.slice(0, 4)}…${account.slice(-4)}`,
    of: [dayText(difference.day), difference.kind, difference.of, difference.id].join(' '),
    amountCents: difference.cents,
  }));
  const next = open
    .slice(0, STEPS_MAX)
    .map(({ difference: { id } }): NextStep => ({ step: 'EXPLAIN_DIFFERENCE', difference: id }));
  return task('RECONCILE', entries, next);
}
