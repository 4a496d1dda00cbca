/** What a decision on a candidate says, in French. */
import { isMet, lacking } from '#libs/candidates/conditions.ts';
import type { CandidateDecision } from '#libs/candidates/events.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { askedText, conditionLabel } from '#libs/words/labels/candidates.ts';

/** What confirming a decision does. */
export function candidateChangeText({ candidate, decision, reason, on }: CandidateDecision): string {
  const verb = decision === 'ACCEPT' ? 'accepter' : 'écarter';
  return `${verb} la candidature ${candidate}, conditions du ${frenchDay(on)} : ${reason}`;
}

/** The conditions that are not met, one sentence each. */
export function unmetTexts({ conditions }: CandidateDecision): string[] {
  return conditions
    .filter((one) => !isMet(one))
    .map((one) => `${conditionLabel(one)} : ${askedText(one)} demandés, ${one.found} trouvés, manque ${lacking(one)}`);
}
