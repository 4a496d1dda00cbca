/**
 * What a patient adds to the year of an IPEP group: his place on its list, and his spending beside the national mean of his
 * profile. Source: rules, "Yearly statement, IPEP".
 */
import { type Day, dayOf } from '#libs/kernel/day.ts';
import { attachedTo } from '#libs/enrolment/attachment.ts';
import { type Patient, profileOn } from '#libs/enrolment/patient.ts';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import { type Team, type Teams, phaseOn } from '#libs/enrolment/teams.ts';
import type { AgeBand } from '#libs/regulation/profile.ts';
import { type Scheme, valueOn } from '#libs/regulation/regulation.ts';

/** Observed and expected spending of one patient, cents; undefined where either is unknown. */
export interface Compared {
  readonly observedCents: number;
  readonly expectedCents: number;
}

export interface GroupYearShare {
  readonly team: string;
  readonly year: number;
  /** On the list of the year; false for one who only counts for the year before (previous_list OWN). */
  readonly listed: boolean;
  readonly spendingMissing: boolean;
  readonly nationalSpendingMissing: boolean;
  readonly current: Compared | undefined;
  readonly previous: Compared | undefined;
}

/** A group has a statement for a year in which it is ACTIVE on 1 January and on 31 December. */
export function isActiveInYear(team: Team, year: number): boolean {
  return phaseOn(team, dayOf(year, 1, 1)) === 'ACTIVE' && phaseOn(team, dayOf(year, 12, 31)) === 'ACTIVE';
}

/** `reference_day` in the year `of`, as it stands on 1 January of the year calculated. */
export function referenceDay(scheme: Scheme, year: number, of: number): Day {
  const { month, dayOfMonth } = valueOn(scheme, 'reference_day', dayOf(year, 1, 1));
  return dayOf(of, month, dayOfMonth);
}

/** The patient's shares of the given year: of the group whose list he is on, and of the group whose list he was on before. */
export function groupYearShares(
  patient: Patient,
  year: number,
  teams: Teams,
  incentiveSchemes: readonly Scheme[],
  reference: ReferenceData,
  bands: readonly AgeBand[],
): GroupYearShare[] {
  const shares: GroupYearShare[] = [];
  for (const { day, dayBefore, same, cap, active } of rulesOfYear(year, teams, incentiveSchemes)) {
    const group = groupOf(patient, day, active, teams);
    const previousGroup = same ? group : groupOf(patient, dayBefore, active, teams);
    const before = (): Compared | undefined =>
      compared(
        patient.spendingCents.get(year - 1),
        nationalSpending(patient, year - 1, dayBefore, reference, bands),
        cap,
      );
    if (group !== undefined) {
      const [spent, expected] = [
        patient.spendingCents.get(year),
        nationalSpending(patient, year, day, reference, bands),
      ];
      shares.push({
        team: group.id,
        year,
        listed: true,
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
        spendingMissing: false,
        nationalSpendingMissing: false,
        current: undefined,
        previous: before(),
      });
  }
  return shares;
}

/** What a scheme says of a year; the same for every patient. */
interface YearRules {
  readonly day: Day;
  readonly dayBefore: Day;
  /** previous_list SAME */
  readonly same: boolean;
  readonly cap: number | null;
  readonly active: ReadonlySet<Team>;
}

const rulesKnown = new WeakMap<Teams, Map<number, readonly YearRules[]>>();

function rulesOfYear(year: number, teams: Teams, incentiveSchemes: readonly Scheme[]): readonly YearRules[] {
  let ofTeams = rulesKnown.get(teams);
  if (ofTeams === undefined) rulesKnown.set(teams, (ofTeams = new Map<number, readonly YearRules[]>()));
  let rules = ofTeams.get(year);
  if (rules === undefined) {
    const first = dayOf(year, 1, 1);
    const begun = incentiveSchemes.filter(({ texts }) => (texts[0]?.from ?? Infinity) <= first);
    rules = begun.map((scheme) => ({
      day: referenceDay(scheme, year, year),
      dayBefore: referenceDay(scheme, year, year - 1),
      same: valueOn(scheme, 'previous_list', first) === 'SAME',
      cap: valueOn(scheme, 'spending_cap_cents', first),
      active: new Set([...teams.byId.values()].filter((team) => team.scheme === scheme && isActiveInYear(team, year))),
    }));
    ofTeams.set(year, rules);
  }
  return rules;
}

function groupOf(patient: Patient, day: Day, active: ReadonlySet<Team>, teams: Teams): Team | undefined {
  const team = attachedTo(patient, day, 'INCENTIVE', teams);
  return team !== undefined && active.has(team) ? team : undefined;
}

function nationalSpending(
  patient: Patient,
  year: number,
  day: Day,
  { nationalSpendingCents }: ReferenceData,
  bands: readonly AgeBand[],
): number | undefined {
  const profile = profileOn(patient, day, bands);
  return profile === undefined ? undefined : nationalSpendingCents.get(year)?.get(profile);
}

/** A patient's spending counts at most the cap, where there is one. */
function compared(
  spentCents: number | undefined,
  expectedCents: number | undefined,
  capCents: number | null,
): Compared | undefined {
  if (spentCents === undefined || expectedCents === undefined) return undefined;
  return { observedCents: capCents === null ? spentCents : Math.min(spentCents, capCents), expectedCents };
}
