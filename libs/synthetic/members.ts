/** The members of a team: arrivals, departures, and records that are first wrong. */
import { dayOf, firstDayOf, type Day, type Quarter } from '#libs/kernel/day.ts';
import { rpps } from './identifiers.ts';
import type { Random } from './prng.ts';
import { knownAt, type Horizon } from './scale.ts';
import type { SyntheticMembership, MembershipVersion, Profession, SchemeName, SyntheticTeam } from './team.ts';

interface NewTeam {
  readonly scheme: SchemeName;
  readonly index: number;
  readonly ordinal: number;
  readonly start: Quarter;
}

/** Numbers of the professionals of a team begin at a multiple of this. */
const NUMBERS_PER_TEAM = 100;
/** First number of the professionals outside teams. */
const OUTSIDE = 1_000_000;

export function outsideProfessionals(profession: Profession, count: number): readonly string[] {
  const first = OUTSIDE + { GP: 0, NURSE: 10_000, OTHER: 20_000 }[profession];
  return Array.from({ length: count }, (_, n) => rpps(first + n));
}

export function membersOf(
  random: Random,
  horizon: Horizon,
  team: NewTeam,
  patientsPerTeam: number,
  before: readonly SyntheticTeam[],
): readonly SyntheticMembership[] {
  const start = firstDayOf(team.start);
  let number = (team.ordinal + 1) * NUMBERS_PER_TEAM;
  const members: SyntheticMembership[] = [];

  const join = (profession: Profession, from: Day, leaves?: Day, who?: string): void => {
    const known = knownAt(horizon, from + random.whole(-20, 15));
    const versions: MembershipVersion[] = [{ until: undefined, known }];
    if (leaves !== undefined) {
      const told = knownAt(horizon, Math.max(leaves + random.whole(-30, 60), known + 1));
      // One departure in four is first recorded with the wrong day.
      if (random.chance(0.25)) {
        versions.push({ until: Math.max(from, leaves + random.whole(-40, 40)), known: told });
        versions.push({ until: leaves, known: knownAt(horizon, told + random.whole(30, 200)) });
      } else versions.push({ until: leaves, known: told });
    }
    members.push({
      teamOrdinal: team.ordinal,
      rpps: who ?? rpps((number += 1)),
      profession,
      from,
      until: leaves,
      versions,
    });
  };

  const gps = Math.min(20, Math.round(patientsPerTeam / 1_500) + 4 + random.whole(0, 1));
  for (let n = 0; n < gps; n += 1) {
    // The first two stay.
    if (n < 2 || random.chance(0.8)) join('GP', start);
    else {
      const leaves = random.whole(Math.max(start + 300, dayOf(2021, 3, 1)), dayOf(2025, 9, 30));
      join('GP', start, leaves);
      if (random.chance(0.6)) join('GP', leaves + random.whole(1, 60));
    }
  }
  if (random.chance(0.4)) join('GP', random.whole(start + 200, dayOf(2025, 6, 30)));
  const nurses = team.index % 2 === 0 ? random.whole(1, 2) : random.whole(2, 4);
  for (let n = 0; n < nurses; n += 1) {
    join('NURSE', start, n > 0 && random.chance(0.15) ? random.whole(start + 200, dayOf(2025, 9, 30)) : undefined);
  }
  join('OTHER', start);

  if (team.scheme === 'PEPS' && team.index % 6 === 5)
    members.push(enteredInError(random, horizon, team, (number += 1)));
  if (team.scheme === 'PEPS' && team.index % 15 === 6) takeFromBefore(random, before.at(-1), join);
  if (team.scheme === 'IPEP' && team.index % 3 === 0) joinBoth(team, before, join);
  return members;
}

/** A membership recorded in error. */
function enteredInError(random: Random, horizon: Horizon, team: NewTeam, number: number): SyntheticMembership {
  const from = random.whole(dayOf(2022, 1, 1), dayOf(2024, 6, 30));
  const known = knownAt(horizon, from + 10);
  return {
    teamOrdinal: team.ordinal,
    rpps: rpps(number),
    profession: 'GP',
    from,
    until: from - 1,
    versions: [
      { until: undefined, known },
      { until: from - 1, known: knownAt(horizon, known + random.whole(40, 200)) },
    ],
  };
}

type Join = (profession: Profession, from: Day, leaves?: Day, who?: string) => void;

/** A GP who left the previous team joins this one, if there is one. */
function takeFromBefore(random: Random, other: SyntheticTeam | undefined, join: Join): void {
  const gone = other?.members.find((member) => member.profession === 'GP' && (member.until ?? 0) > member.from);
  if (gone?.until !== undefined) join('GP', gone.until + random.whole(1, 30), undefined, gone.rpps);
}

/** A GP of a PEPS team who is also in this IPEP group. */
function joinBoth(team: NewTeam, before: readonly SyntheticTeam[], join: Join): void {
  const peps = before.filter((other) => other.scheme === 'PEPS');
  const shared = peps[Math.floor(team.index / 3) % Math.max(peps.length, 1)];
  const gp = shared?.members.filter((member) => member.profession === 'GP')[1];
  if (gp !== undefined) join('GP', firstDayOf(team.start), undefined, gp.rpps);
}
