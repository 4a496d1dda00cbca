/** Short ways to write dossiers, rosters and frames in tests: everything is known early unless a test says otherwise. */
import { type Dossier, emptyDossier } from '#libs/enrolment/dossier.ts';
import { type Patient, patientAsKnown } from '#libs/enrolment/patient.ts';
import { type TeamRoster, emptyTeam } from '#libs/enrolment/roster.ts';
import { type Team, type Teams, teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import { type Quarter, dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { loadRegulation, withOverrides } from '#libs/regulation/load.ts';
import type { Sex } from '#libs/regulation/profile.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { SHIPPED } from '#test/support/product.ts';

export const REGULATION: Regulation = loadRegulation(SHIPPED);
export const EVERYTHING: Knowledge = { day: dayFromText('2030-01-01'), position: Number.MAX_SAFE_INTEGER };
const EARLY = dayFromText('2019-01-01');

const loaded = new Map<string, Regulation>();

/** The shipped regulation with values replaced; each is loaded once. */
export function regulationWith(parameters: JsonObject): Regulation {
  const key = JSON.stringify(parameters);
  const regulation = loaded.get(key) ?? loadRegulation(withOverrides(SHIPPED, { parameters }));
  loaded.set(key, regulation);
  return regulation;
}

let recorded = 0;

/** Known early, and recorded after everything made before it. */
function at(): [number, number] {
  return [EARLY, ++recorded];
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
  const team = emptyTeam(id);
  const { scheme = 'PEPS', rows = [{}], phases = [], members = [], quality = [], revenue = [], credits = [] } = facts;
  const incentive = scheme === 'IPEP';
  for (const { from = '2019-01-01', option, scope, commune = '01283', name = `Équipe ${id}` } of rows)
    team.rows.push([
      dayFromText(from),
      name,
      scheme,
      option ?? (incentive ? '' : 'ALL'),
      scope ?? (incentive ? '' : 'GP'),
      'MSP',
      '010780054',
      commune,
      ...at(),
    ]);
  for (const [phase, from] of phases) team.phases.push([phase, dayFromText(from), ...at()]);
  for (const [rpps, profession, from, until] of members)
    team.members.push([rpps, profession, dayFromText(from), until === undefined ? null : dayFromText(until), ...at()]);
  for (const [year, indicator, numerator, denominator] of quality)
    team.quality.push([year, indicator, numerator, denominator, ...at()]);
  for (const [quarter, cents] of revenue) team.revenue.push([quarterFromText(quarter), cents, ...at()]);
  for (const [dueOn, label, cents] of credits) team.credits.push([dayFromText(dueOn), label, cents, ...at()]);
  return team;
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
  const made = emptyDossier(id);
  const { birth = '1980-05-05', sex = 'F', died, coverage = [], declarations = [], acts = [], spending = [] } = facts;
  if (birth !== null)
    made.person.push([dayFromText(birth), sex, died === undefined ? null : dayFromText(died), ...at()]);
  for (const [ald, from, until] of coverage)
    made.coverage.push([ald, dayFromText(from), until === undefined ? null : dayFromText(until), ...at()]);
  for (const [rpps, on] of declarations) made.declarations.push([rpps, dayFromText(on), ...at()]);
  acts.forEach((act, i) => {
    made.acts.push([
      act.id ?? `${id}-${i}`,
      act.executant ?? 'D1',
      act.profession ?? 'GP',
      act.code ?? '1110',
      dayFromText(act.on),
      act.base ?? 2500,
      act.paid ?? 1650,
      act.informationOnly === true ? 1 : 0,
      act.reversal === true ? 1 : 0,
      ...at(),
    ]);
  });
  for (const [year, cents] of spending) made.spending.push([year, cents, ...at()]);
  return made;
}

export function patient(facts: DossierFacts = {}): Patient {
  return patientAsKnown(dossier('P1', facts), EVERYTHING);
}

export interface National {
  readonly thresholds?: readonly (readonly [indicator: string, year: number, intermediate: string, target: string])[];
  readonly poverty?: readonly (readonly [commune: string, year: number, rate: string])[];
  /** One mean for every profile of the year. */
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
      thresholds: { thresholds: thresholds.map((threshold) => [...threshold, ...at()]) },
      communes: new Map(
        [...byCommune].map(([commune, rates]) => [
          commune,
          { rates: rates.map(([, year, rate]) => [year, rate, ...at()]) },
        ]),
      ),
      nationalSpending: means.map(([year, cents]) => ({
        year,
        spending: regulation.ageBands.flatMap(({ label }) =>
          ['F', 'M'].flatMap((sex) =>
            [0, 1].flatMap((ald) =>
              [0, 1].map((c2s) => [label, sex, ald, c2s, cents, ...at()] as const).map((version) => [...version]),
            ),
          ),
        ) as [string, string, number, number, number | null, number, number][],
      })),
    },
    known,
    regulation,
    { from: quarterFromText(range[0]), to: quarterFromText(range[1]) },
  );
}

export function q(text: string): Quarter {
  return quarterFromText(text);
}

/** For what a test has just put there. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test expected a value');
  return value;
}
