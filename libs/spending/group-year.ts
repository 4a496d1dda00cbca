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
  const begun = incentiveSchemes.filter(({ texts }) => (texts[0]?.from ?? Infinity) <= dayOf(year, 1, 1));
  return begun.flatMap((scheme) => {
    const [day, dayBefore] = [referenceDay(scheme, year, year), referenceDay(scheme, year, year - 1)];
    const same = valueOn(scheme, 'previous_list', dayOf(year, 1, 1)) === 'SAME';
    const group = groupOf(patient, day, scheme, year, teams);
    const previousGroup = same ? group : groupOf(patient, dayBefore, scheme, year, teams);
    const cap = valueOn(scheme, 'spending_cap_cents', dayOf(year, 1, 1));
    const before = (): Compared | undefined => compared(patient, year - 1, dayBefore, cap, reference, bands);
    const shares: GroupYearShare[] = [];
    if (group !== undefined)
      shares.push({
        team: group.id,
        year,
        listed: true,
        spendingMissing: patient.spendingCents.get(year) === undefined,
        nationalSpendingMissing: nationalSpending(patient, year, day, reference, bands) === undefined,
        current: compared(patient, year, day, cap, reference, bands),
        previous: previousGroup === group ? before() : undefined,
      });
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
    return shares;
  });
}

function groupOf(patient: Patient, day: Day, scheme: Scheme, year: number, teams: Teams): Team | undefined {
  const team = attachedTo(patient, day, 'INCENTIVE', teams);
  return team?.scheme === scheme && isActiveInYear(team, year) ? team : undefined;
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
  patient: Patient,
  year: number,
  day: Day,
  capCents: number | null,
  reference: ReferenceData,
  bands: readonly AgeBand[],
): Compared | undefined {
  const spent = patient.spendingCents.get(year);
  const expectedCents = nationalSpending(patient, year, day, reference, bands);
  if (spent === undefined || expectedCents === undefined) return undefined;
  return { observedCents: capCents === null ? spent : Math.min(spent, capCents), expectedCents };
}
