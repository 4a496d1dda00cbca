/**
 * The code a variance report ends with, and which an approval in bulk is asked for: it covers exactly what is submitted, so that
 * nothing is approved that changed or came in after the report.
 */
import { hash } from 'node:crypto';
import { compareText } from '#libs/kernel/text.ts';
import { canonical } from '#libs/commands/digest.ts';
import type { LifeCycle } from '#libs/statements/workflow/life-cycle.ts';
import { DecisionRefused } from '#libs/commands/person.ts';

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

export interface Coverage {
  /** Submitted statements of the periods that a code covers as they now stand. */
  readonly covered: readonly LifeCycle[];
  /** The other periods with something submitted, sorted. */
  readonly notCovered: readonly string[];
}

/** Which of the statements that an approval in bulk is about the reports of these codes cover, period by period. */
export function coverage(cycles: readonly LifeCycle[], codes: readonly string[]): Coverage {
  const covered: LifeCycle[] = [];
  const notCovered: string[] = [];
  const submitted = cycles.filter((cycle) => cycle.submitted !== undefined);
  for (const [period, own] of Map.groupBy(submitted, (cycle) => cycle.period))
    if (codes.includes(varianceCode(own) ?? '')) covered.push(...own);
    else notCovered.push(period);
  return { covered, notCovered: notCovered.sort(compareText) };
}

/**
 * What an approval in bulk may approve: the statements that a report covers. Throws DecisionRefused where something is submitted
 * and no report covers any of it; the message says which reports to make.
 */
export function coveredByReports(cycles: readonly LifeCycle[], codes: readonly string[]): Coverage {
  const found = coverage(cycles, codes);
  if (found.covered.length === 0 && found.notCovered.length > 0)
    throw new DecisionRefused(notCoveredText(found.notCovered, codes));
  return found;
}

/** In French, what is lacking for an approval in bulk of these periods. */
export function notCoveredText(periods: readonly string[], codes: readonly string[]): string {
  const named = periods.join(', ');
  return codes.length === 0
    ? `approuver plusieurs décomptes demande d'abord le rapport des écarts de chaque période (${named}), puis le code qu'il donne (variance)`
    : `ce qui est soumis pour ${named} n'est pas ce que montrait un rapport ; refaites le rapport des écarts, relisez-le, puis donnez son code (variance)`;
}
