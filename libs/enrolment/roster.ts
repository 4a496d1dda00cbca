/** The roster of a team, and the national reference data: all versions of their facts. */
import type { Day, Quarter } from '#libs/kernel/day.ts';
import type { MergeVersion } from '#libs/enrolment/persons.ts';
import type { Version } from '#libs/enrolment/versions.ts';
import type { Sex } from '#libs/regulation/profile.ts';

export interface TeamVersion extends Version {
  readonly from: Day;
  readonly name: string;
  readonly scheme: string;
  readonly option: string;
  readonly scope: string;
  readonly structure: string;
  readonly finess: string;
  readonly commune: string;
}

interface PhaseVersion extends Version {
  /** Empty when it withdraws the phase of that day. */
  readonly phase: string;
  readonly from: Day;
}

export interface MemberVersion extends Version {
  readonly rpps: string;
  readonly profession: string;
  readonly from: Day;
  /** Last day, inclusive; null while open. */
  readonly until: Day | null;
}

export interface QualityVersion extends Version {
  readonly year: number;
  readonly indicator: string;
  readonly numerator: number;
  readonly denominator: number;
}

interface RevenueVersion extends Version {
  readonly quarter: Quarter;
  /** null: unknown, or withdrawn. */
  readonly amountCents: number | null;
}

export interface CreditVersion extends Version {
  readonly dueOn: Day;
  readonly label: string;
  /** null: withdrawn. */
  readonly amountCents: number | null;
}

export interface TeamRoster {
  readonly team: string;
  readonly rows: readonly TeamVersion[];
  readonly phases: readonly PhaseVersion[];
  readonly members: readonly MemberVersion[];
  readonly quality: readonly QualityVersion[];
  readonly revenue: readonly RevenueVersion[];
  readonly credits: readonly CreditVersion[];
}

/** Thresholds in percent, as written, so that they stay exact. */
export interface ThresholdVersion extends Version {
  readonly indicator: string;
  readonly year: number;
  readonly intermediate: string;
  readonly target: string;
}

export interface PovertyVersion extends Version {
  readonly year: number;
  /** Percent as written; empty: secret or unknown. */
  readonly rate: string;
}

/** Mean of a profile. */
export interface NationalSpendingVersion extends Version {
  readonly ageBand: string;
  readonly sex: Sex;
  readonly ald: boolean;
  readonly c2s: boolean;
  /** null: unknown, or withdrawn. */
  readonly amountCents: number | null;
}

/** The mean spending of a year by profile. */
export interface NationalSpending {
  readonly year: number;
  readonly spending: readonly NationalSpendingVersion[];
}

/** The rosters and the reference data that a calculation needs. */
export interface RosterDocuments {
  readonly teams: readonly TeamRoster[];
  readonly thresholds: readonly ThresholdVersion[];
  /** Poverty rates by commune. */
  readonly communes: ReadonlyMap<string, readonly PovertyVersion[]>;
  readonly nationalSpending: readonly NationalSpending[];
  /** The merges of patient ids. */
  readonly merges: readonly MergeVersion[];
}

/** The versions of rosters and reference data, fact by fact. */
export function rosterFacts(documents: RosterDocuments): readonly (readonly Version[])[] {
  const { teams, thresholds, communes, nationalSpending, merges } = documents;
  return [
    ...teams.flatMap(({ team: _, ...facts }) => Object.values(facts)),
    thresholds,
    ...communes.values(),
    ...nationalSpending.map(({ spending }) => spending),
    merges,
  ];
}
