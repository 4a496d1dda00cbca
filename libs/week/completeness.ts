/**
 * Completeness of facts: the acts of each team by month of care, against the mean of the last three whole months. A file that did not
 * come shows as a month with few acts.
 */
import type { Day } from '#libs/kernel/day.ts';
import { type MonthOfActs, WholeMonths } from '#libs/acts/whole-months.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type Month, monthOf, monthText, quarterOfMonth } from '#libs/kernel/month.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { type LookAlikes, LookAlikeSearch } from '#libs/enrolment/look-alikes.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { entriesOf } from '#libs/statements/calculation/contributions.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { type Task, task } from '#libs/week/task.ts';

export interface TeamMonth extends MonthOfActs {
  readonly team: string;
  /** `2022-03` */
  readonly month: string;
  /** Entries of the team's act ledger of every class, without reversals. */
  readonly acts: number;
}

const MONTHS_BEFORE = 3;

interface Asked {
  readonly asOf: Day;
  readonly months: number;
  readonly regulation: Regulation;
}

/** The results of one reading of the dossiers. */
interface DossiersRead {
  readonly months: readonly TeamMonth[];
  readonly lookAlikes: readonly LookAlikes[];
}

const keptOf = memoisedOf((_: EventStore) => new KeptAnswers<DossiersRead>(1));

/**
 * The months that ended by the day, at most `months` of them, and the ids that look like one person. Reads the dossiers once and keeps one
 * count per team and month. The last answer is cached until a fact comes in.
 */
export async function readDossiers(stores: QueryStores, asked: Asked, onProgress?: Progress): Promise<DossiersRead> {
  const dossiers = await stores.projections.documents(DOSSIERS);
  const rosters = await stores.projections.documents(ROSTERS);
  const facts = [(await dossiers.checkpoint()).processed, (await rosters.checkpoint()).processed];
  const key = JSON.stringify([asked.asOf, asked.months, asked.regulation.fingerprint, ...facts]);
  return keptOf(stores.log).get(key, () => byTeamAndMonth({ dossiers, rosters }, asked, onProgress));
}

async function byTeamAndMonth(
  { dossiers, rosters: teamsOf }: { readonly dossiers: Documents; readonly rosters: Documents },
  { asOf, months, regulation }: Asked,
  onProgress: Progress | undefined,
): Promise<DossiersRead> {
  const last = monthOf(asOf + 1) - 1;
  const first = last - months + 1;
  const range = { from: quarterOfMonth(first - MONTHS_BEFORE), to: quarterOfMonth(last) };
  const rosters = await rosterDocuments(teamsOf);
  const { position, processed } = await dossiers.checkpoint();
  const whole = frameOf(rosters, { day: asOf, position }, regulation, range, CURRENT_RULES);
  const frame: Frame = { ...whole, quarters: range };
  const counts = new Map<string, number>();
  const search = new LookAlikeSearch();
  let done = 0;
  for await (const batch of linkedDossiers(dossiers, rosters)) {
    for (const linked of batch) {
      count(counts, linked, frame);
      for (const dossier of linked.dossiers) {
        search.add(dossier);
        done += eventCount(dossier);
      }
    }
    onProgress?.(Math.min(done, processed), processed);
  }
  const teams = [...frame.teams.byId.values()].filter(({ scheme }) => traitsOf(scheme).replacesActs);
  const found = teams
    .flatMap((team) => monthsOf(team, first, last, counts))
    .sort((a, b) => compareText(a.team, b.team) || compareText(a.month, b.month));
  return { months: found, lookAlikes: search.found() };
}

function count(counts: Map<string, number>, linked: LinkedDossiers, frame: Frame): void {
  const { from, to } = frame.quarters;
  const months = new Map<string, Month>();
  for (const { actId, careOn } of linked.dossiers.flatMap(({ acts }) => acts)) {
    const month = monthOf(careOn);
    if (quarterOfMonth(month) >= from && quarterOfMonth(month) <= to) months.set(actId, month);
  }
  if (months.size === 0) return;
  for (const { actId, team, reversal } of entriesOf(linked, frame)) {
    const month = months.get(actId);
    if (reversal || month === undefined) continue;
    const key = countKey(team, month);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

function countKey(team: string, month: Month): string {
  return `${month}/${team}`;
}

function monthsOf(team: Team, first: Month, last: Month, counts: ReadonlyMap<string, number>): TeamMonth[] {
  const found: TeamMonth[] = [];
  const whole = new WholeMonths();
  for (let month = first - MONTHS_BEFORE; month <= last; month++) {
    if (team.phaseOfQuarter(quarterOfMonth(month)) === undefined) {
      whole.begin();
      continue;
    }
    const acts = counts.get(countKey(team.id, month)) ?? 0;
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
