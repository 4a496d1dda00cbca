/** The yearly statement of an IPEP group, from the sums of its patients. Source: rules, "Yearly statement, IPEP". */
import { dayOf } from '#libs/kernel/day.ts';
import { type Fraction, fractionText, roundToCents } from '#libs/kernel/fraction.ts';
import { yearPeriod } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import { hasStatement } from '#libs/enrolment/statement-periods.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { textOn } from '#libs/regulation/regulation.ts';
import { patientFlags } from '#libs/statements/rules/eligibility.ts';
import { endFlags } from '#libs/statements/rules/end-of-text.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { instalments } from '#libs/statements/rules/instalments.ts';
import { qualityFlags } from '#libs/statements/rules/quality-flags.ts';
import { creditsDue, startupCredit } from '#libs/statements/rules/startup-credit.ts';
import type { Flag, Line, Rate, RateName, Statement } from '#libs/statements/rules/statement.ts';
import { type GroupYearSums, type Sums, emptyGroupYear, sumsOfYear } from '#libs/statements/rules/sums.ts';
import { usedParameters } from '#libs/statements/rules/used-parameters.ts';
import { type YearPayment, paymentOf } from '#libs/statements/rules/yearly/payment.ts';

/** The statement of a year; undefined if the group is not ACTIVE on 1 January and on 31 December. */
export function yearlyStatement(team: Team, year: number, sums: Sums, frame: Frame): Statement | undefined {
  if (!hasStatement(team, yearPeriod(year))) return undefined;
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const own = sumsOfYear(sums, team.id, year) ?? emptyGroupYear();
  const payment = paymentOf(team, year, own, frame);
  const credits = creditsDue(team, first, last);
  const lines: Line[] = [...paidLines(payment), { line: 'STARTUP_CREDIT', amountCents: startupCredit(credits) }];
  const flags = [
    ...qualityFlags(payment.quality),
    ...(payment.cap !== null && payment.cap.ceiling === undefined ? (['CAP_REFERENCE_MISSING'] as const) : []),
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
    instalments: instalments(roundToCents(payment.paid), [dayOf(year + 1, 12, 31)], credits),
    rates: ratesOf(payment),
    parameters: usedParameters(team.scheme, first),
    ledger: [],
  };
}

/** CAP is shown only if the text has one. */
function paidLines({ a, b, c, cap, paid }: YearPayment): Line[] {
  return [
    { line: 'ECART', amountCents: roundToCents(a) },
    { line: 'EVOLUTION', amountCents: roundToCents(b) - roundToCents(a) },
    { line: 'QUALITY_MODULATION', amountCents: roundToCents(c) - roundToCents(b) },
    ...(cap === null ? [] : [{ line: 'CAP', amountCents: roundToCents(paid) - roundToCents(c) } as const]),
  ];
}

/** Without a patient to compare there is no gain. */
function ratesOf({ current, previous, level, evolution, quality, cap }: YearPayment): Rate[] {
  return [
    ...rate('OBSERVED_CENTS', current?.observed),
    ...rate('EXPECTED_CENTS', current?.expected),
    ...rate('PREVIOUS_OBSERVED_CENTS', previous?.observed),
    ...rate('PREVIOUS_EXPECTED_CENTS', previous?.expected),
    ...rate('LEVEL_GAIN_CENTS', current === undefined ? undefined : level),
    ...rate('EVOLUTION_GAIN_CENTS', current === undefined ? undefined : evolution),
    ...rate('QUALITY_SCORE', quality.score),
    ...rate('PAYMENT_CAP_RATE', cap?.rate),
    ...rate('PAYMENT_CAP_CENTS', cap?.ceiling),
  ];
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
