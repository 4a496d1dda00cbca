/** All tasks, in the order in which a week does them. */
import { setImmediate } from 'node:timers/promises';
import type { Day } from '#libs/kernel/day.ts';
import { memoisedOnce } from '#libs/kernel/memo.ts';
import { type StoreDamage, StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import type { CalculatingStores } from '#libs/statements/calculation/calculate.ts';
import { writtenBeside } from '#libs/payments/ledger/carry-over/carry-over.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { candidateTasks } from '#libs/week/candidate-tasks.ts';
import { duplicateTasks } from '#libs/week/duplicate-tasks.ts';
import { type DossierStores, type TeamMonth, completenessTasks, readDossiers } from '#libs/week/completeness.ts';
import { fileTasks } from '#libs/week/file-tasks.ts';
import { keptStates, openAmong } from '#libs/week/open-statements.ts';
import { paymentTasks } from '#libs/week/payment-tasks.ts';
import { proposalTasks } from '#libs/week/proposal-tasks.ts';
import { reconciliationTasks } from '#libs/week/reconciliation-tasks.ts';
import { runTasks } from '#libs/week/run-tasks.ts';
import { changedTasks, isReplaced, staleStates, staleTasks } from '#libs/week/stale-tasks.ts';
import { calculationTasks, decisionTasks, postingTasks } from '#libs/week/statement-tasks.ts';
import { type Task, type TaskEntry, task } from '#libs/week/task.ts';
import { TASK_KINDS, type TaskKind } from '#libs/week/task-kinds.ts';
import { teamsNow } from '#libs/week/teams-due.ts';

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

/** What is searched together. An event that cannot be folded stops one search, and leaves the others. */
type Search =
  | 'FILES'
  | 'ACTS'
  | 'DUPLICATES'
  | 'CANDIDATES'
  | 'CALCULATIONS'
  | 'DECISIONS'
  | 'POSTINGS'
  | 'RUNS'
  | 'PAYMENTS'
  | 'RECONCILIATION'
  | 'PROPOSALS'
  | 'STALE'
  | 'CHANGED';

const SEARCH_OF: Readonly<Record<Exclude<TaskKind, 'UNSEARCHED'>, Search>> = {
  REFUSED_FILE: 'FILES',
  UNFINISHED_FILE: 'FILES',
  SET_ASIDE: 'FILES',
  INCOMPLETE: 'ACTS',
  ENTER: 'CANDIDATES',
  LOOK_ALIKES: 'DUPLICATES',
  MERGES: 'DUPLICATES',
  CALCULATE: 'CALCULATIONS',
  STALE: 'STALE',
  SUBMIT: 'DECISIONS',
  NOT_YET: 'DECISIONS',
  APPROVE: 'DECISIONS',
  UNFUNDED: 'DECISIONS',
  CONFIRM: 'PROPOSALS',
  KEPT_APART: 'PAYMENTS',
  POST: 'POSTINGS',
  POST_BEYOND: 'POSTINGS',
  WITHDRAW: 'POSTINGS',
  RELEASE: 'RUNS',
  RELEASE_PREPARED: 'RUNS',
  REDO_PREPARED: 'RUNS',
  UNPAYABLE: 'RUNS',
  REISSUE: 'RUNS',
  AWAIT_BANK: 'PAYMENTS',
  UNDECIDED_AT_BANK: 'PAYMENTS',
  CONTRADICTED: 'PAYMENTS',
  BOOKED_UNMATCHED: 'PAYMENTS',
  RECONCILE: 'RECONCILIATION',
  COMING: 'RUNS',
  SET_OFF: 'PAYMENTS',
  DEMAND: 'PAYMENTS',
  REGULARISE: 'CHANGED',
  REGULARISATION_DRAFTED: 'DECISIONS',
  REGULARISATION_SUBMITTED: 'DECISIONS',
};

/** It records no event. */
export async function todo(stores: DossierStores, request: TodoRequest, onProgress?: Progress): Promise<Todo> {
  const { asOf, regulation, calculateWith, months } = request;
  const teams = await teamsNow(stores, asOf, regulation);
  const listed = await listedStatements(stores);
  const { months: byTeamAndMonth, lookAlikes } = await readDossiers(stores, { asOf, months, regulation }, onProgress);
  const states = memoisedOnce(async () => {
    const asked = calculateWith === undefined ? await openAmong(stores.log, listed) : listed;
    return keptStates(stores.log, asked);
  });
  const ledger = memoisedOnce(() => ledgerOf(stores.log));
  const stale = memoisedOnce(async () =>
    calculateWith === undefined ? (await states()).filter(isReplaced) : staleStates(calculateWith, await states()),
  );
  const found = await search({
    FILES: () => fileTasks(stores),
    ACTS: () => completenessTasks(byTeamAndMonth),
    DUPLICATES: () => duplicateTasks(stores.log, lookAlikes),
    CANDIDATES: () => candidateTasks(stores.log),
    CALCULATIONS: () => calculationTasks(teams, listed, asOf),
    DECISIONS: async () => decisionTasks(await states(), await ledger(), { asOf, stale: await stale() }),
    POSTINGS: async () => postingTasks(await states(), await ledger()),
    RUNS: async () => runTasks(stores.log, await ledger(), asOf),
    PAYMENTS: async () => {
      const beside = await writtenBeside(stores.log, await ledger());
      return paymentTasks(await ledger(), teams, { asOf, beside });
    },
    RECONCILIATION: () => reconciliationTasks(stores.log),
    PROPOSALS: async () => proposalTasks(stores.log, asOf),
    STALE: async () => staleTasks(await stale()),
    CHANGED: async () =>
      calculateWith === undefined ? [] : changedTasks(calculateWith, await states(), { asOf, regulation }),
  });
  return {
    tasks: found.toSorted((a, b) => TASK_KINDS.indexOf(a.kind) - TASK_KINDS.indexOf(b.kind)),
    completeness: byTeamAndMonth,
  };
}

type Searches = Readonly<Record<Search, () => readonly Task[] | Promise<readonly Task[]>>>;

/** One after the other; the kinds that could not be searched are a task of their own. */
async function search(searches: Searches): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  const unsearched: TaskEntry[] = [];
  for (const [name, find] of Object.entries(searches)) {
    try {
      tasks.push(...(await find()));
    } catch (error) {
      const position = impossibleEvent(error);
      const kinds = TASK_KINDS.filter((kind) => kind !== 'UNSEARCHED' && SEARCH_OF[kind] === name);
      unsearched.push(...kinds.map((of) => ({ group: { is: 'TASKS', of }, of: { is: 'EVENT', position } }) as const));
    }
    // Yields: the tasks of thousands of statements must not delay requests.
    await setImmediate();
  }
  return [...task('UNSEARCHED', unsearched, [{ step: 'AUDIT_RULES' }, { step: 'VERIFY_LOG' }]), ...tasks];
}

/** The position of an event that cannot follow those before it, or cannot be read. Throws any other error. */
function impossibleEvent(error: unknown): number {
  if (!(error instanceof StoreDamaged)) throw error;
  const { code, data } = error as StoreDamage;
  if (code !== 'EVENT_IMPOSSIBLE' && code !== 'EVENT_GARBLED') throw error;
  return data.position;
}
