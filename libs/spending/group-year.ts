/**
 * The share of a patient in the year of an IPEP group: the place on its list, and the spending compared with the national mean of the
 * profile. Source: rules, "Yearly statement, IPEP".
 */
import { type Day, dayOf } from '#libs/kernel/day.ts';
import { memoisedPer } from '#libs/kernel/memo.ts';
import { yearPeriod } from '#libs/kernel/period.ts';
import { type Attachment, attachedTo, attachmentOf, mayBeAttached } from '#libs/enrolment/attachment.ts';
import { type Patient, profileOn, spendingCentsIn } from '#libs/enrolment/patient.ts';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import { hasStatement } from '#libs/enrolment/statement-periods.ts';
import type { Team, Teams } from '#libs/enrolment/teams.ts';
import type { Family } from '#libs/regulation/families.ts';
import { type Regulation, type Scheme, valueOn } from '#libs/regulation/regulation.ts';

/** Observed and expected spending of one patient, cents. */
export interface ComparedSpending {
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
  readonly current: ComparedSpending | undefined;
  readonly previous: ComparedSpending | undefined;
}

/** `reference_day` in the year `of`, with its value on 1 January of the calculated year. */
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
  const attachment = attachmentOf(patient, FAMILY, nation.teams);
  if (!mayBeAttached(attachment)) return shares;
  const profiles = new Profiles(patient, nation);
  for (const rules of rulesOfYears(nation, years)) addShares(shares, attachment, rules, profiles);
  return shares;
}

/** The profile of a patient on several days. The profile of a year is used again as that of the year before. */
class Profiles {
  readonly #patient: Patient;
  readonly #bands: Regulation['ageBands'];
  #day: Day = NaN;
  #profile: number | undefined;

  constructor(patient: Patient, { regulation }: Nation) {
    this.#patient = patient;
    this.#bands = regulation.ageBands;
  }

  on(day: Day): number | undefined {
    if (day !== this.#day) {
      this.#profile = profileOn(this.#patient, day, this.#bands);
      this.#day = day;
    }
    return this.#profile;
  }
}

function addShares(shares: GroupYearShare[], attachment: Attachment, rules: YearRules, profiles: Profiles): void {
  const { patient } = attachment;
  const { year, day, dayBefore, same, cap, active, means } = rules;
  const group = groupOf(attachment, day, active);
  const previousGroup = same ? group : groupOf(attachment, dayBefore, active);
  if (group === undefined && previousGroup === undefined) return;
  const previous = previousGroup === undefined ? undefined : comparedBefore(patient, rules, profiles);
  const profile = profiles.on(day);
  if (group !== undefined) {
    const [spent, expected] = [spendingCentsIn(patient, year), meanOf(means, profile)];
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
  /** National means of the year, and of the year before. */
  readonly means: Means | undefined;
  readonly meansBefore: Means | undefined;
}

/** Cents by index of the profile. */
type Means = ReadonlyMap<number, number>;

/** The rules of each scheme that has a group with a statement for the year, year by year. */
const rulesOfYears = memoisedPer((nation: Nation, years: readonly number[]) =>
  years.flatMap((year) => rulesOfYear(nation, year)),
);

function rulesOfYear({ teams: { byId }, reference }: Nation, year: number): readonly YearRules[] {
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
    means: reference.nationalSpendingCents.get(year),
    meansBefore: reference.nationalSpendingCents.get(year - 1),
  }));
}

function hasBegun({ texts }: Scheme, day: Day): boolean {
  return (texts[0]?.from ?? Infinity) <= day;
}

function groupOf(attachment: Attachment, day: Day, active: ReadonlySet<Team>): Team | undefined {
  const team = attachedTo(attachment, day);
  return team !== undefined && active.has(team) ? team : undefined;
}

function meanOf(means: Means | undefined, profile: number | undefined): number | undefined {
  return profile === undefined ? undefined : means?.get(profile);
}

function comparedBefore(
  patient: Patient,
  { year, dayBefore, cap, meansBefore }: YearRules,
  profiles: Profiles,
): ComparedSpending | undefined {
  const profile = profiles.on(dayBefore);
  return compared(spendingCentsIn(patient, year - 1), meanOf(meansBefore, profile), cap);
}

/** Spending counts up to the cap, if any. Undefined when either amount is unknown. */
function compared(
  spentCents: number | undefined,
  expectedCents: number | undefined,
  capCents: number | null,
): ComparedSpending | undefined {
  if (spentCents === undefined || expectedCents === undefined) return undefined;
  return { observedCents: capCents === null ? spentCents : Math.min(spentCents, capCents), expectedCents };
}
