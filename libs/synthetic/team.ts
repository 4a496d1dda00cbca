/** A team of the synthetic population. */
import type { Day, Quarter } from '#libs/kernel/day.ts';
import type { Commune } from './communes.ts';

export type SchemeName = 'PEPS' | 'PRIMORDIAL' | 'IPEP';
export type Option = 'ALL' | 'OVER_65' | 'DIABETES' | '';
type Scope = 'GP' | 'GP+NURSE' | '';

export interface SyntheticTeamRow {
  readonly from: Day;
  readonly name: string;
  readonly option: Option;
  readonly scope: Scope;
  readonly structure: string;
  readonly finess: string;
  readonly commune: Commune;
  readonly known: Day;
}

export interface TeamPhase {
  readonly phase: 'SETUP' | 'TRANSITION' | 'FORFAIT' | 'FORFAIT_STARTUP' | 'ACTIVE' | 'LEFT';
  readonly from: Day;
  readonly known: Day;
  /** The day a phase entered in error was withdrawn. */
  readonly withdrawn?: Day;
}

export interface SyntheticTeam {
  readonly id: string;
  readonly scheme: SchemeName;
  /** Index among the teams of its scheme; `ordinal` among all teams. */
  readonly index: number;
  readonly ordinal: number;
  readonly start: Quarter;
  readonly periods: readonly SyntheticTeamRow[];
  readonly phases: readonly TeamPhase[];
  readonly members: readonly SyntheticMembership[];
  /** Relative share of the patients of its scheme, before normalisation. */
  readonly weight: number;
  /** Expected number of patients. */
  readonly patients: number;
}

export type Profession = 'GP' | 'NURSE' | 'OTHER';

/** The end of a membership as the payer knew it from a day on. */
export interface MembershipVersion {
  readonly until: Day | undefined;
  readonly known: Day;
}

export interface SyntheticMembership {
  readonly teamOrdinal: number;
  readonly rpps: string;
  readonly profession: Profession;
  readonly from: Day;
  /** Final end; the day before `from` for a membership recorded in error. */
  readonly until: Day | undefined;
  readonly versions: readonly MembershipVersion[];
}
