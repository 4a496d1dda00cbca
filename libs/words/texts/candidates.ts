/** The text of a decision on a candidate, in French. */
import { isMet, lacking } from '#libs/candidates/conditions.ts';
import type { CandidateDecision } from '#libs/candidates/events.ts';
import type { Candidate } from '#libs/candidates/state.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { askedText, conditionLabel } from '#libs/words/labels/candidates.ts';

/** The effect of confirming a decision. */
export function candidateChangeText({ candidate, decision, phase, reason, on }: CandidateDecision): string {
  const verb = decision === 'ACCEPT' ? 'accepter' : 'écarter';
  const enters = phase === null ? '' : `, qui entre en phase « ${PHASE_LABELS[phase] ?? phase} » le ${frenchDay(on)}`;
  return `${verb} la candidature ${candidate}${enters}, conditions du ${frenchDay(on)} : ${reason}`;
}

/** The conditions that are not met, one sentence each. */
export function unmetTexts({ conditions }: CandidateDecision): string[] {
  return conditions
    .filter((one) => !isMet(one))
    .map((one) =>
      one.condition === 'TEXT'
        ? 'aucun texte n’est en vigueur ce jour-là'
        : `${conditionLabel(one)} : ${askedText(one)}, il y en a ${one.found}, il en manque ${lacking(one)}`,
    );
}

/** For a candidate that is proposed for acceptance. */
export function unmetOfAccepted(found: Candidate): readonly string[] {
  if (found.status !== 'DECISION_PROPOSED' || found.proposal.content.decision !== 'ACCEPT') return [];
  return unmetTexts(found.proposal.content);
}
