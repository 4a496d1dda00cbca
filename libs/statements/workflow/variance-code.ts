/**
 * The codes at the end of a variance report. A bulk approval needs the code of the submitted statements; a submission may give the code of
 * the drafts. A code covers exactly the content of the report, so that later changes are neither approved nor submitted.
 */
import { hash } from 'node:crypto';
import { compareText } from '#libs/kernel/text.ts';
import { canonical } from '#libs/commands/digest.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { type Decision, difference, movedDays } from '#libs/statements/workflow/decisions.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';

const DIGITS = 12;

/** Covers team, period, number, digest and amounts of the submitted statements, in any order. Undefined without a submission. */
export function varianceCode(statements: readonly StatementState[]): string | undefined {
  return codeOf(
    statements.flatMap((state) => {
      const submitted = submissionOf(state);
      return submitted === undefined ? [] : [canonical(contentOf(state, submitted.proposal))];
    }),
  );
}

/** The code of the submission of one statement, or of its drafted regularisation; empty without either. */
export function proposedCode(state: StatementState): string {
  return varianceCode([state]) ?? (draftOf(state) === undefined ? undefined : draftCode([state])) ?? '';
}

/** The code of what a submission of the statement would propose; undefined if there is nothing to submit. */
export function toSubmitCode(state: StatementState): string | undefined {
  return toSubmit(state) === undefined ? undefined : draftCode([state]);
}

/** The code of the last decision, which a withdrawal takes back: the same amounts approved again are another decision. */
export function decisionCode(state: StatementState): string | undefined {
  const last = state.decisions.at(-1);
  return last === undefined ? undefined : digitsOf(canonical(['decided', last.revision, ...contentOf(state, last)]));
}

/** The code of the difference between the decisions and a new calculation, before it is drafted and has a number. */
export function differenceCode(decisions: readonly Decision[], target: CalculatedStatement): string {
  const [lines, moves] = [difference(decisions, target), movedDays(decisions, target)];
  return digitsOf(canonical(['difference', ...contentOf(target, { number: 0, digest: target.digest, lines, moves })]));
}

type Draft = Pick<StatementProposal, 'number' | 'digest' | 'lines' | 'moves'>;

/** The proposal that a submission would make; undefined if there is nothing to submit. */
export function toSubmit(state: StatementState): Draft | undefined {
  if (state.status !== 'CALCULATED') return draftOf(state);
  const { digest, statement } = state.calculated;
  return { number: 0, digest, lines: statement.lines, moves: [] };
}

/** The draft to submit, or the submission that waits for approval; undefined without either. */
export function draftOrSubmitted(state: StatementState): Draft | undefined {
  return toSubmit(state) ?? submissionOf(state)?.proposal;
}

/** The same of drafts, calculated or of a regularisation; a submitted statement counts with the digest it had as a draft. Undefined without any. */
export function draftCode(statements: readonly StatementState[]): string | undefined {
  return codeOf(
    statements.flatMap((state) => {
      const draft = draftOrSubmitted(state);
      return draft === undefined ? [] : [canonical(['draft', ...contentOf(state, draft)])];
    }),
  );
}

function contentOf({ team, period }: TeamPeriod, { number, digest, lines, moves }: Draft): readonly unknown[] {
  const amounts = lines.map(({ line, amountCents }) => [line, amountCents]);
  const moved = moves.map(({ kind, from, to, amountCents }) => [kind, from, to, amountCents]);
  return [period, team, number, digest, amounts, ...(moved.length === 0 ? [] : [moved])];
}

function codeOf(covered: readonly string[]): string | undefined {
  if (covered.length === 0) return undefined;
  return digitsOf(covered.toSorted(compareText).join('\n'));
}

function digitsOf(content: string): string {
  return hash('sha256', content, 'hex').slice(0, DIGITS);
}

/**
 * The drafts of a submission are those that these codes cover, of a whole selection or of one period of it. Throws DRAFTS_OUTDATED if a
 * code covers something else, or if a period has no code.
 */
export function requireDraftsRead(drafts: readonly StatementState[], codes: readonly string[]): void {
  if (codes.includes(draftCode(drafts) ?? '')) return;
  const periods = [...Map.groupBy(drafts, ({ period }) => period)]
    .filter(([, own]) => !codes.includes(draftCode(own) ?? ''))
    .map(([period]) => period);
  if (periods.length > 0) throw refused('DRAFTS_OUTDATED', { periods: periods.sort(compareText) });
}

/** The submitted statements of a selection, with the codes of the variance reports that cover them. */
export interface ReportedSelection extends Selection {
  readonly varianceCodes: readonly string[];
}

interface Coverage {
  /** Submitted statements of the periods that a code covers in their present state. */
  readonly covered: readonly StatementState[];
  /** The other periods with something submitted, sorted. */
  readonly notCovered: readonly string[];
}

/**
 * The statements of a bulk decision that the reports with these codes cover. A code covers all submissions, all submitted regularisations,
 * or all of one period. `before`: what the same command has decided already, as it found it, which the report showed too.
 */
export function coverage(
  statements: readonly StatementState[],
  codes: readonly string[],
  before: readonly StatementState[] = [],
): Coverage {
  const done = new Set(before);
  const shown = [...before, ...statements].filter((state) => submissionOf(state) !== undefined);
  const isCovered = (own: readonly StatementState[]): boolean => codes.includes(varianceCode(own) ?? '');
  const regularised = shown.filter(({ decisions }) => decisions.length > 0);
  const all = isCovered(shown) ? shown : isCovered(regularised) ? regularised : [];
  const byPeriod = [...Map.groupBy(shown, ({ period }) => period).values()].filter(isCovered).flat();
  const read = new Set([...all, ...byPeriod]);
  const open = shown.filter((state) => !done.has(state));
  const unread = open.filter((state) => !read.has(state));
  return {
    covered: open.filter((state) => read.has(state)),
    notCovered: [...new Set(unread.map(({ period }) => period))].sort(compareText),
  };
}

/** The same. Throws VARIANCE_REPORT_REQUIRED or VARIANCE_REPORT_OUTDATED if no report covers any submission. */
export function coveredByReports(
  statements: readonly StatementState[],
  codes: readonly string[],
  before: readonly StatementState[] = [],
): Coverage {
  const found = coverage(statements, codes, before);
  if (found.covered.length === 0 && found.notCovered.length > 0) throw notCoveredError(found.notCovered, codes);
  return found;
}

/** Why these periods cannot be approved in bulk: VARIANCE_REPORT_REQUIRED, or VARIANCE_REPORT_OUTDATED. */
export function notCoveredError(periods: readonly string[], codes: readonly string[]): DomainError {
  return refused(codes.length === 0 ? 'VARIANCE_REPORT_REQUIRED' : 'VARIANCE_REPORT_OUTDATED', { periods });
}
