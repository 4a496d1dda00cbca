import type { Coverage, Team } from './facts.ts';
import { daysOf, firstDay, quarterOf } from './facts.ts';
import type { World } from './world.ts';
import { lookedUp, parameter } from './world.ts';

export type Family = 'SUBSTITUTIVE' | 'INCENTIVE';

/** "PEPS and PRIMORDIAL are substitutive (a forfait replaces acts), IPEP is an incentive." */
export function familyOf(scheme: string): Family {
  return scheme === 'IPEP' ? 'INCENTIVE' : 'SUBSTITUTIVE';
}

/** "`scheme` PEPS, PRIMORDIAL or IPEP, the same in every row of a team": any row of it tells. */
export function schemeOf(world: World, teamId: string): string | undefined {
  return world.facts.teams.find((row) => row.team_id === teamId)?.scheme;
}

/** "born on 29 February, a year older on 1 March of common years. The n-th birthday follows the same rule." */
export function birthday(birthDate: string, n: number): string {
  const year = Number(birthDate.slice(0, 4)) + n;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = birthDate.slice(4) === '-02-29' && !leap ? '-03-01' : birthDate.slice(4);
  return String(year).padStart(4, '0') + day;
}

/** "Age in completed years (0 before birth)" */
export function ageOn(birthDate: string, day: string): number {
  let age = 0;
  while (birthday(birthDate, age + 1) <= day) age++;
  return age;
}

/** "one row per period of a team; the row on D is the one with the greatest from ≤ D" */
export function rowOfTeam(world: World, teamId: string, day: string): Team | undefined {
  let found: Team | undefined;
  for (const row of world.facts.teams) {
    if (row.team_id === teamId && row.from <= day && (found === undefined || row.from > found.from)) found = row;
  }
  return found;
}

/**
 * "Phase of a team on D: the phase with the greatest from ≤ D. LEFT, none, or no row of the team on D: not in the
 * experiment." Undefined where it is not in the experiment.
 */
export function phaseOn(world: World, teamId: string, day: string): string | undefined {
  let found: { from: string; phase: string } | undefined;
  for (const row of world.facts.phases) {
    if (row.team_id === teamId && row.from <= day && (found === undefined || row.from > found.from)) found = row;
  }
  if (found === undefined || found.phase === 'LEFT' || rowOfTeam(world, teamId, day) === undefined) return undefined;
  return found.phase;
}

/** "Treating doctor on D: the declaration with the greatest declared_on ≤ D. An empty rpps: none." */
function treatingDoctor(world: World, patientId: string, day: string): string | undefined {
  let found: { declared_on: string; rpps: string } | undefined;
  for (const row of world.facts.declarations.get(patientId) ?? []) {
    if (row.declared_on <= day && (found === undefined || row.declared_on > found.declared_on)) found = row;
  }
  return found === undefined || found.rpps === '' ? undefined : found.rpps;
}

/** "active on D (from ≤ D ≤ until)"; "until is the last day, inclusive; empty: still open" */
export function activeOn(row: { readonly from: string; readonly until: string }, day: string): boolean {
  return row.from <= day && (row.until === '' || day <= row.until);
}

/**
 * "Team of a professional on D, in a family: among his memberships active on D in teams that are in the experiment on
 * the first day of D's quarter, the one with the latest from, then the smallest team_id."
 */
export function teamOf(
  world: World,
  rpps: string,
  day: string,
  family: Family,
  choice: 'any profession' | 'as GP only',
): string | undefined {
  const q0 = firstDay(quarterOf(day));
  let found: { from: string; team_id: string } | undefined;
  const { members } = world.facts;
  const memberships = lookedUp(world.facts, 'memberships', () => Map.groupBy(members, (row) => row.rpps));
  for (const row of memberships.get(rpps) ?? []) {
    if (!activeOn(row, day)) continue;
    if (choice === 'as GP only' && row.profession !== 'GP') continue;
    const scheme = schemeOf(world, row.team_id);
    if (scheme === undefined || familyOf(scheme) !== family) continue;
    if (phaseOn(world, row.team_id, q0) === undefined) continue;
    const sooner =
      found === undefined || row.from > found.from || (row.from === found.from && row.team_id < found.team_id);
    if (sooner) found = row;
  }
  return found?.team_id;
}

/**
 * "Attached to team E on D: born (birth_date ≤ D), not dead (no died_on, or died_on > D), with a treating doctor on D
 * whose team on D, chosen among his memberships as GP only, is E."
 */
export function attachedTo(world: World, patientId: string, day: string, family: Family): string | undefined {
  const patient = world.facts.patients.get(patientId);
  if (patient === undefined || patient.birth_date > day) return undefined;
  if (patient.died_on !== '' && patient.died_on <= day) return undefined;
  const doctor = treatingDoctor(world, patientId, day);
  return doctor === undefined ? undefined : teamOf(world, doctor, day, family, 'as GP only');
}

