/** What a step is about, as its confirmation names it, and the amount that it decides or takes back. */
import type { Calculated, Decisions } from './queries.ts';
import type { Step } from './send-step.ts';

export interface Subject {
  /** `la régularisation 2` */
  readonly what: string;
  /** Undefined if nothing is calculated. */
  readonly cents: string | undefined;
  /**
   * The code of what the step decides, which is refused if it changes; null if it decides nothing. Undefined if the amount and the code are
   * of two reads, between which it changed.
   */
  readonly code: string | null | undefined;
}

/** The part of the latest calculation that its submission is about. */
export type ReadCalculation = Pick<Calculated, 'digest'> & { readonly totalCents: string | undefined };

/** `calculated`: the screen shows it, for a statement that is not submitted yet. */
export function subjectOf(step: Step, decisions: Decisions, calculated: ReadCalculation): Subject {
  const { stage, submitted, drafted, decidedCents, draftCode } = decisions;
  const last = decisions.decisions.at(-1);
  // Only the last decision is taken back: those before it stay.
  if (step === 'withdraw' && last !== undefined)
    return { what: whatOf(last.number), cents: last.totalCents, code: decisions.decisionCode };
  const open = submitted ?? drafted;
  if (open !== null)
    return { what: whatOf(open.number), cents: open.totalCents, code: step === 'submit' ? draftCode : decisions.code };
  if (stage !== 'CALCULATED') return { what: whatOf(0), cents: decidedCents, code: null };
  const code = decisions.draftDigest === calculated.digest ? draftCode : undefined;
  return { what: whatOf(0), cents: calculated.totalCents, code };
}

function whatOf(number: number): string {
  return number === 0 ? 'le décompte' : `la régularisation ${number}`;
}
