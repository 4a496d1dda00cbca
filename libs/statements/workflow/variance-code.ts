/**
 * The code at the end of a variance report. An approval in bulk needs it. The code covers exactly what is submitted, so that nothing
 * is approved that changed or came in after the report.
 */
import { hash } from 'node:crypto';
import { compareText } from '#libs/kernel/text.ts';
import { canonical } from '#libs/commands/digest.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type StatementState, submissionOf } from '#libs/statements/workflow/state.ts';

const DIGITS = 12;

/** Covers team, period, number, digest and amounts of the submitted statements, in any order. Undefined without a submission. */
export function varianceCode(statements: readonly StatementState[]): string | undefined {
  const covered = statements.flatMap((state) => {
    const submitted = submissionOf(state);
    if (submitted === undefined) return [];
    const { team, period } = state;
    const { number, digest, lines, moves } = submitted.proposal;
    const amounts = lines.map(({ line, amountCents }) => [line, amountCents]);
    const moved = moves.map(({ kind, from, to, amountCents }) => [kind, from, to, amountCents]);
    return [canonical([period, team, number, digest, amounts, ...(moved.length === 0 ? [] : [moved])])];
  });
  if (covered.length === 0) return undefined;
  return hash('sha256', covered.sort(compareText).join('\n'), 'hex').slice(0, DIGITS);
}

interface Coverage {
  /** Submitted statements of the periods that a code covers as they are now. */
  readonly covered: readonly StatementState[];
  /** The other periods with something submitted, sorted. */
  readonly notCovered: readonly string[];
}

/**
 * The statements of an approval in bulk that the reports with these codes cover. A code covers all that is submitted, all
 * regularisations that are, or all of one period.
 */
export function coverage(statements: readonly StatementState[], codes: readonly string[]): Coverage {
  const covered: StatementState[] = [];
  const notCovered: string[] = [];
  const submitted = statements.filter((state) => submissionOf(state) !== undefined);
  const isCovered = (own: readonly StatementState[]): boolean => codes.includes(varianceCode(own) ?? '');
  if (isCovered(submitted)) return { covered: submitted, notCovered };
  const regularised = submitted.filter(({ decisions }) => decisions.length > 0);
  const byRegularisations = new Set(isCovered(regularised) ? regularised : []);
  for (const [period, own] of Map.groupBy(submitted, ({ period }) => period)) {
    const left = own.filter((state) => !byRegularisations.has(state));
    covered.push(...(isCovered(own) ? own : own.filter((state) => byRegularisations.has(state))));
    if (!isCovered(own) && left.length > 0) notCovered.push(period);
  }
  return { covered, notCovered: notCovered.sort(compareText) };
}

/** The same. Throws VARIANCE_REPORT_REQUIRED or VARIANCE_REPORT_OUTDATED when no report covers any submission. */
export function coveredByReports(statements: readonly StatementState[], codes: readonly string[]): Coverage {
  const found = coverage(statements, codes);
  if (found.covered.length === 0 && found.notCovered.length > 0) throw notCoveredError(found.notCovered, codes);
  return found;
}

/** Why these periods cannot be approved in bulk: VARIANCE_REPORT_REQUIRED, or VARIANCE_REPORT_OUTDATED. */
export function notCoveredError(periods: readonly string[], codes: readonly string[]): DomainError {
  return refused(codes.length === 0 ? 'VARIANCE_REPORT_REQUIRED' : 'VARIANCE_REPORT_OUTDATED', { periods });
}
