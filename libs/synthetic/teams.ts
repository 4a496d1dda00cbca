/** The teams of the experiments: their periods and phases. */
import { dayOf, firstDayOf, quarter, type Day, type Quarter } from '#libs/kernel/day.ts';
import { communeOf, ofCommune } from './communes.ts';
import { finess } from './identifiers.ts';
import { membersOf } from './members.ts';
import { FACET, Random } from './prng.ts';
import { horizonOf, knownAt, patientsOf, type Horizon, type Scale } from './scale.ts';
import type { Option, SchemeName, SyntheticTeam, SyntheticTeamRow, TeamPhase } from './team.ts';

const OPTIONS: readonly Option[] = ['ALL', 'OVER_65', 'ALL', 'DIABETES', 'ALL'];
const PEPS_STARTS = [quarter(2020, 1), quarter(2020, 1), quarter(2020, 3), quarter(2021, 1), quarter(2020, 3)];

export function buildTeams(seed: number, scale: Scale): readonly SyntheticTeam[] {
  const teams: SyntheticTeam[] = [];
  const kinds: readonly (readonly [SchemeName, number])[] = [
    ['PEPS', scale.pepsTeams],
    ['PRIMORDIAL', scale.primordialTeams],
    ['IPEP', scale.ipepGroups],
  ];
  for (const [scheme, count] of kinds) {
    for (let index = 0; index < count; index += 1) {
      teams.push(buildTeam(new Random(seed, FACET.TEAM, teams.length), scale, { scheme, index, count }, teams));
    }
  }
  return teams;
}

function buildTeam(
  random: Random,
  scale: Scale,
  { scheme, index, count }: { readonly scheme: SchemeName; readonly index: number; readonly count: number },
  before: readonly SyntheticTeam[],
): SyntheticTeam {
  const horizon = horizonOf(scale);
  const digits = scheme === 'PRIMORDIAL' ? 'PRIM' : scheme;
  const option = scheme === 'IPEP' ? '' : scheme === 'PRIMORDIAL' ? 'ALL' : (OPTIONS[index % OPTIONS.length] ?? 'ALL');
  const scope = scheme === 'IPEP' ? '' : scheme === 'PRIMORDIAL' || index % 2 === 1 ? 'GP+NURSE' : 'GP';
  const start = startOf(scheme, index);
  const periods = periodsOf(random, horizon, { scheme, index, count: scale.pepsTeams, option, scope, start });
  const phases = phasesOf(random, horizon, scheme, index, start);
  // Only a part of the patients of a team is in an option, and more of them die.
  const weight = random.between(0.92, 1.12) * (option === 'OVER_65' || option === 'DIABETES' ? 1.2 : 1);
  const team = {
    id: `${digits}-${String(index + 1).padStart(2, '0')}`,
    scheme,
    index,
    ordinal: before.length,
    start,
    periods,
    phases,
    weight,
    // The mean of the weights is about 1.1 in PEPS, 1.02 elsewhere.
    patients: ((patientsOf(scale, scheme) / count) * weight) / (scheme === 'PEPS' ? 1.1 : 1.02),
  };
  const basePerTeam = patientsOf({ ...scale, patientsFactor: 1 }, scheme) / count;
  return { ...team, members: membersOf(random, horizon, team, basePerTeam, before) };
}

function startOf(scheme: SchemeName, index: number): Quarter {
  if (scheme === 'PEPS') return PEPS_STARTS[index % PEPS_STARTS.length] ?? quarter(2020, 1);
  if (scheme === 'PRIMORDIAL') return quarter(index % 5 < 3 ? 2021 : 2022, 1);
  return quarter(2020 + (index % 6 === 4 ? 2 : index % 3 === 2 ? 1 : 0), 1);
}

interface Description {
  readonly scheme: SchemeName;
  readonly index: number;
  readonly count: number;
  readonly option: Option;
  readonly scope: SyntheticTeamRow['scope'];
  readonly start: Quarter;
}

function periodsOf(random: Random, horizon: Horizon, team: Description): readonly SyntheticTeamRow[] {
  const { scheme, index, option, scope } = team;
  const commune = communeOf(
    scheme === 'PRIMORDIAL' ? 'PRIMORDIAL' : 'OTHERS',
    index + (scheme === 'IPEP' ? team.count : 0),
  );
  const structure =
    scheme === 'IPEP'
      ? random.pick(['CPTS', 'MSP', 'OTHER'])
      : scheme === 'PRIMORDIAL'
        ? 'CDS'
        : random.pick(['MSP', 'MSP', 'CDS']);
  const title = { MSP: 'Maison de santé', CDS: 'Centre de santé' }[structure] ?? 'Groupement de soins';
  const from = firstDayOf(team.start);
  const first: SyntheticTeamRow = {
    from,
    name: `${title} ${ofCommune(commune.name)}`,
    option,
    scope,
    structure,
    finess: finess(commune.code.slice(0, 2), random.whole(0, 99_999)),
    commune,
    known: knownAt(horizon, from - random.whole(30, 60)),
  };
  const periods = [first];
  if (scheme === 'PEPS' && index % 15 === 10) {
    // The scope grows with PEPS 2.
    periods.push({ ...first, from: dayOf(2024, 7, 4), scope: 'GP+NURSE', known: dayOf(2024, 7, 22) });
  }
  if (scheme === 'PEPS' && index % 15 === 5) {
    const moved = communeOf('OTHERS', index + 20);
    periods.push({
      ...first,
      from: dayOf(2023, 4, 1),
      name: `${title} ${ofCommune(moved.name)}`,
      finess: finess(moved.code.slice(0, 2), random.whole(0, 99_999)),
      commune: moved,
      known: dayOf(2023, 5, 9),
    });
  }
  return periods;
}

function phasesOf(
  random: Random,
  horizon: Horizon,
  scheme: SchemeName,
  index: number,
  start: Quarter,
): readonly TeamPhase[] {
  const phases: TeamPhase[] = [];
  const add = (phase: TeamPhase['phase'], from: Day): void => {
    phases.push({ phase, from, known: knownAt(horizon, from - random.whole(20, 50)) });
  };
  if (scheme === 'PEPS') {
    const transition = start + random.whole(1, 2);
    add('SETUP', firstDayOf(start));
    add('TRANSITION', firstDayOf(transition));
    add('FORFAIT', firstDayOf(Math.max(transition + random.whole(2, 4), quarter(2021, 1))));
    if (index % 15 === 2) add('LEFT', dayOf(2025, 4, 1));
    if (index % 15 === 7) {
      phases.push({
        phase: 'LEFT',
        from: dayOf(2023, 10, 1),
        known: dayOf(2023, 9, 4),
        withdrawn: dayOf(2023, 10, 20),
      });
    }
  } else if (scheme === 'PRIMORDIAL') {
    add('FORFAIT_STARTUP', firstDayOf(start));
    add('FORFAIT', firstDayOf(start + 8));
  } else {
    add('ACTIVE', firstDayOf(start));
    if (index % 30 === 17) add('LEFT', dayOf(2024, 7, 1));
  }
  return phases;
}

export function phaseNameOn(team: SyntheticTeam, on: Day): TeamPhase['phase'] | undefined {
  return team.phases.findLast((phase) => phase.withdrawn === undefined && phase.from <= on)?.phase;
}

export function teamRowOn(team: SyntheticTeam, on: Day): SyntheticTeamRow | undefined {
  return team.periods.findLast((period) => period.from <= on);
}
