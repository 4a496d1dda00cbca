/** The figures of a calculation, for the command line with --json and for jobs. */
import { dayText } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { CalculationSummary } from '#libs/statements/calculation/calculate.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';

export function totalOf(statements: readonly CalculatedStatement[]): bigint {
  return sumCentsOf(statements, ({ statement }) => statement?.totalCents ?? 0n);
}

interface CalculationFigures {
  readonly knownOn: string;
  readonly position: number;
  readonly regulation: string;
  readonly statements: number;
  readonly recorded: number;
  readonly noLongerDue: CalculationSummary['noLongerDue'];
  readonly totalCents: bigint;
}

export function calculationFigures({ pin, statements, recorded, noLongerDue }: CalculationSummary): CalculationFigures {
  return {
    knownOn: dayText(pin.knownOn),
    position: pin.position,
    regulation: pin.regulationVersion,
    statements: statements.length,
    recorded,
    noLongerDue,
    totalCents: totalOf(statements),
  };
}
