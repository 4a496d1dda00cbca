/**
 * Sums by profile of patient, per team and quarter or per group and year, in addition to the sums over all patients. They hold only the
 * amounts that divide a statement: presences and places on lists, not the acts.
 */
import type { Quarter } from '#libs/kernel/day.ts';
import { WholeSums, type WrittenSum } from '#libs/kernel/whole-sums.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';
import { type TeamQuarterSums, emptyTeamQuarter } from '#libs/statements/rules/sums.ts';

/** Profiles with at least one patient, by index, ascending. */
export interface ProfileSums {
  ofQuarter(team: string, quarter: Quarter): readonly (readonly [profile: number, amounts: ProfileAmounts])[];
  /** Patients on the list of the year. */
  ofYear(team: string, year: number): readonly (readonly [profile: number, patients: number])[];
}

/** The parts of a forfait: the weighted cents of the patients, then their own rates above the floor and at it, each by comorbidity. */
type ProfileAmounts = readonly bigint[];

const [WEIGHTED, RATES, AT_FLOOR, AMOUNTS] = [0, 3, 6, 9];

/** The form of the sums over all patients, without acts. */
function sumsWith(amounts: ProfileAmounts): TeamQuarterSums {
  const three = (first: number): [bigint, bigint, bigint] => [
    amounts[first] ?? 0n,
    amounts[first + 1] ?? 0n,
    amounts[first + 2] ?? 0n,
  ];
  const ownRates = { weightedRates: three(RATES), weightedAtFloor: three(AT_FLOOR), measured: 0 };
  return { ...emptyTeamQuarter(), weightedCents: three(WEIGHTED), ownRates };
}

/** Sums with a single unit of one amount: they determine every linear function of the amounts. */
export const UNIT_SUMS: readonly TeamQuarterSums[] = Array.from({ length: AMOUNTS }, (_, place) =>
  sumsWith(Array.from({ length: AMOUNTS }, (__, other) => (other === place ? 1n : 0n))),
);

/** Places of a profile in a quarter: how many patients, then their amounts. */
const OF_PROFILE = 1 + AMOUNTS;

/** Adds contributions up by profile, one patient after the other. */
export class RunningProfiles implements ProfileSums {
  readonly #profiles: number;
  readonly #byTeam = new Map<string, ProfilesOfTeam>();

  constructor(profiles: number) {
    this.#profiles = profiles;
  }

  add({ presences, years }: Contribution): void {
    for (const presence of presences) this.#of(presence.team).addPresence(presence);
    for (const { team, year, listed, profile } of years)
      if (listed && profile !== undefined) this.#of(team).addListed(year, profile);
  }

  /** Adds the `texts` of other patients. */
  addTexts(texts: readonly ProfilesText[]): void {
    for (const [team, text] of texts) this.#of(team).addText(text);
  }

  /** The amounts added so far, for another thread. One text per team: parts of one long text would be freed late. */
  get texts(): readonly ProfilesText[] {
    return [...this.#byTeam].map(([team, profiles]) => [team, profiles.text] as const);
  }

  ofQuarter(team: string, quarter: Quarter): readonly (readonly [profile: number, amounts: ProfileAmounts])[] {
    return this.#byTeam.get(team)?.ofQuarter(quarter) ?? [];
  }

  ofYear(team: string, year: number): readonly (readonly [profile: number, patients: number])[] {
    return this.#byTeam.get(team)?.ofYear(year) ?? [];
  }

  #of(team: string): ProfilesOfTeam {
    let found = this.#byTeam.get(team);
    if (found === undefined) this.#byTeam.set(team, (found = new ProfilesOfTeam(this.#profiles)));
    return found;
  }
}

export type ProfilesText = readonly [team: string, profiles: string];

type WrittenProfiles = readonly (readonly [at: number, sums: readonly WrittenSum[]])[];

interface WrittenTeam {
  readonly quarters: WrittenProfiles;
  readonly years: WrittenProfiles;
}

/** The profiles of a quarter or a year are adjacent. */
class ProfilesOfTeam {
  readonly #profiles: number;
  readonly #all = new WholeSums();
  /** First places. */
  readonly #quarters = new Map<Quarter, number>();
  readonly #years = new Map<number, number>();

  constructor(profiles: number) {
    this.#profiles = profiles;
  }

  addPresence({ quarter, profile, days, yearlyCents, comorbidity, ownRate }: PresenceShare): void {
    const [all, patients] = [this.#all, this.#quarter(quarter) + profile * OF_PROFILE];
    const amounts = patients + 1 + comorbidity;
    all.add(patients, 1);
    all.addProduct(amounts + WEIGHTED, days, yearlyCents);
    if (ownRate === undefined) return;
    if (ownRate.isBelowFloor) all.addProduct(amounts + AT_FLOOR, days, yearlyCents);
    else all.addProduct(amounts + RATES, days * ownRate.tenThousandths, yearlyCents);
  }

  addListed(year: number, profile: number): void {
    this.#all.add(this.#year(year) + profile, 1);
  }

  addText(text: string): void {
    const { quarters, years } = JSON.parse(text) as WrittenTeam;
    for (const [quarter, sums] of quarters) this.#all.addWritten(this.#quarter(quarter), sums);
    for (const [year, sums] of years) this.#all.addWritten(this.#year(year), sums);
  }

  get text(): string {
    const written = (firsts: ReadonlyMap<number, number>, places: number): WrittenProfiles =>
      [...firsts].map(([at, first]) => [at, this.#all.written(first, places)]);
    const team: WrittenTeam = {
      quarters: written(this.#quarters, this.#profiles * OF_PROFILE),
      years: written(this.#years, this.#profiles),
    };
    return JSON.stringify(team);
  }

  ofQuarter(quarter: Quarter): readonly (readonly [profile: number, amounts: ProfileAmounts])[] {
    const first = this.#quarters.get(quarter);
    if (first === undefined) return [];
    return this.#withPatients(first, OF_PROFILE).map(([profile]) => {
      const amounts = first + profile * OF_PROFILE + 1;
      return [profile, Array.from({ length: AMOUNTS }, (_, place) => this.#all.sum(amounts + place))];
    });
  }

  ofYear(year: number): readonly (readonly [profile: number, patients: number])[] {
    const first = this.#years.get(year);
    return first === undefined ? [] : this.#withPatients(first, 1);
  }

  #quarter(quarter: Quarter): number {
    let first = this.#quarters.get(quarter);
    if (first === undefined) this.#quarters.set(quarter, (first = this.#all.places(this.#profiles * OF_PROFILE)));
    return first;
  }

  #year(year: number): number {
    let first = this.#years.get(year);
    if (first === undefined) this.#years.set(year, (first = this.#all.places(this.#profiles)));
    return first;
  }

  /** `first`: the place of the number of patients of the first profile; `places`: the distance from one profile to the next. */
  #withPatients(first: number, places: number): readonly (readonly [profile: number, patients: number])[] {
    return Array.from({ length: this.#profiles }, (_, profile) => {
      return [profile, Number(this.#all.sum(first + profile * places))] as const;
    }).filter(([, patients]) => patients > 0);
  }
}
