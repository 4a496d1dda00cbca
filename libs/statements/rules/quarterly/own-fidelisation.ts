/**
 * The fidelisation rate of one patient, from his own acts, with `fidelisation_level` PATIENT. Source: rules, quarterly statement, step 3.
 */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { compare, fraction } from '#libs/kernel/fraction.ts';
import { memoisedPer } from '#libs/kernel/memo.ts';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';

/** The precision of a rate, which is the only rounded figure of a patient. */
export const TEN_THOUSANDTHS = 10_000;

export interface OwnRate {
  readonly insideCents: number;
  readonly outsideCents: number;
  /** Inside and outside, reversals not counted. */
  readonly acts: number;
  /** False if the acts are too few, or their sum is not positive: the rate is then 1. */
  readonly measured: boolean;
  /** Rounded half up, before the floor. */
  readonly tenThousandths: number;
  /** Whether `fidelisation_floor` is more. */
  readonly isBelowFloor: boolean;
}

/**
 * Uses the acts of the patient in the earlier quarter that count for the team. Undefined if the list has one rate, or if that quarter is
 * before `since`, from which the entries are known.
 */
export function ownRate(
  team: Team,
  quarter: Quarter,
  entries: readonly Pick<ActLedgerEntry, 'team' | 'quarter' | 'side' | 'reversal' | 'baseCents'>[],
  since: Quarter,
): OwnRate | undefined {
  const terms = termsOf(team, quarter);
  if (terms.level === 'TEAM' || quarter - terms.lag < since) return undefined;
  const own = entries.filter((entry) => entry.team === team.id && entry.quarter === quarter - terms.lag);
  const sumOf = (side: ActLedgerEntry['side']): number =>
    own.reduce((total, entry) => (entry.side === side ? total + entry.baseCents : total), 0);
  const [insideCents, outsideCents] = [sumOf('INSIDE'), sumOf('OUTSIDE')];
  const acts = own.filter(({ side, reversal }) => side !== undefined && !reversal).length;
  const measured = insideCents + outsideCents > 0 && acts >= terms.leastActs;
  const tenThousandths = measured ? rounded(insideCents, insideCents + outsideCents) : TEN_THOUSANDTHS;
  const isBelowFloor = compare(fraction(tenThousandths, TEN_THOUSANDTHS), terms.floor) < 0;
  return { insideCents, outsideCents, acts, measured, tenThousandths, isBelowFloor };
}

/** inside / total between 0 and 1, half up. Whole numbers: 2 × 10,000 × inside may pass 2^53. */
function rounded(inside: number, total: number): number {
  if (inside <= 0) return 0;
  if (inside >= total) return TEN_THOUSANDTHS;
  return Number((2n * BigInt(TEN_THOUSANDTHS) * BigInt(inside) + BigInt(total)) / (2n * BigInt(total)));
}

/** The same for every patient. */
const termsOf = memoisedPer(({ scheme }: Team, quarter: Quarter) => {
  const first = firstDayOf(quarter);
  return {
    level: valueOn(scheme, 'fidelisation_level', first),
    lag: valueOn(scheme, 'fidelisation_lag_quarters', first),
    leastActs: valueOn(scheme, 'fidelisation_min_acts', first),
    floor: valueOn(scheme, 'fidelisation_floor', first),
  };
});
