/**
 * The exact sums of contributions: of a team and quarter, or of a group and year. They are whole numbers, so that adding in any order, or
 * subtracting one contribution and adding another, gives the same result (running-sums.ts).
 */
import type { Quarter } from '#libs/kernel/day.ts';
import type { ActClass, FeeReason } from '#libs/acts/act-ledger.ts';

export interface ActLedgerSum {
  readonly class: ActClass;
  readonly reason: FeeReason | '';
  acts: number;
  baseCents: bigint;
  paidCents: bigint;
}

export interface TeamQuarterSums {
  /** Patients counted: listed, and in the option. */
  patients: number;
  /** Σ yearly cents of the grid × days of presence, by comorbidity 0, 1, 2 or more. */
  readonly weightedCents: [bigint, bigint, bigint];
  insideCents: bigint;
  outsideCents: bigint;
  /** Acts inside and outside, reversals not counted. */
  measuredActs: number;
  readonly ledger: Map<string, ActLedgerSum>;
  /** Zero if the list has one fidelisation rate. */
  readonly ownRates: OwnRates;
}

/** Sums of the patients' rates; each patient is in one of the two, above or below the floor. */
interface OwnRates {
  /** Σ yearly cents × days × rate in ten-thousandths, by comorbidity. */
  readonly weightedRates: [bigint, bigint, bigint];
  /** Σ yearly cents × days of the patients below the floor, by comorbidity. */
  readonly weightedAtFloor: [bigint, bigint, bigint];
  /** Patients whose rate is measured. */
  measured: number;
}

export interface ComparedSums {
  patients: number;
  observedCents: bigint;
  expectedCents: bigint;
}

export interface GroupYearSums {
  patients: number;
  spendingMissing: number;
  nationalSpendingMissing: number;
  readonly current: ComparedSums;
  readonly previous: ComparedSums;
}

/** Keyed by team, then by quarter or year. Nested, because a joined key would be built millions of times. */
export type ByTeam<T> = Map<string, Map<number, T>>;

export interface Sums {
  readonly quarters: ByTeam<TeamQuarterSums>;
  readonly years: ByTeam<GroupYearSums>;
}

export function emptySums(): Sums {
  return { quarters: new Map(), years: new Map() };
}

/** Undefined without a contribution. */
export function sumsOfQuarter({ quarters }: Sums, team: string, quarter: Quarter): TeamQuarterSums | undefined {
  return quarters.get(team)?.get(quarter);
}

/** Undefined without a contribution. */
export function sumsOfYear({ years }: Sums, team: string, year: number): GroupYearSums | undefined {
  return years.get(team)?.get(year);
}

export function emptyTeamQuarter(): TeamQuarterSums {
  return {
    patients: 0,
    weightedCents: [0n, 0n, 0n],
    insideCents: 0n,
    outsideCents: 0n,
    measuredActs: 0,
    ledger: new Map(),
    ownRates: { weightedRates: [0n, 0n, 0n], weightedAtFloor: [0n, 0n, 0n], measured: 0 },
  };
}

export function emptyGroupYear(): GroupYearSums {
  const compared = (): ComparedSums => ({ patients: 0, observedCents: 0n, expectedCents: 0n });
  return { patients: 0, spendingMissing: 0, nationalSpendingMissing: 0, current: compared(), previous: compared() };
}

/** The key of a line among those of a team and quarter. */
export function ledgerKey(line: Pick<ActLedgerSum, 'class' | 'reason'>): string {
  return `${line.class}/${line.reason}`;
}
