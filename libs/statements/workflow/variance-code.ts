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
  return codeOfDrafts(statements.map((state) => [state, draftOrSubmitted(state)]));
}

/** A statement and its draft in a report. */
type Shown = readonly [statement: StatementState, draft: Draft | undefined];

function codeOfDrafts(shown: readonly Shown[]): string | undefined {
  return codeOf(
    shown.flatMap(([state, draft]) => (draft === undefined ? [] : [canonical(['draft', ...contentOf(state, draft)])])),
  );
}

/** The proposal that a command submitted, also if somebody has approved it since. */
function submittedBefore(state: StatementState): Draft | undefined {
  return state.status === 'APPROVED' ? state.decisions.at(-1) : draftOrSubmitted(state);
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
 * The present drafts covered by these codes, for a whole selection or for one period of it; `before` was submitted by the same command.
 * Throws DRAFTS_OUTDATED if a code covers something else, or if a period has no code.
 */
export function requireDraftsRead(
  open: readonly StatementState[],
  before: readonly StatementState[],
  codes: readonly string[],
): void {
  const all: readonly Shown[] = [
    ...before.map((state): Shown => [state, submittedBefore(state)]),
    ...open.map((state): Shown => [state, toSubmit(state)]),
  ];
  if (codes.includes(codeOfDrafts(all) ?? '')) return;
  const periods = [...Map.groupBy(all, ([{ period }]) => period)]
    .filter(([, own]) => !codes.includes(codeOfDrafts(own) ?? ''))
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
 * The statements of a bulk approval that the reports with these codes cover. A code covers all submissions, all submitted regularisations,
 * or all of one period. `before`: what the same command has approved already, which the report showed too.
 */
export function coverage(
  statements: readonly StatementState[],
  codes: readonly string[],
  before: readonly StatementState[] = [],
): Coverage {
  const covered: StatementState[] = [];
  const notCovered: string[] = [];
  const submitted = statements.filter((state) => submissionOf(state) !== undefined);
  const isCovered = (own: readonly StatementState[], done: readonly StatementState[]): boolean =>
    codes.includes(codeOf([...own, ...done].map((state) => canonical(contentOf(state, proposedIn(state))))) ?? '');
  if (isCovered(submitted, before)) return { covered: submitted, notCovered };
  const regularised = submitted.filter(({ decisions }) => decisions.length > 0);
  const areRegularised = isCovered(
    regularised,
    before.filter((state) => proposedIn(state).number > 0),
  );
  const byRegularisations = new Set(areRegularised ? regularised : []);
  for (const [period, own] of Map.groupBy(submitted, (state) => state.period)) {
    const left = own.filter((state) => !byRegularisations.has(state));
    const isWhole = isCovered(
      own,
      before.filter((state) => state.period === period),
    );
    covered.push(...(isWhole ? own : own.filter((state) => byRegularisations.has(state))));
    if (!isWhole && left.length > 0) notCovered.push(period);
  }
  return { covered, notCovered: notCovered.sort(compareText) };
}

/** The proposal that waits for approval, or that was approved last. Throws RangeError without either. */
function proposedIn(state: StatementState): Draft {
  const proposed = submissionOf(state)?.proposal ?? state.decisions.at(-1);
  if (proposed === undefined) throw new RangeError(`${state.team} ${state.period} has no proposal`);
  return proposed;
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
