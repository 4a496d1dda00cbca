/**
 * The rules of each family of schemes: how to make the statement of a period from the sums of the patients, and which earlier periods
 * it uses. A new family is an entry here and in libs/regulation/families.ts. A new scheme of a family is only data.
 */
import { type Period, quarterPeriod } from '#libs/kernel/period.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Family } from '#libs/regulation/families.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { fidelisationQuarter } from '#libs/statements/rules/quarterly/fidelisation.ts';
import { quarterlyStatement } from '#libs/statements/rules/quarterly/quarterly-statement.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';
import { yearlyStatement } from '#libs/statements/rules/yearly/yearly-statement.ts';

interface FamilyRules {
  /** Undefined when the team has no statement for the period. */
  readonly statement: (team: Team, period: Period, sums: Sums, frame: Frame) => Statement | undefined;
  /** Earlier periods whose sums the statement of a period also uses. */
  readonly alsoRestsOn: (team: Team, period: Period) => readonly Period[];
}

const RULES: Readonly<Record<Family, FamilyRules>> = {
  SUBSTITUTIVE: {
    statement: (team, period, sums, frame) =>
      period.kind === 'QUARTER' ? quarterlyStatement(team, period.quarter, sums, frame) : undefined,
    alsoRestsOn: (team, period) =>
      period.kind === 'QUARTER' ? [quarterPeriod(fidelisationQuarter(team, period.quarter))] : [],
  },
  INCENTIVE: {
    statement: (team, period, sums, frame) =>
      period.kind === 'YEAR' ? yearlyStatement(team, period.year, sums, frame) : undefined,
    alsoRestsOn: () => [],
  },
};

/** The statement of a team for a period, by the rules of the family of its scheme, if any. */
export function statementOf(team: Team, period: Period, sums: Sums, frame: Frame): Statement | undefined {
  return RULES[team.scheme.family].statement(team, period, sums, frame);
}

/** The periods whose sums a statement uses: its own, and the one that measures its fidelisation. */
export function restsOn(team: Team, period: Period): readonly Period[] {
  return [period, ...RULES[team.scheme.family].alsoRestsOn(team, period)];
}
