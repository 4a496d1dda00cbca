/**
 * What a statement comes to by the profile of its patients. A forfait is a sum of patients; what is paid to a group is shared out by the
 * number of its patients. Credits, acts taken back and floors are no patient's.
 */
import type { Quarter } from '#libs/kernel/day.ts';
import { type Fraction, ZERO, add, divide, fraction, isZero, multiply, roundToCents } from '#libs/kernel/fraction.ts';
import { periodFromText } from '#libs/kernel/period.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { ofQuarter, ofYear } from '#libs/statements/calculation/profile-sums.ts';
import type { ScenarioResult } from '#libs/statements/calculation/scenarios.ts';
import { cap } from '#libs/statements/rules/quarterly/cap.ts';
import { capitation } from '#libs/statements/rules/quarterly/capitation.ts';
import { fidelisation, fidelisationQuarter } from '#libs/statements/rules/quarterly/fidelisation.ts';
import { forfaitOf } from '#libs/statements/rules/quarterly/forfait.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

/** Cents by index of the profile; undefined for what is no patient's. They add up to the total of the statement. */
type ProfileCents = ReadonlyMap<number | undefined, bigint>;

export function centsByProfile(result: ScenarioResult, statement: Statement): ProfileCents {
  const team = result.frame.teams.byId.get(statement.team);
  if (team === undefined) return new Map([[undefined, statement.totalCents]]);
  const period = periodFromText(statement.period);
  const parts =
    period.kind === 'QUARTER'
      ? forfaitParts(team, period.quarter, statement, result)
      : ofYear(result.profiles, team.id, period.year).map(
          ([profile, { patients }]) =>
            [profile, fraction(paidToGroup(statement) * BigInt(patients), statement.patients)] as const,
        );
  const cents = new Map<number | undefined, bigint>();
  // Rounded as a running sum: the parts add up to what is shared out.
  let [exact, rounded] = [ZERO, 0n];
  for (const [profile, part] of parts) {
    exact = add(exact, part);
    cents.set(profile, roundToCents(exact) - rounded);
    rounded = roundToCents(exact);
  }
  if (statement.totalCents !== rounded) cents.set(undefined, statement.totalCents - rounded);
  return cents;
}

/** What is paid without credits. */
function paidToGroup({ totalCents, lines }: Statement): bigint {
  return totalCents - (lines.find(({ line }) => line === 'STARTUP_CREDIT')?.amountCents ?? 0n);
}

type Part = readonly [profile: number, cents: Fraction];

/** Nothing in SETUP, where no forfait is made. A cap lowers every part alike. */
function forfaitParts(team: Team, quarter: Quarter, statement: Statement, result: ScenarioResult): readonly Part[] {
  const lines = new Set(statement.lines.map(({ line }) => line));
  if (!lines.has('CAPITATION')) return [];
  const { frame, sums, profiles } = result;
  const { f, glt, gl } = forfaitOf(team, quarter, sums, frame);
  const own = sumsOfQuarter(sums, team.id, quarter) ?? emptyTeamQuarter();
  const earlier = sumsOfQuarter(sums, team.id, fidelisationQuarter(team, quarter));
  const paid = lines.has('CAP') ? cap(team, quarter, f, own).capped : f;
  if (isZero(gl) || isZero(glt) || isZero(f)) return [];
  const factor = multiply(divide(paid, f), divide(f, gl));
  return ofQuarter(profiles, team.id, quarter).map(([profile, of]) => {
    const { gl: part } = fidelisation(team, quarter, capitation(team, quarter, of), { own: of, earlier });
    return [profile, multiply(part, factor)];
  });
}
