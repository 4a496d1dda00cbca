/** The sums of the patients of each profile, of a team and quarter or of a group and year, beside the sums of all of them. */
import type { Contribution } from '#libs/statements/rules/contribution.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { type GroupYearSums, type Sums, type TeamQuarterSums, emptySums } from '#libs/statements/rules/sums.ts';

/** By index of the profile: only presences and places on lists. */
export type ProfileSums = ReadonlyMap<number, Sums>;

/** The sums of each as text. */
export type ProfileTexts = readonly (readonly [profile: number, sums: string])[];

/** Adds contributions up by profile, one patient after the other. */
export class RunningProfiles {
  readonly #byProfile = new Map<number, RunningSums>();

  add({ presences, years }: Contribution): void {
    for (const presence of presences) this.#of(presence.profile).add({ presences: [presence], entries: [], years: [] });
    for (const share of years)
      if (share.listed && share.profile !== undefined)
        this.#of(share.profile).add({ presences: [], entries: [], years: [share] });
  }

  /** What `texts` gives of other patients. */
  addTexts(profiles: ProfileTexts): void {
    for (const [profile, text] of profiles) this.#of(profile).addText(text);
  }

  /** Of what was added up to now, to be passed to another thread. */
  get texts(): ProfileTexts {
    return [...this.#byProfile].map(([profile, running]) => [profile, running.text] as const);
  }

  /** Of what was added up to now. */
  get profiles(): ProfileSums {
    return new Map([...this.#byProfile].map(([profile, running]) => [profile, running.sums]));
  }

  #of(profile: number): RunningSums {
    let running = this.#byProfile.get(profile);
    if (running === undefined) this.#byProfile.set(profile, (running = new RunningSums()));
    return running;
  }
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
