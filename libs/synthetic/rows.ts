/** The rows of the files about teams and patients. */
import { dayOf } from '#libs/kernel/day.ts';
import { coverageOf } from './coverage.ts';
import { cachedDayText, dayOrEmpty, row } from './csv.ts';
import { declarationsOf } from './declarations.ts';
import type { SyntheticPerson, World } from './population.ts';
import type { Horizon } from './scale.ts';
import type { SyntheticTeam } from './team.ts';

export const FACT_COLUMNS = {
  teams: 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on',
  phases: 'team_id,phase,from,known_on',
  members: 'team_id,rpps,profession,from,until,known_on',
  communes: 'commune,name,year,poverty_rate,known_on',
  patients: 'patient_id,birth_date,sex,died_on,known_on',
  coverage: 'patient_id,kind,ald_number,from,until,known_on',
  declarations: 'patient_id,rpps,declared_on,known_on',
};

export function* teamRows(teams: readonly SyntheticTeam[]): Generator<string> {
  for (const { id, scheme, periods } of teams) {
    for (const { from, name, option, scope, structure, finess, commune, known } of periods) {
      yield row(
        id,
        cachedDayText(from),
        name,
        scheme,
        option,
        scope,
        structure,
        finess,
        commune.code,
        cachedDayText(known),
      );
    }
  }
}

export function* phaseRows(teams: readonly SyntheticTeam[]): Generator<string> {
  for (const { id, phases } of teams) {
    for (const { phase, from, known, withdrawn } of phases) {
      yield row(id, phase, cachedDayText(from), cachedDayText(known));
      if (withdrawn !== undefined) yield row(id, '', cachedDayText(from), cachedDayText(withdrawn));
    }
  }
}

export function* memberRows(teams: readonly SyntheticTeam[]): Generator<string> {
  for (const { id, members } of teams) {
    for (const { rpps, profession, from, versions } of members) {
      for (const { until, known } of versions)
        yield row(id, rpps, profession, cachedDayText(from), dayOrEmpty(until), cachedDayText(known));
    }
  }
}

/** The rates of 2021 are taken as known when that year began (assumption: INSEE published them later). */
export function* communeRows(horizon: Horizon, teams: readonly SyntheticTeam[]): Generator<string> {
  const seen = new Set<string>();
  for (const { commune } of teams.flatMap((team) => team.periods)) {
    if (seen.has(commune.code)) continue;
    seen.add(commune.code);
    const known = Math.max(horizon.firstKnown, dayOf(2021, 1, 1));
    yield row(commune.code, commune.name, 2021, commune.povertyRate, cachedDayText(known));
  }
}

type Write = (row: string) => void;

export function writePatient(_world: World, person: SyntheticPerson, write: Write): void {
  for (const { birth, sex, died, known } of person.versions) {
    write(`${person.id},${cachedDayText(birth)},${sex},${dayOrEmpty(died)},${cachedDayText(known)}`);
  }
}

export function writeCoverage(world: World, person: SyntheticPerson, write: Write): void {
  for (const { kind, ald, from, versions } of coverageOf(world, person)) {
    const number = kind === 'ALD' ? ald : '';
    for (const { until, known } of versions) {
      write(`${person.id},${kind},${number},${cachedDayText(from)},${dayOrEmpty(until)},${cachedDayText(known)}`);
    }
  }
}

export function writeDeclarations(world: World, person: SyntheticPerson, write: Write): void {
  for (const { rpps, on, known } of declarationsOf(world, person))
    write(`${person.id},${rpps},${cachedDayText(on)},${cachedDayText(known)}`);
}
