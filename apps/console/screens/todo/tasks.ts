/** The roles that may do a task, and its screen. */
import { quarterText } from '#libs/kernel/day.ts';
import { PERIOD_PATTERN, parsePeriod, quartersOf } from '#libs/kernel/period.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';
import { runAddress } from '../../frame/addresses.ts';
import type { Role } from '../../session/roles.ts';
import type { Task } from './queries.ts';

interface Way {
  /** The roles that may do the next step; empty if people can only wait. */
  readonly roles: readonly Role[];
  /** The screen for one group: a period, a day or a run. */
  readonly to: (group: string) => string;
}

const IMPORTS: Way = { roles: ['operator'], to: () => '/imports' };
const RUNS: Way = { roles: ['authorising-officer'], to: () => '/campagnes?onglet=apercu' };
const BANK: Way = { roles: ['accountant'], to: () => '/campagnes?onglet=banque' };
const REPLAYS: Way = { roles: ['operator'], to: () => '/rejeux' };

const WAYS: Readonly<Record<TaskKind, Way>> = {
  UNSEARCHED: { roles: ['auditor'], to: () => '/journal' },
  SET_ASIDE: IMPORTS,
  REFUSED_FILE: { ...IMPORTS, to: () => '/imports?vue=fichiers' },
  UNFINISHED_FILE: { ...IMPORTS, to: () => '/imports?vue=fichiers' },
  INCOMPLETE: IMPORTS,
  LOOK_ALIKES: { ...IMPORTS, to: () => '/doublons' },
  MERGES: { roles: ['approver'], to: () => '/doublons' },
  ENTER: { roles: ['operator'], to: () => '/equipes?onglet=candidatures' },
  CALCULATE: { roles: ['operator'], to: (period) => `/decomptes?${quarters(period)}&calculer=oui` },
  STALE: { roles: ['operator'], to: (period) => `/decomptes?${quarters(period)}` },
  SUBMIT: { roles: ['operator'], to: (period) => `/ecarts?periode=${period}` },
  NOT_YET: { roles: [], to: (period) => `/decomptes?${quarters(period)}` },
  APPROVE: { roles: ['approver'], to: (period) => `/ecarts?periode=${period}` },
  UNFUNDED: { roles: ['operator'], to: () => '/enveloppes' },
  CONFIRM: { roles: ['approver', 'accountant'], to: () => '/enveloppes?onglet=attente' },
  KEPT_APART: { roles: ['operator'], to: () => '/enveloppes' },
  POST: { ...RUNS, roles: [] },
  WITHDRAW: { roles: ['approver'], to: () => '/decomptes' },
  POST_BEYOND: { roles: ['operator', 'approver'], to: () => '/enveloppes' },
  RELEASE: RUNS,
  RELEASE_PREPARED: { ...RUNS, to: (run) => runAddress(run) },
  REDO_PREPARED: { roles: ['operator', 'authorising-officer'], to: () => '/campagnes' },
  UNPAYABLE: { ...RUNS, roles: ['accountant'] },
  REISSUE: RUNS,
  AWAIT_BANK: BANK,
  UNDECIDED_AT_BANK: { ...BANK, roles: [] },
  CONTRADICTED: BANK,
  BOOKED_UNMATCHED: BANK,
  RECONCILE: { ...BANK, to: () => '/campagnes?onglet=releves' },
  COMING: { ...RUNS, roles: [] },
  SET_OFF: { ...RUNS, roles: [] },
  DEMAND: { roles: ['accountant'], to: () => '/enveloppes' },
  REGULARISE: REPLAYS,
  REGULARISATION_DRAFTED: { ...REPLAYS, to: () => '/rejeux?vue=regularisations' },
  REGULARISATION_SUBMITTED: { roles: ['approver'], to: (period) => `/ecarts?periode=${period}` },
};

export function wayOf(task: Task): Way {
  return WAYS[task.kind as TaskKind];
}

export function isFor(task: Task, roles: readonly Role[]): boolean {
  return wayOf(task).roles.some((role) => roles.includes(role));
}

const BEGINS_WITH_PERIOD = new RegExp(`^${PERIOD_PATTERN}`);

/** Filters of the list of statements for a quarter or a year; the group may say more after it. */
function quarters(group: string): string {
  const [text = ''] = BEGINS_WITH_PERIOD.exec(group) ?? [];
  const period = parsePeriod(text);
  if (period === undefined) return '';
  const { from, to } = quartersOf(period);
  return `de=${quarterText(from)}&a=${quarterText(to)}`;
}
