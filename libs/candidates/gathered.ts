/** Reads the facts about a candidate, for the conditions of every scheme in one reading of the dossiers. */
import type { Application, SchemeCondition } from '#libs/candidates/events.ts';
import { conditionsOf } from '#libs/candidates/conditions.ts';
import { attachedTo, attachmentOf } from '#libs/enrolment/attachment.ts';
import { personsAsKnown } from '#libs/enrolment/persons.ts';
import { isInOption, patientAsKnown } from '#libs/enrolment/patient.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { type Teams, teamOf, teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import { type Day, firstDayOf, quarterOf } from '#libs/kernel/day.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import { type Regulation, type Scheme, valueOn } from '#libs/regulation/regulation.ts';
import { dossiersNaming } from '#libs/statements/calculation/dossiers-naming.ts';
import { foldedFacts } from '#libs/statements/calculation/folded-facts.ts';
import { teamUnder, termsUnder } from '#libs/statements/comparison/team-under.ts';

export interface SchemeConditions {
  readonly scheme: string;
  readonly isProjection: boolean;
  readonly conditions: readonly SchemeCondition[];
  /** Patients that the facts give it under the scheme. */
  readonly patients: number;
}

/** The roster of a team that is in no fact yet, as if it existed from a day on. */
export function rosterOf({ candidate, members, ...row }: Application, day: Day, from: Day): TeamRoster {
  const version = { knownOn: day, position: 0 };
  return {
    team: candidate,
    rows: [{ ...version, ...row, from }],
    phases: [],
    members: members.map((member) => ({ ...version, ...member, until: null })),
    quality: [],
    revenue: [],
    credits: [],
  };
}

/** A scheme, the teams with the candidate among them, and the number of its patients. */
interface Counted {
  readonly scheme: Scheme;
  readonly teams: Teams;
  readonly alone: Teams;
  readonly option: string;
  /** All patients of its list count, as the option asks for no condition or the scheme has no options. */
  readonly takesEveryone: boolean;
  patients: number;
}

/** A candidate, and the schemes whose conditions are requested. */
interface Asked {
  readonly application: Application;
  readonly regulation: Regulation;
  readonly schemes: readonly Scheme[];
}

/** The conditions of each scheme on a day, as known on `knownOn`. */
export async function gatheredConditions(
  stores: QueryStores,
  { application, regulation, schemes }: Asked,
  { on, knownOn }: { readonly on: Day; readonly knownOn: Day },
): Promise<readonly SchemeConditions[]> {
  const { rosters, dossiers, known } = await foldedFacts(stores, knownOn);
  const { teams: others, merges } = rosters;
  const without = others.filter(({ team }) => team !== application.candidate);
  const all = schemes.map((scheme) => countedUnder(scheme, application, without, known, { regulation, on }));
  const professionals = application.members.map(({ rpps }) => rpps);
  for await (const linked of dossiersNaming(stores, { professionals, merges, dossiers }))
    for (const person of personsAsKnown(linked, known)) {
      const patient = patientAsKnown(person.dossier, known);
      for (const one of all) {
        const { scheme, teams, option, takesEveryone } = one;
        if (attachedTo(attachmentOf(patient, scheme.family, teams), on)?.id !== application.candidate) continue;
        if (takesEveryone || isInOption(patient, optionRule(scheme, option, on), on)) one.patients++;
      }
    }
  return all.map(({ scheme, alone, patients }) => ({
    scheme: scheme.name,
    isProjection: scheme.isProjection,
    conditions: conditionsOf(scheme, on, {
      members: application.members,
      patients,
      freeMembers: freeMembers(application, scheme, alone, on),
    }),
    patients,
  }));
}

function countedUnder(
  scheme: Scheme,
  application: Application,
  without: readonly TeamRoster[],
  known: Knowledge,
  { regulation, on }: { readonly regulation: Regulation; readonly on: Day },
): Counted {
  const terms = termsUnder(scheme, application, {});
  const first = firstDayOf(quarterOf(on));
  const roster = teamUnder(rosterOf(application, known.day, first), scheme, terms, { known, first });
  // Before its first text a scheme has no team, and no list.
  const from = (scheme.texts[0]?.from ?? Infinity) <= on ? [roster] : [];
  return {
    scheme,
    teams: teamsAsKnown([...without, ...from], known, regulation),
    alone: teamsAsKnown(without, known, regulation),
    option: terms.option,
    takesEveryone: terms.option === 'ALL' || !traitsOf(scheme).parameters.includes('population'),
    patients: 0,
  };
}

function optionRule(scheme: Scheme, option: string, on: Day): Parameters<typeof isInOption>[1] {
  const rule = valueOn(scheme, 'population', on).get(option);
  if (rule === undefined) throw new RangeError(`no rule for option "${option}" of ${scheme.name}`);
  return rule;
}

/** Counts members that are in the team on the day. */
function freeMembers({ members }: Application, { family }: Scheme, others: Teams, on: Day): number {
  const active = new Set(members.filter(({ from }) => from <= on).map(({ rpps }) => rpps));
  return [...active].filter((rpps) => teamOf(others, rpps, on, family, 'EXECUTANT') === undefined).length;
}
