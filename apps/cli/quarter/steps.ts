/** The steps of a quarter, in the order of the routine. */
import type { QuarterState } from '#libs/week/quarter.ts';
import type { GuidedQuarter, QuarterStep } from '#apps/cli/quarter/step.ts';
import { calculating, importing } from '#apps/cli/quarter/facts-and-calculation.ts';
import { approving, submitting } from '#apps/cli/quarter/decisions.ts';
import { confirmingEnvelopes, namingAccounts, proposingEnvelopes } from '#apps/cli/quarter/funding.ts';
import { answering, dropping, fetching, preparing, releasing } from '#apps/cli/quarter/payments.ts';

export function stepsOf(state: QuarterState, guided: GuidedQuarter): readonly QuarterStep[] {
  return [
    ...importing(state, guided),
    ...calculating(state, guided),
    ...confirmingEnvelopes(state, guided),
    ...proposingEnvelopes(state, guided),
    ...namingAccounts(state),
    ...state.periods.flatMap((period) => submitting(period, state, guided)),
    ...state.periods.flatMap((period) => approving(period, state, guided)),
    ...dropping(state, guided),
    ...preparing(state, guided),
    ...releasing(state, guided),
    ...fetching(state, guided),
    ...answering(state, guided),
  ];
}
