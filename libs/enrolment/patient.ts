/**
 * A patient as known on a day, and the properties that the rules use: age, profile, treating doctor, option.
 * Source: rules, "Who belongs to whom".
 */
import { type Day, ageOn, birthday } from '#libs/kernel/day.ts';
import { type ActVersion, C2S, type CoverageVersion, type Dossier } from '#libs/enrolment/dossier.ts';
import { type Knowledge, inForce, isKnown } from '#libs/enrolment/versions.ts';
import { type AgeBand, type Sex, ageBandIndex, profileIndex } from '#libs/regulation/profile.ts';
import type { Boundary, OptionRule } from '#libs/regulation/values.ts';

interface Cover {
  readonly aldNumber: number;
  readonly from: Day;
  readonly until: Day;
}

export interface Patient {
  readonly id: string;
  /** Undefined before the identity is known: then the patient is on no list. */
  readonly person: { readonly birth: Day; readonly sex: Sex; readonly diedOn: Day } | undefined;
  readonly coverage: readonly Cover[];
  /** Ascending by day; an empty rpps ends the previous declaration. */
  readonly declarations: readonly { readonly rpps: string; readonly declaredOn: Day }[];
  readonly acts: readonly ActVersion[];
  /** One entry per year, if known. */
  readonly spending: readonly { readonly year: number; readonly amountCents: number | null }[];
}

export function patientAsKnown(dossier: Dossier, known: Knowledge): Patient {
  const person = inForce(dossier.person, () => 0, known)[0];
  return {
    id: dossier.patient,
    person:
      person === undefined ? undefined : { birth: person.birth, sex: person.sex, diedOn: person.diedOn ?? Infinity },
    coverage: inForce(dossier.coverage, coverageKey, known).map(({ aldNumber, from, until }) => ({
      aldNumber,
      from,
      until: until ?? Infinity,
    })),
    declarations: inForce(dossier.declarations, ({ declaredOn }) => declaredOn, known).sort(
      (a, b) => a.declaredOn - b.declaredOn,
    ),
    acts: dossier.acts.filter((act) => isKnown(act, known)),
    spending: inForce(dossier.spending, ({ year }) => year, known),
  };
}

/** Greater than any number of a long-term condition. */
const NUMBERS = 1_000;

/** Versions with the same key are of the same coverage. */
export function coverageKey({ aldNumber, from }: CoverageVersion): number {
  return from * NUMBERS + aldNumber;
}

/** Spending in a year, cents; undefined if unknown. */
export function spendingCentsIn(patient: Patient, year: number): number | undefined {
  for (const one of patient.spending) if (one.year === year) return one.amountCents ?? undefined;
  return undefined;
}

/**
 * The declaration of the treating doctor (médecin traitant) on a day: the one with the greatest day not after it. The declarations must be
 * ascending by day.
 */
export function declarationOn<D extends { readonly declaredOn: Day }>(
  declarations: readonly D[],
  day: Day,
): D | undefined {
  let found: D | undefined;
  for (const declaration of declarations) {
    if (declaration.declaredOn > day) break;
    found = declaration;
  }
  return found;
}

/** From the day of birth to the day before death. */
export function isAliveOn(patient: Patient, day: Day): boolean {
  const { person } = patient;
  return person !== undefined && person.birth <= day && person.diedOn > day;
}

function hasAld(patient: Patient, numbers: readonly number[], day: Day): boolean {
  return patient.coverage.some((cover) => isAldOn(cover, day) && numbers.includes(cover.aldNumber));
}

function isActiveOn({ from, until }: Cover, day: Day): boolean {
  return from <= day && until >= day;
}

function isAldOn(cover: Cover, day: Day): boolean {
  return cover.aldNumber !== C2S && isActiveOn(cover, day);
}

/** How many distinct ALD are active on a day. */
export function aldCountOn(patient: Patient, day: Day): number {
  const active = patient.coverage.filter((cover) => isAldOn(cover, day));
  return active.length < 2 ? active.length : new Set(active.map(({ aldNumber }) => aldNumber)).size;
}

/** Index of the profile on a day: age band, sex, ALD, C2S. Undefined before the identity is known. */
export function profileOn(patient: Patient, day: Day, bands: readonly AgeBand[]): number | undefined {
  const { person } = patient;
  if (person === undefined) return undefined;
  let [ald, c2s] = [false, false];
  for (const cover of patient.coverage)
    if (!isActiveOn(cover, day)) continue;
    else if (cover.aldNumber === C2S) c2s = true;
    else ald = true;
  return profileIndex(ageBandIndex(bands, ageOn(person.birth, day)), person.sex, ald, c2s);
}

/**
 * Whether a patient is in an option on a day. ALL includes every patient, even without a known identity. Other options require an ALD of
 * their list, or an age, or a lower age with an ALD.
 */
export function isInOption(patient: Patient, rule: OptionRule | 'ALL', day: Day): boolean {
  if (rule === 'ALL') return true;
  if (rule.ald !== undefined && hasAld(patient, rule.ald, day)) return true;
  const birth = patient.person?.birth;
  if (birth === undefined) return false;
  if (rule.age !== undefined && isPast(birth, rule.age, day)) return true;
  return rule.neuro !== undefined && isPast(birth, rule.neuro, day) && hasAld(patient, rule.neuro.ald, day);
}

/** "Past" the birthday: strictly before the day for gt, on or before it for ge. */
function isPast(birth: Day, { years, boundary }: { years: number; boundary: Boundary }, day: Day): boolean {
  const reached = birthday(birth, years);
  return boundary === 'gt' ? reached < day : reached <= day;
}
