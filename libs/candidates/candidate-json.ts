/** A candidate in JSON, over HTTP and on the command line. */
import { isMet, lacking } from '#libs/candidates/conditions.ts';
import type { Application, CandidateDecision, SchemeCondition } from '#libs/candidates/events.ts';
import type { ListedCandidate } from '#libs/candidates/queries/find-candidates.ts';
import type { FoundCandidate } from '#libs/candidates/queries/read-candidate.ts';
import { type Candidate, applicationCode } from '#libs/candidates/state.ts';
import { dayText } from '#libs/kernel/day.ts';

export function listedCandidateJson({ found, isEntered }: ListedCandidate) {
  const { status, application, appliedBy, appliedAt } = found;
  const { members, entersOn, ...of } = application;
  return {
    ...of,
    entersOn: dayText(entersOn),
    members: members.length,
    status,
    isEntered,
    appliedBy: appliedBy.name,
    appliedAt,
  };
}

function conditionJson(condition: SchemeCondition) {
  return { ...condition, isMet: isMet(condition), lacking: lacking(condition) };
}

export function candidateJson({ found, isEntered, on, schemes, phases, waiting }: FoundCandidate) {
  return {
    ...listedCandidateJson({ found, isEntered }),
    applicationCode: applicationCode(found),
    professionals: found.application.members.map(memberJson),
    on: dayText(on),
    schemes: schemes.map(({ conditions, ...one }) => ({
      ...one,
      areMet: conditions.every(isMet),
      conditions: conditions.map(conditionJson),
    })),
    phases,
    proposed: waiting === undefined ? null : waitingJson(waiting),
    decided: decidedJson(found),
  };
}

function waitingJson({ proposal: { content, by, at }, code, confirmBy }: NonNullable<FoundCandidate['waiting']>) {
  return { ...decisionJson(content), proposedBy: by.name, proposedAt: at, confirmBy: dayText(confirmBy), code };
}

function decidedJson(found: Candidate) {
  if (found.status !== 'ACCEPTED' && found.status !== 'DECLINED') return null;
  const { decision, proposedBy, decidedBy, decidedAt } = found;
  return { ...decisionJson(decision), proposedBy: proposedBy.name, decidedBy: decidedBy.name, decidedAt };
}

function decisionJson({ decision, on, conditions, phase, reason }: CandidateDecision) {
  return { decision, on: dayText(on), phase, reason, conditions: conditions.map(conditionJson) };
}

function memberJson({ rpps, profession, from }: Application['members'][number]) {
  return { rpps, profession, from: dayText(from) };
}
