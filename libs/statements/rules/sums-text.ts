/** Sums as text, kept between calculations and passed between workers. */
import { quarterFromText, quarterText } from '#libs/kernel/day.ts';
import { periodText, yearPeriod } from '#libs/kernel/period.ts';
import type {
  ComparedSums,
  GroupYearSums,
  LedgerSum,
  OwnRates,
  Sums,
  TeamQuarterSums,
} from '#libs/statements/rules/sums.ts';

/** `parseSums` reads it back. Amounts are written with a final n. Without a replacer of JSON.stringify, which takes four times as long. */
export function sumsText({ quarters, years }: Sums): string {
  return JSON.stringify({
    quarters: keyed(quarters, quarterText).map(([key, sums]) => [key, writtenQuarter(sums)]),
    years: keyed(years, yearText).map(([key, { current, previous, ...counts }]) => [
      key,
      { ...counts, current: writtenCompared(current), previous: writtenCompared(previous) },
    ]),
  } satisfies WrittenSums);
}

function writtenQuarter({ ledger, ownRates, ...sums }: TeamQuarterSums): WrittenQuarter {
  return {
    patients: sums.patients,
    weightedCents: writtenThree(sums.weightedCents),
    insideCents: written(sums.insideCents),
    outsideCents: written(sums.outsideCents),
    measuredActs: sums.measuredActs,
    ledger: [...ledger].map(([key, { baseCents, paidCents, ...line }]) => [
      key,
      { ...line, baseCents: written(baseCents), paidCents: written(paidCents) },
    ]),
    ownRates: {
      weightedRates: writtenThree(ownRates.weightedRates),
      weightedAtFloor: writtenThree(ownRates.weightedAtFloor),
      measured: ownRates.measured,
    },
  };
}

function writtenCompared({ patients, observedCents, expectedCents }: ComparedSums): Written<ComparedSums> {
  return { patients, observedCents: written(observedCents), expectedCents: written(expectedCents) };
}

function writtenThree([none, one, more]: [bigint, bigint, bigint]): [string, string, string] {
  return [written(none), written(one), written(more)];
}

function written(amount: bigint): string {
  return `${amount}n`;
}

/** Keys `2021-Q1 TEAM` or `2021 TEAM`. The period comes first, as the id of a team may contain spaces. */
function keyed<T>(sums: ReadonlyMap<string, ReadonlyMap<number, T>>, textOf: (at: number) => string): [string, T][] {
  return [...sums].flatMap(([team, parts]) =>
    [...parts].map(([at, part]): [string, T] => [`${textOf(at)} ${team}`, part]),
  );
}

function byTeam<T>(
  entries: readonly (readonly [key: string, sums: T])[],
  parse: (text: string) => number,
): Map<string, Map<number, T>> {
  const sums = new Map<string, Map<number, T>>();
  for (const [key, part] of entries) {
    const space = key.indexOf(' ');
    const team = key.slice(space + 1);
    const ofTeam = sums.get(team) ?? new Map<number, T>();
    sums.set(team, ofTeam.set(parse(key.slice(0, space)), part));
  }
  return sums;
}

function yearText(year: number): string {
  return periodText(yearPeriod(year));
}

/** Without a reviver of JSON.parse, which takes three times as long. */
export function parseSums(text: string): Sums {
  const plain = JSON.parse(text) as WrittenSums;
  return {
    quarters: byTeam(
      plain.quarters.map(([key, sums]) => [key, teamQuarterOf(sums)]),
      quarterFromText,
    ),
    years: byTeam(
      plain.years.map(([key, { current, previous, ...counts }]) => [
        key,
        { ...counts, current: comparedOf(current), previous: comparedOf(previous) },
      ]),
      Number,
    ),
  };
}

interface WrittenSums {
  readonly quarters: readonly (readonly [key: string, sums: WrittenQuarter])[];
  readonly years: readonly (readonly [key: string, sums: Written<GroupYearSums>])[];
}

type WrittenQuarter = Written<Omit<TeamQuarterSums, 'ledger'>> & {
  readonly ledger: readonly (readonly [string, Written<LedgerSum>])[];
};

/** As JSON has it. */
type Written<T> = T extends bigint ? string : T extends object ? { [K in keyof T]: Written<T[K]> } : T;

function teamQuarterOf(sums: WrittenQuarter): TeamQuarterSums {
  return {
    patients: sums.patients,
    weightedCents: three(sums.weightedCents),
    insideCents: amount(sums.insideCents),
    outsideCents: amount(sums.outsideCents),
    measuredActs: sums.measuredActs,
    ownRates: ownRatesOf(sums.ownRates),
    ledger: new Map(
      sums.ledger.map(([key, line]) => [
        key,
        { ...line, baseCents: amount(line.baseCents), paidCents: amount(line.paidCents) },
      ]),
    ),
  };
}

function ownRatesOf({ weightedRates, weightedAtFloor, measured }: Written<OwnRates>): OwnRates {
  return { weightedRates: three(weightedRates), weightedAtFloor: three(weightedAtFloor), measured };
}

function three([none, one, more]: Written<[bigint, bigint, bigint]>): [bigint, bigint, bigint] {
  return [amount(none), amount(one), amount(more)];
}

function comparedOf({ patients, observedCents, expectedCents }: Written<ComparedSums>): ComparedSums {
  return { patients, observedCents: amount(observedCents), expectedCents: amount(expectedCents) };
}

/** Digits with a final n. */
function amount(written: string): bigint {
  return BigInt(written.slice(0, -1));
}
