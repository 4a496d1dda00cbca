/** The forfait of a quarter before its cap, with its intermediate terms. Source: rules, quarterly statement, steps 2 to 5. */
import type { Quarter } from '#libs/kernel/day.ts';
import { type Fraction, ONE, add, multiply } from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { capitation } from '#libs/statements/rules/quarterly/capitation.ts';
import { type Fidelisation, fidelisation, fidelisationQuarter } from '#libs/statements/rules/quarterly/fidelisation.ts';
import { type LocalFactorFound, localFactor } from '#libs/statements/rules/quarterly/local.ts';
import { type QualityRate, qualityRate } from '#libs/statements/rules/quarterly/quality-supplement.ts';
import { type Sums, emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

export interface Forfait {
  /** L */
  readonly fidelisation: Fidelisation;
  /** T */
  readonly local: LocalFactorFound;
  /** Q */
  readonly quality: QualityRate;
  /** G, cents. */
  readonly g: Fraction;
  /** G·L, cents. */
  readonly gl: Fraction;
  /** G·L·T, cents. */
  readonly glt: Fraction;
  /** F = G·L·T·(1 + Q), cents. */
  readonly f: Fraction;
}

/** Exact fractions. Each line of a statement is the difference of two rounded terms. */
export function forfaitOf(team: Team, quarter: Quarter, sums: Sums, frame: Frame): Forfait {
  const own = sumsOfQuarter(sums, team.id, quarter) ?? emptyTeamQuarter();
  const earlier = sumsOfQuarter(sums, team.id, fidelisationQuarter(team, quarter));
  const local = localFactor(team, quarter, frame.reference);
  const quality = qualityRate(team, quarter, frame);
  const g = capitation(team, quarter, own);
  const loyal = fidelisation(team, quarter, g, { own, earlier });
  const { gl } = loyal;
  const glt = multiply(gl, local.factor);
  return { fidelisation: loyal, local, quality, g, gl, glt, f: multiply(glt, add(ONE, quality.rate)) };
}
