/**
 * The exact sums of contributions, of a team and quarter or a group and year. They are whole numbers, so that adding in any order,
 * or subtracting one contribution and adding another, gives the same result.
 */
import type { Quarter } from '#libs/kernel/day.ts';
import type { ActClass, FeeReason, LedgerEntry } from '#libs/acts/act-ledger.ts';
import type { Compared, GroupYearShare } from '#libs/spending/group-year.ts';
import type { Contribution } from '#libs/statements/rules/contribution.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';

export interface LedgerSum {
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
  readonly ledger: Map<string, LedgerSum>;
  /** Zero where the list has one fidelisation rate. */
  readonly ownRates: OwnRates;
}

/** What the rates of the patients come to; each patient is in one of the two, above or below the floor. */
export interface OwnRates {
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

/** By team, then by quarter or year. Nested, as a joined key would be built millions of times. */
type ByTeam<T> = Map<string, Map<number, T>>;

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

/** Adds a contribution to the sums, or subtracts it with sign −1. */
export function addContribution(sums: Sums, { presences, entries, years }: Contribution, sign: 1 | -1): void {
  for (const presence of presences)
    addPresence(entryOf(sums.quarters, presence.team, presence.quarter, emptyTeamQuarter), presence, sign);
  for (const entry of entries)
    addEntry(entryOf(sums.quarters, entry.team, entry.quarter, emptyTeamQuarter), entry, sign);
  for (const share of years) addYear(entryOf(sums.years, share.team, share.year, emptyGroupYear), share, sign);
}

/** Adds the sums of other patients. */
export function addSums(sums: Sums, { quarters, years }: Sums): void {
  for (const [team, parts] of quarters)
    for (const [quarter, part] of parts) addTeamQuarter(entryOf(sums.quarters, team, quarter, emptyTeamQuarter), part);
  for (const [team, parts] of years)
    for (const [year, part] of parts) addGroupYear(entryOf(sums.years, team, year, emptyGroupYear), part);
}

function entryOf<T>(all: ByTeam<T>, team: string, at: number, empty: () => T): T {
  let ofTeam = all.get(team);
  if (ofTeam === undefined) all.set(team, (ofTeam = new Map<number, T>()));
  let one = ofTeam.get(at);
  if (one === undefined) ofTeam.set(at, (one = empty()));
  return one;
}

function addTeamQuarter(sums: TeamQuarterSums, part: TeamQuarterSums): void {
  sums.patients += part.patients;
  for (const comorbidity of [0, 1, 2] as const) sums.weightedCents[comorbidity] += part.weightedCents[comorbidity];
  sums.insideCents += part.insideCents;
  sums.outsideCents += part.outsideCents;
  sums.measuredActs += part.measuredActs;
  addOwnRates(sums.ownRates, part.ownRates);
  for (const [key, { class: ofClass, reason, acts, baseCents, paidCents }] of part.ledger) {
    const line = lineOf(sums.ledger, key, ofClass, reason);
    line.acts += acts;
    line.baseCents += baseCents;
    line.paidCents += paidCents;
  }
}

function addOwnRates(sums: OwnRates, part: OwnRates): void {
  sums.measured += part.measured;
  for (const comorbidity of [0, 1, 2] as const) {
    sums.weightedRates[comorbidity] += part.weightedRates[comorbidity];
    sums.weightedAtFloor[comorbidity] += part.weightedAtFloor[comorbidity];
  }
}

function lineOf(ledger: TeamQuarterSums['ledger'], key: string, ofClass: ActClass, reason: FeeReason | ''): LedgerSum {
  let line = ledger.get(key);
  if (line === undefined) ledger.set(key, (line = { class: ofClass, reason, acts: 0, baseCents: 0n, paidCents: 0n }));
  return line;
}

function addGroupYear(sums: GroupYearSums, part: GroupYearSums): void {
  sums.patients += part.patients;
  sums.spendingMissing += part.spendingMissing;
  sums.nationalSpendingMissing += part.nationalSpendingMissing;
  for (const compared of ['current', 'previous'] as const) {
    sums[compared].patients += part[compared].patients;
    sums[compared].observedCents += part[compared].observedCents;
    sums[compared].expectedCents += part[compared].expectedCents;
  }
}

function addPresence(sums: TeamQuarterSums, presence: PresenceShare, sign: 1 | -1): void {
  const { days, yearlyCents, comorbidity, ownRate } = presence;
  const weighted = BigInt(sign * days) * yearlyCents;
  sums.patients += sign;
  sums.weightedCents[comorbidity] += weighted;
  if (ownRate === undefined) return;
  if (ownRate.measured) sums.ownRates.measured += sign;
  if (ownRate.isBelowFloor) sums.ownRates.weightedAtFloor[comorbidity] += weighted;
  else sums.ownRates.weightedRates[comorbidity] += weighted * BigInt(ownRate.tenThousandths);
}

function addEntry(sums: TeamQuarterSums, entry: LedgerEntry, sign: 1 | -1): void {
  const base = BigInt(sign * entry.baseCents);
  if (entry.side === 'INSIDE') sums.insideCents += base;
  if (entry.side === 'OUTSIDE') sums.outsideCents += base;
  if (entry.side !== undefined && !entry.reversal) sums.measuredActs += sign;
  const key = `${entry.class}/${entry.reason}`;
  const line = lineOf(sums.ledger, key, entry.class, entry.reason);
  line.acts += sign;
  line.baseCents += base;
  // Most substituted acts have paid 0: no bigint is made for them.
  if (entry.paidCents !== 0) line.paidCents += BigInt(sign * entry.paidCents);
}

function addYear(sums: GroupYearSums, share: GroupYearShare, sign: 1 | -1): void {
  if (share.listed) sums.patients += sign;
  if (share.spendingMissing) sums.spendingMissing += sign;
  if (share.nationalSpendingMissing) sums.nationalSpendingMissing += sign;
  addCompared(sums.current, share.current, sign);
  addCompared(sums.previous, share.previous, sign);
}

function addCompared(sums: ComparedSums, share: Compared | undefined, sign: 1 | -1): void {
  if (share === undefined) return;
  sums.patients += sign;
  sums.observedCents += BigInt(sign * share.observedCents);
  sums.expectedCents += BigInt(sign * share.expectedCents);
}
