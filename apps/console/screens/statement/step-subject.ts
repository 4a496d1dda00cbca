/** What a step is about, as its confirmation names it, and the amount that it decides or takes back. */
import type { Decisions } from './queries.ts';
import type { Step } from './send-step.ts';

interface Subject {
  /** `la régularisation 2` */
  readonly what: string;
  /** Undefined if nothing is calculated. */
  readonly cents: string | undefined;
}

/** `calculatedCents`: the calculated total, for a statement that is not submitted yet. */
export function subjectOf(step: Step, decisions: Decisions, calculatedCents: string | undefined): Subject {
  const { stage, submitted, drafted, decidedCents } = decisions;
  const last = decisions.decisions.at(-1);
  // Only the last decision is taken back: those before it stay.
  if (step === 'withdraw' && last !== undefined) return { what: whatOf(last.number), cents: last.totalCents };
  const open = submitted ?? drafted;
  if (open !== null) return { what: whatOf(open.number), cents: open.totalCents };
  return { what: whatOf(0), cents: stage === 'CALCULATED' ? calculatedCents : decidedCents };
}

function whatOf(number: number): string {
  return number === 0 ? 'le décompte' : `la régularisation ${number}`;
}