/** Patients attached to a group on a day, for the lists of the yearly statement. */
export function listOn(world: World, teamId: string, day: string): string[] {
  return [...world.facts.patients.keys()].filter((id) => attachedTo(world, id, day, 'INCENTIVE') === teamId);
}

/**
 * "Listed by team P on D, D in the quarter beginning on q0: the substitutive team the patient is attached to on q0, if
 * its presence is FIRST_DAY; else the one he is attached to on D, if its presence is DAYS."
 */
export function listedBy(world: World, patientId: string, day: string): string | undefined {
  const q0 = firstDay(quarterOf(day));
  const presence = (teamId: string): unknown => parameter(world, schemeOf(world, teamId) ?? '', 'presence', q0);
  const onFirstDay = lookedUp(world.facts, `${patientId} on ${q0}`, () =>
    attachedTo(world, patientId, q0, 'SUBSTITUTIVE'),
  );
  if (onFirstDay !== undefined && presence(onFirstDay) === 'FIRST_DAY') return onFirstDay;
  const onTheDay = attachedTo(world, patientId, day, 'SUBSTITUTIVE');
  if (onTheDay !== undefined && presence(onTheDay) === 'DAYS') return onTheDay;
  return undefined;
}

/** The days of the quarter on which the team lists the patient, looked up one by one. */
export function daysListed(world: World, patientId: string, teamId: string, quarter: string): number {
  const days = lookedUp(world, `${patientId} in ${quarter}`, () =>
    Map.groupBy(daysOf(quarter), (day) => listedBy(world, patientId, day)),
  );
  return days.get(teamId)?.length ?? 0;
}

function coverageOn(world: World, patientId: string, kind: 'ALD' | 'C2S', day: string): Coverage[] {
  return (world.facts.coverage.get(patientId) ?? []).filter((row) => row.kind === kind && activeOn(row, day));
}

/** The distinct ALD numbers active on a day. */
function aldOn(world: World, patientId: string, day: string): Set<number> {
  return new Set(coverageOn(world, patientId, 'ALD', day).map((row) => Number(row.ald_number)));
}

interface Population {
  readonly OVER_65: {
    readonly age: number;
    readonly neuro_age: number;
    readonly boundary: string;
    readonly neuro_ald: number[];
  };
  readonly DIABETES: { readonly ald: number[] };
}

/**
 * "In the option on D: ALL: everyone. DIABETES: an ALD of population.DIABETES.ald active on D. OVER_65: past the
 * birthday age, or past the birthday neuro_age with an ALD of neuro_ald active on D; 'past' is strictly before D for
 * boundary gt, on or before D for ge."
 * D is always the first day of a quarter: "Option, scope and commune of a team are those of its row on the first day of
 * the quarter."
 */
export function inOption(world: World, patientId: string, teamId: string, q0: string): boolean {
  const team = rowOfTeam(world, teamId, q0);
  if (team === undefined) throw new Error(`${teamId} has no row on ${q0}`);
  if (team.option === 'ALL') return true;
  const patient = world.facts.patients.get(patientId);
  if (patient === undefined) return false;
  const population = parameter(world, team.scheme, 'population', q0) as Population;
  const ald = aldOn(world, patientId, q0);
  if (team.option === 'DIABETES') return population.DIABETES.ald.some((number) => ald.has(number));
  const { age, neuro_age: neuroAge, boundary, neuro_ald: neuroAld } = population.OVER_65;
  const past = (years: number): boolean => {
    const day = birthday(patient.birth_date, years);
    return boundary === 'gt' ? day < q0 : day <= q0;
  };
  return past(age) || (past(neuroAge) && neuroAld.some((number) => ald.has(number)));
}

export interface Profile {
  readonly ageBand: string;
  readonly sex: string;
  readonly ald: '0' | '1';
  readonly c2s: '0' | '1';
  readonly aldCount: number;
}

/** "Profile on D: age band, sex, ALD (any active), C2S (active), number of distinct active ALD." */
export function profileOn(world: World, patientId: string, day: string): Profile {
  const patient = world.facts.patients.get(patientId);
  if (patient === undefined) throw new Error(`${patientId} is unknown`);
  const age = ageOn(patient.birth_date, day);
  const aldCount = aldOn(world, patientId, day).size;
  return {
    ageBand: ageBand(world.regulation.age_bands, age),
    sex: patient.sex,
    ald: aldCount > 0 ? '1' : '0',
    c2s: coverageOn(world, patientId, 'C2S', day).length > 0 ? '1' : '0',
    aldCount,
  };
}

/** '17-39' or '80+' */
function ageBand(bands: string[], age: number): string {
  for (const band of bands) {
    const [least = '', greatest = ''] = band.split('-');
    if (band.endsWith('+') ? age >= Number(band.slice(0, -1)) : age >= Number(least) && age <= Number(greatest))
      return band;
  }
  throw new Error(`no age band for ${age}`);
}
