/**
 * The exact sums of contributions: of a team and quarter, of a group and year. Whole numbers only, so that adding in any order,
 * or taking a part out and putting another in, gives the same to the bit.
 */
import { type Quarter, quarterText } from '#libs/kernel/day.ts';
import type { ActClass, FeeReason, LedgerEntry } from '#libs/acts/act-ledger.ts';
import type { GroupYearShare } from '#libs/spending/group-year.ts';
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

export interface Sums {
  /** By `sumsKey`. */
  readonly quarters: Map<string, TeamQuarterSums>;
  readonly years: Map<string, GroupYearSums>;
}

export function emptySums(): Sums {
  return { quarters: new Map(), years: new Map() };
}

/** `2021-Q1 TEAM` or `2021 TEAM`: the period first, as a team's id may hold anything. */
export function sumsKey(team: string, period: string): string {
  return `${period} ${team}`;
}

export function emptyTeamQuarter(): TeamQuarterSums {
  return {
    patients: 0,
    weightedCents: [0n, 0n, 0n],
    insideCents: 0n,
    outsideCents: 0n,
    measuredActs: 0,
    ledger: new Map(),
  };
}

export function emptyGroupYear(): GroupYearSums {
  const compared = (): ComparedSums => ({ patients: 0, observedCents: 0n, expectedCents: 0n });
  return { patients: 0, spendingMissing: 0, nationalSpendingMissing: 0, current: compared(), previous: compared() };
}

/** Adds a contribution to the sums, or with sign −1 takes it out. */
export function addContribution(sums: Sums, { presences, entries, years }: Contribution, sign: 1 | -1): void {
  for (const presence of presences) addPresence(teamQuarter(sums, presence), presence, sign);
  for (const entry of entries) addEntry(teamQuarter(sums, entry), entry, sign);
  for (const share of years) addYear(groupYear(sums, share), share, sign);
}

/** Adds the sums of other patients. */
export function addSums(sums: Sums, { quarters, years }: Sums): void {
  for (const [key, part] of quarters) addTeamQuarter(entryOf(sums.quarters, key, emptyTeamQuarter), part);
  for (const [key, part] of years) addGroupYear(entryOf(sums.years, key, emptyGroupYear), part);
}

function entryOf<T>(all: Map<string, T>, key: string, empty: () => T): T {
  let one = all.get(key);
  if (one === undefined) all.set(key, (one = empty()));
  return one;
}

function addTeamQuarter(sums: TeamQuarterSums, part: TeamQuarterSums): void {
  sums.patients += part.patients;
  for (const comorbidity of [0, 1, 2] as const) sums.weightedCents[comorbidity] += part.weightedCents[comorbidity];
  sums.insideCents += part.insideCents;
  sums.outsideCents += part.outsideCents;
  sums.measuredActs += part.measuredActs;
  for (const [key, { class: ofClass, reason, acts, baseCents, paidCents }] of part.ledger) {
    const line = entryOf(sums.ledger, key, () => emptyLine(ofClass, reason));
    line.acts += acts;
    line.baseCents += baseCents;
    line.paidCents += paidCents;
  }
}

