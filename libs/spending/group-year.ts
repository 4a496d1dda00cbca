/**
 * The share of a patient in the year of an IPEP group: the place on its list, and the spending compared with the national mean of the
 * profile. Source: rules, "Yearly statement, IPEP".
 */
import { type Day, dayOf } from '#libs/kernel/day.ts';
import { memoised, memoisedOf } from '#libs/kernel/memo.ts';
import { yearPeriod } from '#libs/kernel/period.ts';
import { attachedTo, mayBeAttached } from '#libs/enrolment/attachment.ts';
import { type Patient, profileOn, spendingCentsIn } from '#libs/enrolment/patient.ts';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import { hasStatement } from '#libs/enrolment/statement-periods.ts';
import type { Team, Teams } from '#libs/enrolment/teams.ts';
import type { Family } from '#libs/regulation/families.ts';
import { type Regulation, type Scheme, valueOn } from '#libs/regulation/regulation.ts';

/** Observed and expected spending of one patient, cents. */
export interface Compared {
  readonly observedCents: number;
  readonly expectedCents: number;
}

export interface GroupYearShare {
  readonly team: string;
  readonly year: number;
  /** On the list of the year; false for a patient who only counts for the year before (previous_list OWN). */
  readonly listed: boolean;
  /** Index of the profile on the reference day of the year. */
  readonly profile: number | undefined;
  readonly spendingMissing: boolean;
  readonly nationalSpendingMissing: boolean;
  readonly current: Compared | undefined;
  readonly previous: Compared | undefined;
}

/** `reference_day` in the year `of`, as it stands on 1 January of the year calculated. */
export function referenceDay(scheme: Scheme, year: number, of: number): Day {
  const { month, dayOfMonth } = valueOn(scheme, 'reference_day', dayOf(year, 1, 1));
  return dayOf(of, month, dayOfMonth);
}

/** Teams and national data as known on a day. */
interface Nation {
  readonly teams: Teams;
  readonly reference: ReferenceData;
  readonly regulation: Pick<Regulation, 'ageBands'>;
}

/** The family whose groups share savings. */
const FAMILY: Family = 'INCENTIVE';

/** The shares of a patient in each year: in the group of the year, and in the group of the year before. */
export function groupYearShares(patient: Patient, years: readonly number[], nation: Nation): GroupYearShare[] {
  const shares: GroupYearShare[] = [];
  if (!mayBeAttached(patient, FAMILY, nation.teams)) return shares;
  const rulesOf = rulesOfYears(nation.teams);
  for (const year of years) for (const rules of rulesOf(year)) addShares(shares, patient, rules, nation);
  return shares;
}

function addShares(shares: GroupYearShare[], patient: Patient, rules: YearRules, nation: Nation): void {
  const { year, day, dayBefore, same, cap, active } = rules;
  const group = groupOf(patient, day, active, nation.teams);
  const previousGroup = same ? group : groupOf(patient, dayBefore, active, nation.teams);
  if (group === undefined && previousGroup === undefined) return;
  const profile = profileOn(patient, day, nation.regulation.ageBands);
  const previous = previousGroup === undefined ? undefined : comparedIn(year - 1, dayBefore, patient, cap, nation);
  if (group !== undefined) {
    const [spent, expected] = [spendingCentsIn(patient, year), nationalSpending(year, profile, nation)];
    shares.push({
      team: group.id,
      year,
      listed: true,
      profile,
      spendingMissing: spent === undefined,
      nationalSpendingMissing: expected === undefined,
      current: compared(spent, expected, cap),
      previous: previousGroup === group ? previous : undefined,
    });
  }
  if (previousGroup !== undefined && previousGroup !== group)
    shares.push({
      team: previousGroup.id,
      year,
      listed: false,
      profile,
      spendingMissing: false,
      nationalSpendingMissing: false,
      current: undefined,
      previous,
    });
}

/** The rules of a scheme for a year, the same for every patient. */
interface YearRules {
  readonly year: number;
  readonly day: Day;
  readonly dayBefore: Day;
  /** previous_list SAME */
  readonly same: boolean;
  readonly cap: number | null;
  readonly active: ReadonlySet<Team>;
}

/** The rules of each scheme that has a group with a statement for the year, by year. */
const rulesOfYears = memoisedOf((teams: Teams) => memoised((year: number) => rulesOfYear(teams, year)));

function rulesOfYear({ byId }: Teams, year: number): readonly YearRules[] {
  const first = dayOf(year, 1, 1);
  const active = [...byId.values()].filter(
    (team) => team.scheme.family === FAMILY && hasBegun(team.scheme, first) && hasStatement(team, yearPeriod(year)),
  );
  return [...Map.groupBy(active, ({ scheme }) => scheme)].map(([scheme, groups]) => ({
    year,
    day: referenceDay(scheme, year, year),
    dayBefore: referenceDay(scheme, year, year - 1),
    same: valueOn(scheme, 'previous_list', first) === 'SAME',
    cap: valueOn(scheme, 'spending_cap_cents', first),
    active: new Set(groups),
  }));
}

function hasBegun({ texts }: Scheme, day: Day): boolean {
  return (texts[0]?.from ?? Infinity) <= day;
}

function groupOf(patient: Patient, day: Day, active: ReadonlySet<Team>, teams: Teams): Team | undefined {
  const team = attachedTo(patient, day, FAMILY, teams);
  return team !== undefined && active.has(team) ? team : undefined;
}

function nationalSpending(year: number, profile: number | undefined, { reference }: Nation): number | undefined {
  return profile === undefined ? undefined : reference.nationalSpendingCents.get(year)?.get(profile);
}

function comparedIn(
  year: number,
  day: Day,
  patient: Patient,
  cap: number | null,
  nation: Nation,
): Compared | undefined {
  const profile = profileOn(patient, day, nation.regulation.ageBands);
  return compared(spendingCentsIn(patient, year), nationalSpending(year, profile, nation), cap);
}

/** Spending counts up to the cap, if any. Undefined when either amount is unknown. */
function compared(
  spentCents: number | undefined,
  expectedCents: number | undefined,
  capCents: number | null,
): Compared | undefined {
  if (spentCents === undefined || expectedCents === undefined) return undefined;
  return { observedCents: capCents === null ? spentCents : Math.min(spentCents, capCents), expectedCents };
}
