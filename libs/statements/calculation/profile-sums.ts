/** The sums of the patients of each profile, of a team and quarter or of a group and year, beside the sums of all of them. */
import type { Contribution } from '#libs/statements/rules/contribution.ts';
import {
  type GroupYearSums,
  type Sums,
  type TeamQuarterSums,
  addContribution,
  addSums,
  emptySums,
} from '#libs/statements/rules/sums.ts';

/** By index of the profile: only presences and places on lists. */
export type ProfileSums = Map<number, Sums>;

export function emptyProfiles(): ProfileSums {
  return new Map();
}

export function addToProfiles(profiles: ProfileSums, { presences, years }: Contribution): void {
  for (const presence of presences)
    addContribution(sumsOf(profiles, presence.profile), { presences: [presence], entries: [], years: [] }, 1);
  for (const share of years)
    if (share.listed && share.profile !== undefined)
      addContribution(sumsOf(profiles, share.profile), { presences: [], entries: [], years: [share] }, 1);
}

/** What was counted elsewhere. */
export function addProfiles(profiles: ProfileSums, counted: ProfileSums): void {
  for (const [profile, sums] of counted) addSums(sumsOf(profiles, profile), sums);
}

/** Those of quarters from one, those of years from the other. */
export function joinedProfiles(ofQuarters: ProfileSums, ofYears: ProfileSums): ProfileSums {
  const all = new Set([...ofQuarters.keys(), ...ofYears.keys()]);
  return new Map(
    [...all].map((profile) => {
      const { quarters } = ofQuarters.get(profile) ?? emptySums();
      const { years } = ofYears.get(profile) ?? emptySums();
      return [profile, { quarters, years }];
    }),
  );
}

function sumsOf(profiles: ProfileSums, profile: number): Sums {
  let sums = profiles.get(profile);
  if (sums === undefined) profiles.set(profile, (sums = emptySums()));
  return sums;
}

/** By profile, ascending; those without a patient are left out. */
export function ofQuarter(profiles: ProfileSums, team: string, quarter: number): readonly [number, TeamQuarterSums][] {
  return ascending(profiles).flatMap(([profile, { quarters }]): [number, TeamQuarterSums][] => {
    const sums = quarters.get(team)?.get(quarter);
    return sums === undefined || sums.patients === 0 ? [] : [[profile, sums]];
  });
}

export function ofYear(profiles: ProfileSums, team: string, year: number): readonly [number, GroupYearSums][] {
  return ascending(profiles).flatMap(([profile, { years }]): [number, GroupYearSums][] => {
    const sums = years.get(team)?.get(year);
    return sums === undefined || sums.patients === 0 ? [] : [[profile, sums]];
  });
}

function ascending(profiles: ProfileSums): readonly [number, Sums][] {
  return [...profiles].sort(([a], [b]) => a - b);
}
