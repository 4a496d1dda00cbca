/**
 * The share of a patient in the year of an IPEP group: the place on its list, and the spending compared with the national mean of the
 * profile. Source: rules, "Yearly statement, IPEP".
 */
import { type Day, dayOf } from '#libs/kernel/day.ts';
import { memoisedPer } from '#libs/kernel/memo.ts';
import { yearPeriod } from '#libs/kernel/period.ts';
import { attachedTo, mayBeAttached } from '#libs/enrolment/attachment.ts';
import { type Patient, profileOn } from '#libs/enrolment/patient.ts';
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
  return mayBeAttached(patient, FAMILY, nation.teams) ? years.flatMap((year) => sharesOf(patient, year, nation)) : [];
}

function sharesOf(patient: Patient, year: number, nation: Nation): GroupYearShare[] {
  const { teams, regulation } = nation;
  const profileAt = (day: Day): number | undefined => profileOn(patient, day, regulation.ageBands);
  const shares: GroupYearShare[] = [];
  for (const { day, dayBefore, same, cap, active } of rulesOfYear(teams, year)) {
    const group = groupOf(patient, day, active, teams);
    const previousGroup = same ? group : groupOf(patient, dayBefore, active, teams);
    const before = (): Compared | undefined =>
      compared(patient.spendingCents.get(year - 1), nationalSpending(year - 1, profileAt(dayBefore), nation), cap);
    if (group !== undefined) {
      const profile = profileAt(day);
      const [spent, expected] = [patient.spendingCents.get(year), nationalSpending(year, profile, nation)];
      shares.push({
        team: group.id,
        year,
        listed: true,
        profile,
        spendingMissing: spent === undefined,
        nationalSpendingMissing: expected === undefined,
        current: compared(spent, expected, cap),
        previous: previousGroup === group ? before() : undefined,
      });
    }
    if (previousGroup !== undefined && previousGroup !== group)
      shares.push({
        team: previousGroup.id,
        year,
        listed: false,
        profile: profileAt(day),
        spendingMissing: false,
        nationalSpendingMissing: false,
        current: undefined,
        previous: before(),
      });
  }
  return shares;
}

/** The rules of a scheme for a year, the same for every patient. */
interface YearRules {
  readonly day: Day;
  readonly dayBefore: Day;
  /** previous_list SAME */
  readonly same: boolean;
  readonly cap: number | null;
  readonly active: ReadonlySet<Team>;
}

/** The rules of each scheme that has a group with a statement for the year. */
const rulesOfYear = memoisedPer(({ byId }: Teams, year: number): readonly YearRules[] => {
  const first = dayOf(year, 1, 1);
  const active = [...byId.values()].filter(
    (team) => team.scheme.family === FAMILY && hasBegun(team.scheme, first) && hasStatement(team, yearPeriod(year)),
  );
  return [...Map.groupBy(active, ({ scheme }) => scheme)].map(([scheme, groups]) => ({
    day: referenceDay(scheme, year, year),
    dayBefore: referenceDay(scheme, year, year - 1),
    same: valueOn(scheme, 'previous_list', first) === 'SAME',
    cap: valueOn(scheme, 'spending_cap_cents', first),
    active: new Set(groups),
  }));
});

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

/** Spending counts up to the cap, if any. Undefined when either amount is unknown. */
function compared(
  spentCents: number | undefined,
  expectedCents: number | undefined,
  capCents: number | null,
): Compared | undefined {
  if (spentCents === undefined || expectedCents === undefined) return undefined;
  return { observedCents: capCents === null ? spentCents : Math.min(spentCents, capCents), expectedCents };
}
