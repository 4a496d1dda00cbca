/**
 * The amount of a statement by profile of its patients. A forfait is a sum over patients; the payment of a group is divided by the number
 * of its patients. Credits, acts taken back and floors belong to no patient.
 */
import type { Quarter } from '#libs/kernel/day.ts';
import { type Fraction, divide, fraction, isZero, roundToCents } from '#libs/kernel/fraction.ts';
import { periodFromText } from '#libs/kernel/period.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { UNIT_SUMS } from '#libs/statements/calculation/profile-sums.ts';
import type { ScenarioResult } from '#libs/statements/calculation/scenarios.ts';
import { cap } from '#libs/statements/rules/quarterly/cap.ts';
import { capitation } from '#libs/statements/rules/quarterly/capitation.ts';
import { fidelisation, fidelisationQuarter } from '#libs/statements/rules/quarterly/fidelisation.ts';
import { forfaitOf } from '#libs/statements/rules/quarterly/forfait.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

/** Cents by index of the profile; undefined for amounts of no patient. They add up to the total of the statement. */
type ProfileCents = ReadonlyMap<number | undefined, bigint>;

export function centsByProfile(result: ScenarioResult, statement: Statement): ProfileCents {
  const team = result.frame.teams.byId.get(statement.team);
  if (team === undefined) return new Map([[undefined, statement.totalCents]]);
  const period = periodFromText(statement.period);
  const { of, parts } =
    period.kind === 'QUARTER'
      ? forfaitParts(team, period.quarter, statement, result)
      : groupParts(team, period.year, statement, result);
  const cents = new Map<number | undefined, bigint>();
  // Rounded as a running sum: the parts add up to the shared amount.
  let [exact, rounded] = [0n, 0n];
  for (const [profile, part] of parts) {
    exact += part;
    const upTo = roundToCents(fraction(exact, of));
    cents.set(profile, upTo - rounded);
    rounded = upTo;
  }
  if (statement.totalCents !== rounded) cents.set(undefined, statement.totalCents - rounded);
  return cents;
}

/** Parts of a cent, `of` of them to one: thousands of profiles are added up without a fraction each. */
interface Parts {
  readonly of: bigint;
  readonly parts: readonly (readonly [profile: number, part: bigint])[];
}

const NO_PARTS: Parts = { of: 1n, parts: [] };

/** The part of each profile in the payment of the group, by the number of patients. */
function groupParts(team: Team, year: number, statement: Statement, { profiles }: ScenarioResult): Parts {
  const paid = paidToGroup(statement);
  const parts = profiles
    .ofYear(team.id, year)
    .map(([profile, patients]) => [profile, paid * BigInt(patients)] as const);
  return { of: BigInt(statement.patients), parts };
}

/** The payment without credits. */
function paidToGroup({ totalCents, lines }: Statement): bigint {
  return totalCents - (lines.find(({ line }) => line === 'STARTUP_CREDIT')?.amountCents ?? 0n);
}

/** Zero in SETUP, which has no forfait. A cap lowers every part alike. */
function forfaitParts(team: Team, quarter: Quarter, statement: Statement, result: ScenarioResult): Parts {
  const lines = new Set(statement.lines.map(({ line }) => line));
  if (!lines.has('CAPITATION')) return NO_PARTS;
  const { frame, sums, profiles } = result;
  const { f, glt, gl } = forfaitOf(team, quarter, sums, frame);
  const own = sumsOfQuarter(sums, team.id, quarter) ?? emptyTeamQuarter();
  const earlier = sumsOfQuarter(sums, team.id, fidelisationQuarter(team, quarter));
  const paid = lines.has('CAP') ? cap(team, quarter, f, own).capped : f;
  if (isZero(gl) || isZero(glt) || isZero(f)) return NO_PARTS;
  // G·L is linear in the amounts of the patients.
  const ofOne = UNIT_SUMS.map(
    (one) => fidelisation(team, quarter, capitation(team, quarter, one), { own: one, earlier }).gl,
  );
  const common = ofOne.reduce(commonDenominator, 1n);
  const share = divide(paid, gl);
  const factors = ofOne.map(({ numerator, denominator }) => numerator * (common / denominator) * share.numerator);
  const parts = profiles
    .ofQuarter(team.id, quarter)
    .map(([profile, amounts]) => [profile, sumOfProducts(amounts, factors)] as const);
  return { of: common * share.denominator, parts };
}

/** The least common denominator. */
function commonDenominator(of: bigint, { denominator }: Fraction): bigint {
  return of * fraction(denominator, of).numerator;
}

/** Σ of each amount by its factor. */
function sumOfProducts(amounts: readonly bigint[], factors: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount, place) => sum + amount * (factors[place] ?? 0n), 0n);
}
