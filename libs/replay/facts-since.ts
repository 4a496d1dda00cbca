/** The facts that one knowledge has and another does not: they explain why a new calculation gives something else. */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { type Knowledge, type Version, isKnown } from '#libs/enrolment/versions.ts';
import { dayText, quarterOf, yearOfQuarter } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';

const OF_PATIENT = listsOf<Exclude<keyof Dossier, 'patient' | 'kept'>>({
  person: true,
  coverage: true,
  declarations: true,
  acts: true,
  spending: true,
});
const OF_TEAM = listsOf<Exclude<keyof TeamRoster, 'team'>>({
  rows: true,
  phases: true,
  members: true,
  quality: true,
  revenue: true,
  credits: true,
});

/** The lists of facts that a replay compares: those of a dossier, those of a roster, and the merges. */
export const FACT_LISTS = [...OF_PATIENT, 'merges' as const, ...OF_TEAM];
export type FactList = (typeof FACT_LISTS)[number];

export interface NewFact {
  readonly kind: FactList;
  readonly knownOn: string;
  readonly position: number;
}

/** A list that is missing is a type error. */
function listsOf<List extends string>(lists: Readonly<Record<List, true>>): readonly List[] {
  return Object.keys(lists) as List[];
}

/** Only acts of these quarters, and spending of their years and the year before. */
export function patientFactsSince(
  dossier: Dossier,
  before: Knowledge,
  after: Knowledge,
  { from: first, to: last }: QuarterRange,
): readonly NewFact[] {
  const acts = dossier.acts.filter(({ careOn }) => quarterOf(careOn) >= first && quarterOf(careOn) <= last);
  const spending = dossier.spending.filter(
    ({ year }) => year >= yearOfQuarter(first) - 1 && year <= yearOfQuarter(last),
  );
  const of = { ...dossier, acts, spending };
  return OF_PATIENT.flatMap((kind) => since(kind, of[kind], before, after));
}

export function teamFactsSince(roster: TeamRoster, before: Knowledge, after: Knowledge): readonly NewFact[] {
  return OF_TEAM.flatMap((kind) => since(kind, roster[kind], before, after));
}

/** Merges of ids of one person, and separations. */
export function mergesSince({ merges }: LinkedDossiers, before: Knowledge, after: Knowledge): readonly NewFact[] {
  return since('merges', merges, before, after);
}

/** Known to one of the two and not to the other: a replay can also look back. */
function since(kind: FactList, versions: readonly Version[], before: Knowledge, after: Knowledge): NewFact[] {
  return versions
    .filter((version) => isKnown(version, before) !== isKnown(version, after))
    .map(({ knownOn, position }) => ({ kind, knownOn: dayText(knownOn), position }));
}
