/** Startup credits and reference revenues of the teams. */
import { dayOf, firstDayOf, quarter, quarterText, yearOfQuarter, type Day } from '#libs/kernel/day.ts';
import { cachedDayText, row } from './csv.ts';
import { FACET, Random } from './prng.ts';
import { knownAt, type Horizon } from './scale.ts';
import type { SyntheticTeam } from './team.ts';
import { teamRowOn, phaseNameOn } from './teams.ts';

export const CREDIT_COLUMNS = 'team_id,due_on,label,amount_cents,known_on';
export const REVENUE_COLUMNS = 'team_id,quarter,amount_cents,known_on';

/** A few thousand euros at a time; those of PRIMORDIAL stay far below the 12,227,000 euros granted to all centres. */
export function* creditRows(seed: number, horizon: Horizon, teams: readonly SyntheticTeam[]): Generator<string> {
  for (const team of teams) {
    const random = new Random(seed, FACET.MONEY, team.ordinal);
    const year = yearOfQuarter(team.start);
    const start = firstDayOf(team.start);
    const credit = (due: Day, label: string, euros: number, known = due - random.whole(30, 90)): string =>
      row(team.id, cachedDayText(due), label, Math.round(euros) * 100, cachedDayText(knownAt(horizon, known)));
    if (team.scheme === 'PEPS') {
      yield credit(start + 45, "crédit d'amorçage", random.whole(8, 25) * 1_000);
      if (team.index % 15 === 2) yield credit(dayOf(2025, 2, 28), "reprise du crédit d'amorçage", -3_500);
    } else if (team.scheme === 'PRIMORDIAL') {
      yield credit(start + 45, "crédit d'amorçage", random.whole(60, 140) * 1_000);
      yield credit(start + 45, 'ingénierie', random.whole(5, 20) * 1_000);
      yield credit(dayOf(year + 1, 3, 31), "crédit d'amorçage, second versement", random.whole(40, 90) * 1_000);
      yield credit(dayOf(year + 2, 9, 30), 'solde', random.between(5_000, 20_000));
    } else {
      yield credit(dayOf(year, 9, 30), "crédit d'amorçage", random.whole(15, 60) * 1_000);
      if (random.chance(0.3)) yield credit(dayOf(year + 1, 6, 30), 'ingénierie', random.whole(3, 12) * 1_000);
    }
    if (team.index % 10 === 4) {
      const due = dayOf(year + 1, 5, 15);
      yield credit(due, 'versé par erreur', 5_000, due - 60);
      yield row(team.id, cachedDayText(due), 'versé par erreur', '', cachedDayText(knownAt(horizon, due + 25)));
    }
  }
}

/** Yearly forfait in euros of a listed patient, by option and scope, so that the revenue is close to the forfait. */
const YEARLY: Readonly<Record<string, { readonly amount: number; readonly listed: number }>> = {
  'ALL GP': { amount: 107, listed: 0.78 },
  'ALL GP+NURSE': { amount: 160, listed: 0.78 },
  'OVER_65 GP': { amount: 203, listed: 0.7 },
  'OVER_65 GP+NURSE': { amount: 490, listed: 0.68 },
  'DIABETES GP': { amount: 205, listed: 0.68 },
  'DIABETES GP+NURSE': { amount: 372, listed: 0.68 },
};

/** From 2023, when the forfait began to be capped by the revenue; one in eight is missing. */
export function* revenueRows(seed: number, horizon: Horizon, teams: readonly SyntheticTeam[]): Generator<string> {
  for (const team of teams) {
    if (team.scheme !== 'PEPS') continue;
    const random = new Random(seed, FACET.MONEY, team.ordinal, 1);
    const ratio = random.between(0.85, 1.15);
    for (let of = quarter(2023, 1); of <= quarter(horizon.lastYear, 4); of += 1) {
      const start = firstDayOf(of);
      const period = teamRowOn(team, start);
      if (phaseNameOn(team, start) !== 'FORFAIT' || period === undefined || random.chance(0.12)) continue;
      const yearly = YEARLY[`${period.option} ${period.scope}`];
      if (yearly === undefined) continue;
      const raised = of >= quarter(2024, 3) ? 1.12 : 1;
      const amount = team.patients * yearly.listed * 25 * yearly.amount * raised * ratio * random.between(0.85, 1.1);
      const late = random.chance(0.1);
      const known = start + (late ? random.whole(5, 40) : -random.whole(5, 25));
      yield row(team.id, quarterText(of), Math.round(amount), cachedDayText(known));
      if (random.chance(0.06)) {
        yield row(
          team.id,
          quarterText(of),
          Math.round(amount * random.between(0.9, 1.1)),
          cachedDayText(known + random.whole(30, 150)),
        );
      }
    }
  }
}
