/**
 * The code a variance report ends with, and which an approval in bulk is asked for: it covers exactly what is submitted, so that
 * nothing is approved that changed or came in after the report.
 */
import { hash } from 'node:crypto';
import { compareText } from '#libs/kernel/text.ts';
import { canonical } from '#libs/commands/digest.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type StatementState, submissionOf } from '#libs/statements/workflow/state.ts';

const DIGITS = 12;

/** Of the submitted ones among these, in any order: team, period, number, digest and amounts. Undefined where there are none. */
export function varianceCode(statements: readonly StatementState[]): string | undefined {
  const covered = statements.flatMap((state) => {
    const submitted = submissionOf(state);
    if (submitted === undefined) return [];
    const { team, period } = state;
    const { number, digest, lines } = submitted.proposal;
    return [canonical([period, team, number, digest, lines.map(({ line, amountCents }) => [line, amountCents])])];
  });
  if (covered.length === 0) return undefined;
  return hash('sha256', covered.sort(compareText).join('\n'), 'hex').slice(0, DIGITS);
}

export interface Coverage {
  /** Submitted statements of the periods that a code covers as they now stand. */
  readonly covered: readonly StatementState[];
  /** The other periods with something submitted, sorted. */
  readonly notCovered: readonly string[];
}

/** Which of the statements that an approval in bulk is about the reports of these codes cover, period by period. */
export function coverage(statements: readonly StatementState[], codes: readonly string[]): Coverage {
  const covered: StatementState[] = [];
  const notCovered: string[] = [];
  const submitted = statements.filter((state) => submissionOf(state) !== undefined);
  for (const [period, own] of Map.groupBy(submitted, ({ period }) => period))
    if (codes.includes(varianceCode(own) ?? '')) covered.push(...own);
    else notCovered.push(period);
  return { covered, notCovered: notCovered.sort(compareText) };
}

/** What an approval in bulk may approve. Throws where something is submitted and no report covers any of it. */
export function coveredByReports(statements: readonly StatementState[], codes: readonly string[]): Coverage {
  const found = coverage(statements, codes);
  if (found.covered.length === 0 && found.notCovered.length > 0) throw notCoveredError(found.notCovered, codes);
  return found;
}

/** What is lacking for an approval in bulk of these periods: VARIANCE_REPORT_REQUIRED, VARIANCE_REPORT_OUTDATED. */
export function notCoveredError(periods: readonly string[], codes: readonly string[]): DomainError {
  return refused(codes.length === 0 ? 'VARIANCE_REPORT_REQUIRED' : 'VARIANCE_REPORT_OUTDATED', { periods });
}
