/**
 * The code a variance report ends with, and which an approval in bulk is asked for: it covers exactly what is submitted, so that
 * nothing is approved that changed or came in after the report.
 */
import { hash } from 'node:crypto';
import { compareText } from '#libs/kernel/text.ts';
import { canonical } from '#libs/decisions/command-stream.ts';
import type { LifeCycle } from '#libs/decisions/life-cycle.ts';
import { DecisionRefused } from '#libs/decisions/person.ts';

const DIGITS = 12;

/** Of the submitted ones among these, in any order: team, period, number, digest and amounts. Undefined where there are none. */
export function varianceCode(cycles: readonly LifeCycle[]): string | undefined {
  const covered = cycles.flatMap(({ team, period, submitted }) => {
    if (submitted === undefined) return [];
    const { number, digest, lines } = submitted.proposal;
    return [canonical([period, team, number, digest, lines.map(({ line, amountCents }) => [line, amountCents])])];
  });
  if (covered.length === 0) return undefined;
  return hash('sha256', covered.sort(compareText).join('\n'), 'hex').slice(0, DIGITS);
}

/** The periods of submitted statements that none of the codes covers as they now stand, sorted. */
export function periodsNotCovered(cycles: readonly LifeCycle[], codes: readonly string[]): readonly string[] {
  const submitted = cycles.filter((cycle) => cycle.submitted !== undefined);
  return [...Map.groupBy(submitted, ({ period }) => period)]
    .filter(([, own]) => !codes.includes(varianceCode(own) ?? ''))
    .map(([period]) => period)
    .sort(compareText);
}

/** Throws DecisionRefused where the approval in bulk of these is not covered by the reports of these codes. */
export function requireVarianceReport(cycles: readonly LifeCycle[], codes: readonly string[]): void {
  const missing = periodsNotCovered(cycles, codes);
  if (missing.length === 0) return;
  const commands = missing.map((period) => `decompte variance --period ${period}`).join(' ; ');
  throw new DecisionRefused(
    codes.length === 0
      ? `approuver plusieurs décomptes demande le rapport des écarts de chaque période (${commands}), puis --variance CODE`
      : `ce qui est soumis pour ${missing.join(', ')} n'est pas ce que montrait le rapport ; refaites-le (${commands}), relisez-le, puis --variance CODE`,
  );
}
