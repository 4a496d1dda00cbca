/** All tasks, in the order in which a week does them. */
import { setImmediate } from 'node:timers/promises';
import type { Day } from '#libs/kernel/day.ts';
import { periodFromText } from '#libs/kernel/period.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import type { CalculatingStores } from '#libs/statements/calculation/calculate.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { hasStatement } from '#libs/enrolment/statement-periods.ts';
import { type Teams, teamsAsKnown } from '#libs/enrolment/teams.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { candidateTasks } from '#libs/week/candidate-tasks.ts';
import { duplicateTasks } from '#libs/week/duplicate-tasks.ts';
import { type TeamMonth, completenessTasks, readDossiers } from '#libs/week/completeness.ts';
import { fileTasks } from '#libs/week/file-tasks.ts';
import { keptStates, openAmong } from '#libs/week/open-statements.ts';
import { paymentTasks, proposalTasks } from '#libs/week/payment-tasks.ts';
import { reconciliationTasks } from '#libs/week/reconciliation-tasks.ts';
import { runTasks } from '#libs/week/run-tasks.ts';
import { changedTasks, isReplaced, staleStates, staleTasks } from '#libs/week/stale-tasks.ts';
import { calculationTasks, decisionTasks, postingTasks } from '#libs/week/statement-tasks.ts';
import { TASK_KINDS, type Task } from '#libs/week/task.ts';
import type { TeamsDue } from '#libs/week/variance.ts';

export interface TodoRequest {
  /** The day for due, begun or ended periods; decisions and payments are as the log has them now. */
  readonly asOf: Day;
  /** The one in force, for a new calculation. */
  readonly regulation: Regulation;
  /** The stores for a new calculation, to find its effects; undefined: they are not searched. */
  readonly calculateWith?: CalculatingStores | undefined;
  /** The number of months of care to compare with those before them. */
  readonly months: number;
}

export interface Todo {
  readonly tasks: readonly Task[];
  readonly completeness: readonly TeamMonth[];
}

/** It records no event. */
export async function todo(stores: QueryStores, request: TodoRequest, onProgress?: Progress): Promise<Todo> {
  const { asOf, regulation, calculateWith, months } = request;
  const teams = await teamsNow(stores, asOf, regulation);
  const listed = await listedStatements(stores);
  const { months: byTeamAndMonth, lookAlikes } = await readDossiers(stores, { asOf, months, regulation }, onProgress);
  const asked = calculateWith === undefined ? await openAmong(stores.log, listed) : listed;
  const states = await keptStates(stores.log, asked);
  const ledger = await ledgerOf(stores.log);
  const stale = calculateWith === undefined ? states.filter(isReplaced) : await staleStates(calculateWith, states);
  const parts: readonly (() => readonly Task[] | Promise<readonly Task[]>)[] = [
    () => fileTasks(stores),
    () => completenessTasks(byTeamAndMonth),
    () => duplicateTasks(stores.log, lookAlikes),
    () => candidateTasks(stores.log),
    () => calculationTasks(teams, listed, asOf),
    () => decisionTasks(states, ledger, { asOf, stale }),
    () => postingTasks(states, ledger),
    () => runTasks(stores.log, ledger, asOf),
    () => paymentTasks(ledger, teams, asOf),
    () => reconciliationTasks(stores.log),
    () => proposalTasks(stores.log, ledger, asOf),
    () => staleTasks(stale),
    () => (calculateWith === undefined ? [] : changedTasks(calculateWith, states, { asOf, regulation })),
  ];
  const tasks: Task[] = [];
  for (const part of parts) {
    tasks.push(...(await part()));
    // Yields: the tasks of thousands of statements must not delay requests.
    await setImmediate();
  }
  return {
    tasks: tasks.sort((a, b) => TASK_KINDS.indexOf(a.kind) - TASK_KINDS.indexOf(b.kind)),
    completeness: byTeamAndMonth,
  };
}

/** The teams as known on a day, from all that is recorded. */
export async function teamsNow({ projections }: QueryStores, asOf: Day, regulation: Regulation): Promise<Teams> {
  const rosters = await projections.documents(ROSTERS);
  const { position } = await rosters.checkpoint();
  return teamsAsKnown((await rosterDocuments(rosters)).teams, { day: asOf, position }, regulation);
}

/** The teams that have a statement for a period, from all that is recorded, each with its scheme. */
export async function teamsDueFor(stores: QueryStores, period: string, regulation: Regulation): Promise<TeamsDue> {
  const { byId } = await teamsNow(stores, Infinity, regulation);
  const due = [...byId.values()].filter((team) => hasStatement(team, periodFromText(period)));
  return new Map(due.map(({ id, scheme }) => [id, scheme.name]));
}
