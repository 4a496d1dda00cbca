/**
 * Completeness of facts: the acts of each team by month of care, against the mean of the last three whole months. A file that did not
 * come shows as a month with few acts.
 */
import { type MonthOfActs, WholeMonths } from '#libs/acts/whole-months.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { LookAlikesOfReading, lookAlikesOf } from '#libs/enrolment/kept-look-alikes.ts';
import type { LookAlikes } from '#libs/enrolment/look-alikes.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type Month, monthOf, monthText, quarterOfMonth } from '#libs/kernel/month.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Turns } from '#libs/read-store/turns.ts';
import type { QueryStores, ReadStore } from '#libs/read-store/read-store.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { POSTINGS_STORE } from '#libs/statements/calculation/postings.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { type ActCounts, actCounts } from '#libs/week/act-counts.ts';
import { type Task, task } from '#libs/week/task.ts';

export interface TeamMonth extends MonthOfActs {
  readonly team: string;
  /** `2022-03` */
  readonly month: string;
  /** Entries of the team's act ledger of every class, without reversals. */
  readonly acts: number;
}

/** The months of a list that asks for no number of them. */
export const DEFAULT_MONTHS = 12;
const MONTHS_BEFORE = 3;

/** What is asked of the dossiers. */
export interface DossierQuestion {
  readonly asOf: Day;
  /** The number of months of care to compare with those before them. */
  readonly months: number;
  readonly regulation: Regulation;
}

/** What the list of tasks reads of the dossiers. */
interface MonthsAndLookAlikes {
  readonly months: readonly TeamMonth[];
  readonly lookAlikes: readonly LookAlikes[];
}

/** `readStore`: the posting lists, and the build of the dossiers. */
export interface DossierStores extends QueryStores {
  readonly readStore: Pick<ReadStore, 'buildOf' | 'scratch'>;
}

const keptOf = memoisedOf((_: EventStore) => new KeptAnswers<MonthsAndLookAlikes>(1));

/**
 * The months that ended by the day, at most `months` of them, and the ids that look like one person. All dossiers are read once, later only
 * those of patients touched since; the last answer is kept until a fact comes in.
 */
export async function readDossiers(
  stores: DossierStores,
  question: DossierQuestion,
  onProgress?: Progress,
): Promise<MonthsAndLookAlikes> {
  const processed = await Promise.all(
    [DOSSIERS, ROSTERS].map(async (of) => (await stores.projections.served(of)).checkpoint.processed),
  );
  const { asOf, months, regulation } = question;
  const key = JSON.stringify([asOf, months, regulation.fingerprint, ...processed]);
  return keptOf(stores.log).get(key, () => readTouched(stores, question, onProgress));
}

async function readTouched(
  { log, projections, readStore }: DossierStores,
  { asOf, months, regulation }: DossierQuestion,
  onProgress: Progress | undefined,
): Promise<MonthsAndLookAlikes> {
  const last = monthOf(asOf + 1) - 1;
  const first = last - months + 1;
  const range = { from: quarterOfMonth(first - MONTHS_BEFORE), to: quarterOfMonth(last) };
  const build = await readStore.buildOf(DOSSIERS);
  const ofTeams = await projections.documents(ROSTERS);
  const dossiers = { build, documents: await projections.documents(DOSSIERS) };
  const positions = [(await ofTeams.checkpoint()).position, (await dossiers.documents.checkpoint()).position];
  const known = { day: asOf, position: Math.min(...positions) };
  const sources = {
    log,
    dossiers,
    rosters: await rosterDocuments(ofTeams),
    postings: await readStore.scratch(POSTINGS_STORE),
  };
  const reading = new LookAlikesOfReading(known.position);
  const onEach = (linked: LinkedDossiers): void => {
    for (const dossier of linked.dossiers) reading.take(dossier);
  };
  const { frame, actsOf, areAllRead } = await actCounts(sources, { known, range, regulation, onEach, onProgress });
  if (areAllRead) await reading.keep(log, build);
  const found: TeamMonth[] = [];
  const turns = new Turns();
  for (const team of [...frame.teams.byId.values()].sort((a, b) => compareText(a.id, b.id))) {
    if (turns.isOver) await turns.next();
    if (traitsOf(team.scheme).replacesActs) found.push(...monthsOf(team, first, last, actsOf));
  }
  return { months: found, lookAlikes: await lookAlikesOf(log, dossiers) };
}

function monthsOf(team: Team, first: Month, last: Month, actsOf: ActCounts['actsOf']): TeamMonth[] {
  const found: TeamMonth[] = [];
  const whole = new WholeMonths();
  for (let month = first - MONTHS_BEFORE; month <= last; month++) {
    if (team.phaseOfQuarter(quarterOfMonth(month)) === undefined) {
      whole.begin();
      continue;
    }
    const acts = actsOf(team.id, month);
    const beside = whole.take(acts);
    if (month >= first) found.push({ team: team.id, month: monthText(month), acts, ...beside });
  }
  return found;
}

export function completenessTasks(months: readonly TeamMonth[]): readonly Task[] {
  return task(
    'INCOMPLETE',
    months
      .filter((month) => month.looksIncomplete)
      .map(({ team, month, acts, actsOfThreeBefore = 0 }) => ({
        group: month,
        of: { is: 'MONTH', team, month, acts, mean: Math.round(actsOfThreeBefore / MONTHS_BEFORE) },
      })),
    [{ step: 'IMPORT_FACTS' }],
  );
}
