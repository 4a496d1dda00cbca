/** Finds the team of a professional, and colleagues to send a patient to. */
import type { Day } from '#libs/kernel/day.ts';
import { outsideProfessionals } from './members.ts';
import type { Random } from './prng.ts';
import type { SyntheticMembership, Profession, SchemeName, SyntheticTeam } from './team.ts';
import { phaseNameOn } from './teams.ts';

export interface Network {
  readonly teams: readonly SyntheticTeam[];
  readonly memberships: ReadonlyMap<string, readonly SyntheticMembership[]>;
  readonly outside: Readonly<Record<Profession, readonly string[]>>;
  /** Teams of a scheme with the running sum of their weights. */
  readonly cohorts: Readonly<Record<SchemeName, readonly (readonly [weight: number, team: SyntheticTeam])[]>>;
}

export function buildNetwork(teams: readonly SyntheticTeam[]): Network {
  const memberships = new Map<string, SyntheticMembership[]>();
  for (const member of teams.flatMap((team) => team.members)) {
    const known = memberships.get(member.rpps);
    if (known === undefined) memberships.set(member.rpps, [member]);
    else known.push(member);
  }
  const weighted = (scheme: SchemeName): readonly (readonly [number, SyntheticTeam])[] =>
    teams.filter((team) => team.scheme === scheme).map((team) => [team.weight, team]);
  return {
    teams,
    memberships,
    outside: {
      GP: outsideProfessionals('GP', 10 + 4 * teams.length),
      NURSE: outsideProfessionals('NURSE', 10 + 3 * teams.length),
      OTHER: outsideProfessionals('OTHER', 10 + teams.length),
    },
    cohorts: { PEPS: weighted('PEPS'), PRIMORDIAL: weighted('PRIMORDIAL'), IPEP: weighted('IPEP') },
  };
}

/** The team of a professional on a day, in the family of the scheme; near enough to the rules for a plausible payment. */
export function teamOfProfessional(
  network: Network,
  rpps: string,
  on: Day,
  quarterStart: Day,
  incentive: boolean,
): SyntheticTeam | undefined {
  let found: SyntheticMembership | undefined;
  for (const membership of network.memberships.get(rpps) ?? []) {
    if (!activeOn(membership, on)) continue;
    const team = network.teams[membership.teamOrdinal];
    if (team === undefined || (team.scheme === 'IPEP') !== incentive) continue;
    const phase = phaseNameOn(team, quarterStart);
    if (phase === undefined || phase === 'LEFT') continue;
    if (found === undefined || membership.from > found.from) found = membership;
  }
  return found === undefined ? undefined : network.teams[found.teamOrdinal];
}

export function activeOn(membership: SyntheticMembership, on: Day): boolean {
  return membership.from <= on && (membership.until === undefined || on <= membership.until);
}

/** A member of that profession in the team on the day. */
export function colleague(random: Random, team: SyntheticTeam, profession: Profession, on: Day): string | undefined {
  const present = team.members.filter((member) => member.profession === profession && activeOn(member, on));
  return present.length === 0 ? undefined : random.pick(present).rpps;
}

/** The last day of a GP in the team of the given day. */
export function leavesOn(network: Network, rpps: string, on: Day): Day | undefined {
  return network.memberships.get(rpps)?.find((membership) => activeOn(membership, on))?.until;
}

/** Whether the GP is ever in an IPEP group. */
export function inIncentive(network: Network, rpps: string): boolean {
  return (network.memberships.get(rpps) ?? []).some(
    (membership) => network.teams[membership.teamOrdinal]?.scheme === 'IPEP',
  );
}
