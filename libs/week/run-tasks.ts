/** Tasks about payment runs: to prepare, to release, and the teams that a run would leave out. */
import { setImmediate } from 'node:timers/promises';
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { sumCents } from '#libs/kernel/sum-cents.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import type { Obstacle } from '#libs/payments/ledger/left-out.ts';
import { obstacleOf } from '#libs/payments/ledger/obstacle.ts';
import type { PreparedRun } from '#libs/payments/ledger/payment.ts';
import { payableItems } from '#libs/payments/ledger/rules/plan-run.ts';
import { overtakenBy } from '#libs/payments/ledger/rules/overtaken-run.ts';
import { type OpenItem, type PaymentLedger, isOwed } from '#libs/payments/ledger/state.ts';
import { bankWords } from '#libs/week/bank-tasks.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { type TaskEntry, type Task, named, task } from '#libs/week/task.ts';

/** A run pays the others and leaves these teams out. */
export async function runTasks(log: EventStore, ledger: PaymentLedger, asOf: Day): Promise<readonly Task[]> {
  const open = payableItems(ledger);
  const due = open.filter(({ dueOn }) => dueOn <= asOf);
  const obstacles = await obstaclesOf(log, ledger, due, asOf);
  const payable = due.filter(({ team }) => !obstacles.has(team));
  const [fresh, returned] = [payable.filter(isFresh), open.filter((item) => !isFresh(item))];
  const prepare = (of: readonly OpenItem[]): NextStep[] =>
    [...new Set(of.map(({ envelope }) => envelope))].map((envelope) => ({
      step: 'PREPARE_RUN',
      envelope,
      dueBy: dayText(asOf),
    }));
  return [
    ...task('RELEASE', fresh.map(itemEntry), prepare(fresh)),
    ...preparedTasks(ledger, asOf),
    ...unpayable(due, obstacles),
    ...task('COMING', open.filter((item) => isFresh(item) && item.dueOn > asOf).map(itemEntry), []),
    ...task(
      'REISSUE',
      returned.map((item) => returnedEntry(ledger, item)),
      [...returned.map(({ team }): NextStep => ({ step: 'REVIEW_PAYEE', team })), ...prepare(returned)],
    ),
  ];
}

function isFresh({ status }: OpenItem): boolean {
  return status === 'due';
}

function itemEntry(item: OpenItem): TaskEntry {
  const { dueOn, envelope, dueCents } = item;
  return { group: { is: 'DUE', on: dueOn, envelope }, of: named(item), amountCents: dueCents };
}

/** With the bank's reason for the last return. */
function returnedEntry({ payments }: PaymentLedger, item: OpenItem): TaskEntry {
  const last = [...payments.values()].findLast((payment) => payment.item === item.id);
  const entry = itemEntry(item);
  return last === undefined ? entry : { ...entry, of: [named(item), ...bankWords(last)].join(' ') };
}

/** Those to release, and those to drop because another run has released their payments. */
export function preparedTasks(ledger: PaymentLedger, asOf: Day): readonly Task[] {
  const waiting = [...ledger.preparedRuns.values()];
  const isOvertaken = (run: PreparedRun): boolean => overtakenBy(ledger, run) !== undefined;
  const [overtaken, ready] = [waiting.filter(isOvertaken), waiting.filter((run) => !isOvertaken(run))];
  const entry = ({ request: { run, envelope }, by, at, totalCents }: PreparedRun): TaskEntry => ({
    group: { is: 'ENVELOPE', envelope },
    of: { is: 'PREPARED', run, by: by.name, days: asOf - dayOfInstant(at) },
    amountCents: totalCents,
  });
  return [
    ...task(
      'RELEASE_PREPARED',
      ready.map(entry),
      ready.map(({ request: { run } }) => ({ step: 'RELEASE_RUN', run })),
    ),
    ...task(
      'REDO_PREPARED',
      overtaken.map(entry),
      overtaken.map(({ request: { run } }) => ({ step: 'DROP_RUN', run })),
    ),
  ];
}

/** By team, the obstacle to its payments. */
export function unpayable(due: readonly OpenItem[], obstacles: ReadonlyMap<string, Obstacle>): readonly Task[] {
  const entries = due.flatMap((item): TaskEntry[] => {
    const obstacle = obstacles.get(item.team);
    if (obstacle === undefined) return [];
    return [{ group: { is: 'OBSTACLE', ...obstacle }, of: named(item), amountCents: item.dueCents }];
  });
  return task(
    'UNPAYABLE',
    entries,
    [...obstacles].flatMap(([team, { reason }]): NextStep[] => [
      { step: 'REVIEW_PAYEE', team },
      ...(reason === 'ACCOUNT_HELD' ? [{ step: 'EXCEPT_ACCOUNT', team } as const] : []),
    ]),
  );
}

/** By team, for teams with an amount left to pay after their debts. */
async function obstaclesOf(
  log: EventStore,
  ledger: PaymentLedger,
  due: readonly OpenItem[],
  today: Day,
): Promise<ReadonlyMap<string, Obstacle>> {
  const payees = new Map(
    (await everyAccount(log)).flatMap(({ key: { side, holder }, state }) =>
      side === 'payee' ? [[holder, state]] : [],
    ),
  );
  const owed = Map.groupBy([...ledger.recoveries.values()].filter(isOwed), ({ team }) => team);
  const obstacles = new Map<string, Obstacle>();
  for (const [team, items] of Map.groupBy(due, (item) => item.team)) {
    const amounts = items.map(({ dueCents }) => dueCents);
    const debts = (owed.get(team) ?? []).map(({ leftCents }) => leftCents);
    if (sumCents(amounts) <= sumCents(debts)) continue;
    const payee = payees.get(team);
    const account = payee && accountInForce(payee);
    const obstacle = obstacleOf(ledger, { team, amounts }, account, today);
    if (obstacle !== undefined) obstacles.set(team, obstacle);
    // Yields: the accounts of all teams must not delay requests.
    await setImmediate();
  }
  return obstacles;
}
