/** Short ways to write dossiers, rosters and frames in tests: everything is known early unless a test says otherwise. */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { type Patient, patientAsKnown } from '#libs/enrolment/patient.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { type Team, type Teams, teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { Knowledge, Version } from '#libs/enrolment/versions.ts';
import { type Day, type Quarter, dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import type { Sex } from '#libs/regulation/profile.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { SHIPPED } from '#test/support/shipped.ts';

export const REGULATION: Regulation = loadRegulation(SHIPPED);
export const EVERYTHING: Knowledge = { day: dayFromText('2030-01-01'), position: Number.MAX_SAFE_INTEGER };
const EARLY = dayFromText('2019-01-01');

const loaded = new Map<string, Regulation>();

/** The shipped regulation with replaced values; each variant is loaded once. */
export function regulationWith(parameters: JsonObject): Regulation {
  const key = JSON.stringify(parameters);
  const regulation = loaded.get(key) ?? loadRegulation(withOverrides(SHIPPED, { parameters }));
  loaded.set(key, regulation);
  return regulation;
}

let recorded = 0;

/** Known early and recorded after all earlier ones. */
function at(): Version {
  return { knownOn: EARLY, position: ++recorded };
}

function optionalDay(text: string | undefined): Day | null {
  return text === undefined ? null : dayFromText(text);
}

export interface RosterFacts {
  readonly scheme?: string;
  readonly rows?: readonly { from?: string; option?: string; scope?: string; commune?: string; name?: string }[];
  readonly phases?: readonly (readonly [phase: string, from: string])[];
  readonly members?: readonly (readonly [rpps: string, profession: string, from: string, until?: string])[];
  readonly quality?: readonly (readonly [year: number, indicator: string, numerator: number, denominator: number])[];
  readonly revenue?: readonly (readonly [quarter: string, cents: number | null])[];
  readonly credits?: readonly (readonly [dueOn: string, label: string, cents: number | null])[];
}

export function roster(id: string, facts: RosterFacts = {}): TeamRoster {
  const { scheme = 'PEPS', rows = [{}], phases = [], members = [], quality = [], revenue = [], credits = [] } = facts;
  const incentive = scheme === 'IPEP';
  return {
    team: id,
    rows: rows.map(({ from = '2019-01-01', option, scope, commune = '01283', name = `Équipe ${id}` }) => ({
      from: dayFromText(from),
      name,
      scheme,
      option: option ?? (incentive ? '' : 'ALL'),
      scope: scope ?? (incentive ? '' : 'GP'),
      structure: 'MSP',
      finess: '010780054',
      commune,
      ...at(),
    })),
    phases: phases.map(([phase, from]) => ({ phase, from: dayFromText(from), ...at() })),
    members: members.map(([rpps, profession, from, until]) => ({
      rpps,
      profession,
      from: dayFromText(from),
      until: optionalDay(until),
      ...at(),
    })),
    quality: quality.map(([year, indicator, numerator, denominator]) => ({
      year,
      indicator,
      numerator,
      denominator,
      ...at(),
    })),
    revenue: revenue.map(([quarter, amountCents]) => ({ quarter: quarterFromText(quarter), amountCents, ...at() })),
    credits: credits.map(([dueOn, label, amountCents]) => ({ dueOn: dayFromText(dueOn), label, amountCents, ...at() })),
  };
}

export function teams(rosters: readonly TeamRoster[], regulation = REGULATION): Teams {
  return teamsAsKnown(rosters, EVERYTHING, regulation);
}

export function oneTeam(facts: RosterFacts, regulation = REGULATION): Team {
  const { byId } = teams([roster('T1', facts)], regulation);
  return required(byId.get('T1'));
}

export interface ActFacts {
  readonly id?: string;
  readonly executant?: string;
  readonly profession?: string;
  readonly code?: string;
  readonly on: string;
  readonly base?: number;
  readonly paid?: number;
  readonly informationOnly?: boolean;
  readonly reversal?: boolean;
}

export interface DossierFacts {
  readonly birth?: string | null;
  readonly sex?: Sex;
  readonly died?: string;
  /** ALD number 0: C2S. */
  readonly coverage?: readonly (readonly [ald: number, from: string, until?: string])[];
  readonly declarations?: readonly (readonly [rpps: string, on: string])[];
  readonly acts?: readonly ActFacts[];
  readonly spending?: readonly (readonly [year: number, cents: number | null])[];
}

export function dossier(id: string, facts: DossierFacts = {}): Dossier {
  const { birth = '1980-05-05', sex = 'F', died, coverage = [], declarations = [], acts = [], spending = [] } = facts;
  return {
    patient: id,
    person: birth === null ? [] : [{ birth: dayFromText(birth), sex, diedOn: optionalDay(died), ...at() }],
    coverage: coverage.map(([aldNumber, from, until]) => ({
      aldNumber,
      from: dayFromText(from),
      until: optionalDay(until),
      ...at(),
    })),
    declarations: declarations.map(([rpps, on]) => ({ rpps, declaredOn: dayFromText(on), ...at() })),
    acts: acts.map((act, i) => ({
      actId: act.id ?? `${id}-${i}`,
      executant: act.executant ?? 'D1',
      profession: act.profession ?? 'GP',
      actCode: act.code ?? '1110',
      careOn: dayFromText(act.on),
      baseCents: act.base ?? 2500,
      paidCents: act.paid ?? 1650,
      informationOnly: act.informationOnly === true,
      reversal: act.reversal === true,
      ...at(),
    })),
    spending: spending.map(([year, amountCents]) => ({ year, amountCents, ...at() })),
  };
}

export function patient(facts: DossierFacts = {}): Patient {
  return patientAsKnown(dossier('P1', facts), EVERYTHING);
}

export interface National {
  readonly thresholds?: readonly (readonly [indicator: string, year: number, intermediate: string, target: string])[];
  readonly poverty?: readonly (readonly [commune: string, year: number, rate: string])[];
  /** The same mean for every profile of the year. */
  readonly means?: readonly (readonly [year: number, cents: number | null])[];
}

export function frame(
  rosters: readonly TeamRoster[],
  range: readonly [from: string, to: string],
  national: National = {},
  regulation = REGULATION,
  known = EVERYTHING,
): Frame {
  const { thresholds = [], poverty = [], means = [] } = national;
  const byCommune = Map.groupBy(poverty, ([commune]) => commune);
  return frameOf(
    {
      teams: rosters,
      thresholds: thresholds.map(([indicator, year, intermediate, target]) => ({
        indicator,
        year,
        intermediate,
        target,
        ...at(),
      })),
      communes: new Map(
        [...byCommune].map(([commune, rates]) => [commune, rates.map(([, year, rate]) => ({ year, rate, ...at() }))]),
      ),
      nationalSpending: means.map(([year, amountCents]) => ({
        year,
        spending: everyProfile(regulation).map((profile) => ({ ...profile, amountCents, ...at() })),
      })),
      merges: [],
    },
    known,
    regulation,
    { from: quarterFromText(range[0]), to: quarterFromText(range[1]) },
    CURRENT_RULES,
  );
}

function everyProfile({ ageBands }: Regulation) {
  return ageBands.flatMap(({ label: ageBand }) =>
    (['F', 'M'] as const).flatMap((sex) =>
      [false, true].flatMap((ald) => [false, true].map((c2s) => ({ ageBand, sex, ald, c2s }))),
    ),
  );
}

export function q(text: string): Quarter {
  return quarterFromText(text);
}

/** A value that the test has just stored. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test expected a value');
  return value;
}
