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

/** `parseSums` reads it back. Amounts are written with a final n. */
export function sumsText({ quarters, years }: Sums): string {
  const plain = {
    quarters: keyed(quarters, quarterText).map(([key, sums]) => [key, { ...sums, ledger: [...sums.ledger] }]),
    years: keyed(years, yearText),
  };
  return JSON.stringify(plain, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
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
  const plain = JSON.parse(text) as Written<{
    quarters: [string, Omit<TeamQuarterSums, 'ledger'> & { ledger: [string, LedgerSum][] }][];
    years: [string, GroupYearSums][];
  }>;
  return {
    quarters: byTeam(
      plain.quarters.map(([key, written]) => [key, teamQuarterOf(written)]),
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

/** The type of the parsed text. */
type Written<T> = T extends bigint ? string : T extends object ? { [K in keyof T]: Written<T[K]> } : T;

function teamQuarterOf(
  written: Written<Omit<TeamQuarterSums, 'ledger'>> & { readonly ledger: readonly [string, Written<LedgerSum>][] },
): TeamQuarterSums {
  return {
    patients: written.patients,
    weightedCents: three(written.weightedCents),
    insideCents: amount(written.insideCents),
    outsideCents: amount(written.outsideCents),
    measuredActs: written.measuredActs,
    ownRates: ownRatesOf(written.ownRates),
    ledger: new Map(
      written.ledger.map(([key, line]) => [
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
