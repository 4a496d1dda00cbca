/** Accruals summed up by period, scheme and kind, with the scheme of each. */
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type TeamPeriod, statementKey } from '#libs/statements/calculated-statement.ts';
import type { Accrual } from '#libs/week/accruals.ts';
import type { AccrualKind } from '#libs/week/chart-of-accounts.ts';

export interface AccrualSum {
  readonly period: string;
  /** Null if no calculation gives it. */
  readonly scheme: string | null;
  readonly kind: AccrualKind;
  readonly statements: number;
  readonly amountCents: bigint;
}

type SchemeOf = (of: TeamPeriod) => string | null;

/** Ordered by period, scheme and kind. */
export function accrualSums(accruals: readonly Accrual[], schemeOf: SchemeOf): readonly AccrualSum[] {
  const groups = Map.groupBy(accruals, (one) => JSON.stringify([one.period, schemeOf(one) ?? '', one.kind]));
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, group]) => {
      const [first] = group as [Accrual];
      return {
        period: first.period,
        scheme: schemeOf(first),
        kind: first.kind,
        statements: group.length,
        amountCents: sumCentsOf(group, ({ amountCents }) => amountCents),
      };
    });
}

/** The scheme of the last calculation of a statement; null if no calculation gives it. */
export function schemesOf(statements: readonly (TeamPeriod & { readonly lastScheme: string | null })[]): SchemeOf {
  const schemes = new Map(statements.map((one) => [statementKey(one.team, one.period), one.lastScheme]));
  return ({ team, period }) => schemes.get(statementKey(team, period)) ?? null;
}
