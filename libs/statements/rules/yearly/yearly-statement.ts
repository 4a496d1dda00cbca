/** The yearly statement of an IPEP group, from the sums of its patients. Source: rules, "Yearly statement, IPEP". */
import { dayOf } from '#libs/kernel/day.ts';
import { type Fraction, ZERO, add, fractionText, roundToCents } from '#libs/kernel/fraction.ts';
import { yearPeriod } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import { hasStatement } from '#libs/enrolment/statement-periods.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { qualityScore, scoreRulesOn } from '#libs/quality/score.ts';
import { textOn, valueOn } from '#libs/regulation/regulation.ts';
import { patientFlags } from '#libs/statements/rules/eligibility.ts';
import { endFlags } from '#libs/statements/rules/end-of-text.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { instalments } from '#libs/statements/rules/instalments.ts';
import { creditsDue, startupCredit } from '#libs/statements/rules/startup-credit.ts';
import type { Flag, Line, Rate, RateName, Statement } from '#libs/statements/rules/statement.ts';
import { type GroupYearSums, type Sums, emptyGroupYear, sumsOfYear } from '#libs/statements/rules/sums.ts';
import { usedParameters } from '#libs/statements/rules/used-parameters.ts';
import { boundedGain, evolutionGain, levelGain, means, sharedGain } from '#libs/statements/rules/yearly/gains.ts';
import { modulatedGains } from '#libs/statements/rules/yearly/quality-modulation.ts';

/** The statement of a year; undefined when the group is not ACTIVE on 1 January and on 31 December. */
export function yearlyStatement(team: Team, year: number, sums: Sums, frame: Frame): Statement | undefined {
  if (!hasStatement(team, yearPeriod(year))) return undefined;
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const own = sumsOfYear(sums, team.id, year) ?? emptyGroupYear();
  const score = qualityScore(team, year, scoreRulesOn(team.scheme, first, frame.regulation), frame.reference);
  const gains = gainsOf(team, year, own);
  const rules = {
    combination: valueOn(team.scheme, 'combination', first),
    scoreCap: valueOn(team.scheme, 'score_cap', first),
    gate: valueOn(team.scheme, 'quality_gate', first),
  };
  const a = sharedGain(
    gains.level,
    own.patients,
    valueOn(team.scheme, 'share_group', first),
    valueOn(team.scheme, 'share_ecart', first),
  );
  const b = add(
    a,
    sharedGain(
      gains.evolution,
      own.patients,
      valueOn(team.scheme, 'share_group', first),
      valueOn(team.scheme, 'share_evolution', first),
    ),
  );
  const c = modulatedGains(b, score, rules);
  const credits = creditsDue(team, first, last);
  const lines: Line[] = [
    { line: 'ECART', amountCents: roundToCents(a) },
    { line: 'EVOLUTION', amountCents: roundToCents(b) - roundToCents(a) },
    { line: 'QUALITY_MODULATION', amountCents: roundToCents(c) - roundToCents(b) },
    { line: 'STARTUP_CREDIT', amountCents: startupCredit(credits) },
  ];
  const flags = [
    ...(score === undefined ? (['QUALITY_MISSING'] as const) : []),
    ...missingFlags(own),
    ...patientFlags(team, first, own.patients, frame.rules),
    ...endFlags(team.scheme, first, frame.rules),
  ];
  return {
    team: team.id,
    teamName: rowOn(team, first)?.name ?? '',
    period: String(year),
    scheme: team.scheme.name,
    text: textOn(team.scheme, first).id,
    phase: 'ACTIVE',
    patients: own.patients,
    flags: flags.sort(compareText),
    lines,
    totalCents: lines.reduce((total, { amountCents }) => total + amountCents, 0n),
    instalments: instalments(roundToCents(c), [dayOf(year + 1, 12, 31)], credits),
    rates: [...gains.rates, ...rate('QUALITY_SCORE', score)],
    parameters: usedParameters(team.scheme, first),
    ledger: [],
  };
}

/** Both gains within their bounds; 0 without a patient to compare. */
function gainsOf(
  team: Team,
  year: number,
  own: GroupYearSums,
): { level: Fraction; evolution: Fraction; rates: Rate[] } {
  const first = dayOf(year, 1, 1);
  const [current, previous] = [means(own.current), means(own.previous)];
  const known = [
    ...rate('OBSERVED_CENTS', current?.observed),
    ...rate('EXPECTED_CENTS', current?.expected),
    ...rate('PREVIOUS_OBSERVED_CENTS', previous?.observed),
    ...rate('PREVIOUS_EXPECTED_CENTS', previous?.expected),
  ];
  if (current === undefined) return { level: ZERO, evolution: ZERO, rates: known };
  const bounded = (gain: Fraction): Fraction =>
    boundedGain(
      gain,
      current.expected,
      valueOn(team.scheme, 'minimum_savings_rate', first),
      valueOn(team.scheme, 'gain_cap_rate', first),
    );
  const method = valueOn(team.scheme, 'evolution_method', first);
  const level = bounded(levelGain(current));
  const evolution = previous === undefined ? ZERO : bounded(evolutionGain(current, previous, method));
  return {
    level,
    evolution,
    rates: [...known, ...rate('LEVEL_GAIN_CENTS', level), ...rate('EVOLUTION_GAIN_CENTS', evolution)],
  };
}

function missingFlags({ spendingMissing, nationalSpendingMissing, previous }: GroupYearSums): Flag[] {
  return [
    ...(spendingMissing > 0 ? (['SPENDING_MISSING'] as const) : []),
    ...(nationalSpendingMissing > 0 ? (['NATIONAL_SPENDING_MISSING'] as const) : []),
    ...(previous.patients === 0 ? (['PREVIOUS_YEAR_MISSING'] as const) : []),
  ];
}

function rate(name: RateName, value: Fraction | undefined): Rate[] {
  return value === undefined ? [] : [{ name, value: fractionText(value) }];
}
