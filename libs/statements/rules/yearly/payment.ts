/** The payment of a group for a year, with its intermediate terms. Source: rules, "Yearly statement, IPEP". */
import { dayOf } from '#libs/kernel/day.ts';
import { type Fraction, ZERO, add, fraction } from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { type UsedScore, scoreRulesOn, usedScore } from '#libs/quality/score.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import type { GroupYearSums } from '#libs/statements/rules/sums.ts';
import {
  type Means,
  boundedGain,
  evolutionGain,
  levelGain,
  means,
  sharedGain,
} from '#libs/statements/rules/yearly/gains.ts';
import { type PaymentCap, capped, paymentCap } from '#libs/statements/rules/yearly/payment-cap.ts';
import { type ModulationRules, modulatedGains } from '#libs/statements/rules/yearly/quality-modulation.ts';

/** Exact fractions, cents. Each line of a statement is the difference of two rounded terms. */
export interface YearPayment {
  readonly current: Means | undefined;
  readonly previous: Means | undefined;
  /** e and v before their bounds; 0 without a patient to compare. */
  readonly rawLevel: Fraction;
  readonly rawEvolution: Fraction;
  /** Within their bounds. */
  readonly level: Fraction;
  readonly evolution: Fraction;
  readonly quality: UsedScore;
  readonly modulation: ModulationRules;
  readonly cap: PaymentCap | null;
  readonly a: Fraction;
  readonly b: Fraction;
  readonly c: Fraction;
  /** P */
  readonly paid: Fraction;
}

export function paymentOf(team: Team, year: number, own: GroupYearSums, frame: Frame): YearPayment {
  const { scheme } = team;
  const first = dayOf(year, 1, 1);
  const gains = gainsOf(team, year, own);
  const group = valueOn(scheme, 'share_group', first);
  const a = sharedGain(gains.level, own.patients, group, valueOn(scheme, 'share_ecart', first));
  const b = add(a, sharedGain(gains.evolution, own.patients, group, valueOn(scheme, 'share_evolution', first)));
  const quality = usedScore(team, year, scoreRulesOn(scheme, first, frame.regulation), frame.reference);
  const modulation = {
    combination: valueOn(scheme, 'combination', first),
    scoreCap: valueOn(scheme, 'score_cap', first),
    gate: valueOn(scheme, 'quality_gate', first),
    qualityCents: fraction(BigInt(own.patients) * BigInt(valueOn(scheme, 'quality_amount_cents', first))),
  };
  const c = modulatedGains(b, quality.score, modulation);
  const cap = paymentCap(valueOn(scheme, 'payment_cap_rate', first), gains.current, own.patients);
  return { ...gains, quality, modulation, cap, a, b, c, paid: capped(c, cap) };
}

type Gains = Pick<YearPayment, 'current' | 'previous' | 'rawLevel' | 'rawEvolution' | 'level' | 'evolution'>;

/** Both gains, before and after their bounds; 0 if there is no patient to compare. */
function gainsOf({ scheme }: Team, year: number, own: GroupYearSums): Gains {
  const first = dayOf(year, 1, 1);
  const [current, previous] = [means(own.current), means(own.previous)];
  const nothing = { level: ZERO, evolution: ZERO, rawLevel: ZERO, rawEvolution: ZERO };
  if (current === undefined) return { current, previous, ...nothing };
  const bounded = (gain: Fraction): Fraction =>
    boundedGain(
      gain,
      current.expected,
      valueOn(scheme, 'minimum_savings_rate', first),
      valueOn(scheme, 'gain_cap_rate', first),
    );
  const rawLevel = levelGain(current);
  const level = bounded(rawLevel);
  if (previous === undefined) return { ...nothing, current, previous, rawLevel, level };
  const rawEvolution = evolutionGain(current, previous, valueOn(scheme, 'evolution_method', first));
  return { current, previous, rawLevel, level, rawEvolution, evolution: bounded(rawEvolution) };
}