function emptyLine(ofClass: ActClass, reason: LedgerSum['reason']): LedgerSum {
  return { class: ofClass, reason, acts: 0, baseCents: 0n, paidCents: 0n };
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

/** The sums by team, then by quarter or year: found millions of times over, so without making their key. */
const index = new WeakMap<Map<string, unknown>, Map<string, Map<number, unknown>>>();

function found<T>(all: Map<string, T>, team: string, at: number, period: (at: number) => string, empty: () => T): T {
  let byTeam = index.get(all);
  if (byTeam === undefined) index.set(all, (byTeam = new Map<string, Map<number, unknown>>()));
  let ofTeam = byTeam.get(team);
  if (ofTeam === undefined) byTeam.set(team, (ofTeam = new Map<number, unknown>()));
  let one = ofTeam.get(at) as T | undefined;
  if (one === undefined) {
    const key = sumsKey(team, period(at));
    one = all.get(key) ?? empty();
    all.set(key, one);
    ofTeam.set(at, one);
  }
  return one;
}

function teamQuarter({ quarters }: Sums, { team, quarter }: { team: string; quarter: Quarter }): TeamQuarterSums {
  return found(quarters, team, quarter, quarterText, emptyTeamQuarter);
}

function groupYear({ years }: Sums, { team, year }: GroupYearShare): GroupYearSums {
  return found(years, team, year, String, emptyGroupYear);
}

function addPresence(sums: TeamQuarterSums, { days, yearlyCents, comorbidity }: PresenceShare, sign: 1 | -1): void {
  sums.patients += sign;
  sums.weightedCents[comorbidity] += BigInt(sign * days) * yearlyCents;
}

function addEntry(sums: TeamQuarterSums, entry: LedgerEntry, sign: 1 | -1): void {
  const base = BigInt(sign * entry.baseCents);
  if (entry.side === 'INSIDE') sums.insideCents += base;
  if (entry.side === 'OUTSIDE') sums.outsideCents += base;
  if (entry.side !== undefined && !entry.reversal) sums.measuredActs += sign;
  const key = `${entry.class}/${entry.reason}`;
  let line = sums.ledger.get(key);
  if (line === undefined) sums.ledger.set(key, (line = emptyLine(entry.class, entry.reason)));
  line.acts += sign;
  line.baseCents += base;
  // Most acts that a forfait replaces are paid nothing.
  if (entry.paidCents !== 0) line.paidCents += BigInt(sign * entry.paidCents);
}

function addYear(sums: GroupYearSums, share: GroupYearShare, sign: 1 | -1): void {
  if (share.listed) sums.patients += sign;
  if (share.spendingMissing) sums.spendingMissing += sign;
  if (share.nationalSpendingMissing) sums.nationalSpendingMissing += sign;
  for (const [compared, into] of [
    [share.current, sums.current],
    [share.previous, sums.previous],
  ] as const) {
    if (compared === undefined) continue;
    into.patients += sign;
    into.observedCents += BigInt(sign * compared.observedCents);
    into.expectedCents += BigInt(sign * compared.expectedCents);
  }
}

/** The sums as text, for keeping; `parseSums` gives them back. Amounts are written with a final n. */
export function sumsText({ quarters, years }: Sums): string {
  const plain = {
    quarters: [...quarters].map(([key, sums]) => [key, { ...sums, ledger: [...sums.ledger] }]),
    years: [...years],
  };
  return JSON.stringify(plain, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** Spelled out, as a callback for every value takes three times as long. */
export function parseSums(text: string): Sums {
  const plain = JSON.parse(text) as Written<{
    quarters: [string, Omit<TeamQuarterSums, 'ledger'> & { ledger: [string, LedgerSum][] }][];
    years: [string, GroupYearSums][];
  }>;
  return {
    quarters: new Map(plain.quarters.map(([key, written]) => [key, teamQuarterOf(written)])),
    years: new Map(
      plain.years.map(([key, { current, previous, ...counts }]) => [
        key,
        { ...counts, current: comparedOf(current), previous: comparedOf(previous) },
      ]),
    ),
  };
}

/** As it is in the text. */
type Written<T> = T extends bigint ? string : T extends object ? { [K in keyof T]: Written<T[K]> } : T;

function teamQuarterOf(
  written: Written<Omit<TeamQuarterSums, 'ledger'>> & { readonly ledger: readonly [string, Written<LedgerSum>][] },
): TeamQuarterSums {
  const [none, one, more] = written.weightedCents;
  return {
    patients: written.patients,
    weightedCents: [amount(none), amount(one), amount(more)],
    insideCents: amount(written.insideCents),
    outsideCents: amount(written.outsideCents),
    measuredActs: written.measuredActs,
    ledger: new Map(
      written.ledger.map(([key, line]) => [
        key,
        { ...line, baseCents: amount(line.baseCents), paidCents: amount(line.paidCents) },
      ]),
    ),
  };
}

function comparedOf({ patients, observedCents, expectedCents }: Written<ComparedSums>): ComparedSums {
  return { patients, observedCents: amount(observedCents), expectedCents: amount(expectedCents) };
}

/** Of digits with a final n. */
function amount(written: string): bigint {
  return BigInt(written.slice(0, -1));
}
