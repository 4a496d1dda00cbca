/** A comparison of schemes in JSON, over HTTP and on the command line. */
import { dayText, quarterText } from '#libs/kernel/day.ts';
import type { ComparedScheme } from '#libs/statements/comparison/comparison.ts';
import type { ComparedTeam } from '#libs/statements/queries/compare-schemes.ts';

export function comparisonJson({ knownOn, range, schemes, ...of }: ComparedTeam) {
  return {
    ...of,
    knownOn: dayText(knownOn),
    from: quarterText(range.from),
    to: quarterText(range.to),
    schemes: schemes.map(schemeJson),
  };
}

function schemeJson({ quarters, schemeCents, actsCents, totalCents, parameters, ...of }: ComparedScheme) {
  return {
    ...of,
    schemeCents: String(schemeCents),
    actsCents: String(actsCents),
    totalCents: String(totalCents),
    quarters: quarters.map((one) => ({
      ...one,
      schemeCents: centsText(one.schemeCents),
      advanceCents: centsText(one.advanceCents),
      actsCents: String(one.actsCents),
      totalCents: centsText(one.totalCents),
      lines: one.lines.map(({ line, amountCents }) => ({ line, amountCents: String(amountCents) })),
    })),
    parameters: parameters.map(({ from, ...one }) => ({ ...one, from: dayText(from) })),
  };
}

function centsText(cents: bigint | null): string | null {
  return cents === null ? null : String(cents);
}
