/** Decisions on candidates: a team applies, one person proposes to accept or decline it, another confirms by the code that was read. */
import { isDeepStrictEqual } from 'node:util';
import {
  CANDIDATE_EVENTS,
  type Application,
  type CandidateDecision,
  type CandidateEvent,
  type SchemeCondition,
} from '#libs/candidates/events.ts';
import { refused } from '#libs/candidates/refusals.ts';
import { type Candidate, type Candidates, applicationCode, evolve } from '#libs/candidates/state.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import {
  type Confirming,
  type Ending,
  type Refusing,
  requireConfirmation,
  requireRefusal,
  requireSame,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import { requireReason } from '#libs/commands/refusals.ts';

export type CandidateCommand =
  | { readonly type: 'apply'; readonly application: Application }
  | ({ readonly type: 'propose' } & CandidateDecision)
  /** `conditions`: as the facts give them now. */
  | ({
      readonly type: 'confirm';
      readonly candidate: string;
      readonly conditions: readonly SchemeCondition[];
    } & Confirming)
  | ({ readonly type: 'refuse'; readonly candidate: string } & Refusing)
  | ({ readonly type: 'withdraw'; readonly candidate: string } & Ending)
  /** The team no longer wishes to enter. */
  | { readonly type: 'leave'; readonly candidate: string; readonly reason: string; readonly code?: string | undefined };

export const candidates: Aggregate<Candidates, CandidateCommand, CandidateEvent> = {
  events: CANDIDATE_EVENTS,
  initial: () => new Map(),
  evolve,
  decide,
};

function decide(command: CandidateCommand, candidates: Candidates): readonly CandidateEvent[] {
  switch (command.type) {
    case 'apply':
      return apply(command.application, candidates);
    case 'propose':
      return propose(command, candidates);
    case 'confirm':
      return confirm(command, candidates);
    case 'refuse': {
      const { candidate } = command;
      const reason = requireRefusal(proposedOf(candidates, candidate).proposal, command);
      return [{ type: 'CandidateDecisionRefused', effective: candidate, data: { candidate, reason } }];
    }
    case 'withdraw': {
      const { candidate } = command;
      requireWithdrawal(proposedOf(candidates, candidate).proposal, command);
      return [{ type: 'CandidateDecisionWithdrawn', effective: candidate, data: { candidate } }];
    }
    case 'leave': {
      const { candidate, code } = command;
      const found = candidateIn(candidates, candidate);
      requireOpen(candidate, found);
      requireSame({ step: 'APPLICATION', subject: candidate }, code, applicationCode(found));
      const reason = requireReason(command.reason);
      return [{ type: 'ApplicationWithdrawn', effective: candidate, data: { candidate, reason } }];
    }
  }
}

/** Another application of the same team replaces the first, until it is decided. Throws CANDIDATE_DECISION_WAITS, CANDIDATE_SETTLED. */
function apply(application: Application, candidates: Candidates): readonly CandidateEvent[] {
  const { candidate } = application;
  const before = candidates.get(candidate);
  if (before !== undefined && before.status !== 'WITHDRAWN' && before.status !== 'DECLINED')
    requireApplied(candidate, before);
  if (before?.status === 'APPLIED' && isDeepStrictEqual(before.application, application)) return [];
  return [{ type: 'CandidateApplied', effective: candidate, data: application }];
}

/** Throws NO_SUCH_CANDIDATE, CANDIDATE_DECISION_WAITS, CANDIDATE_SETTLED, REASON_REQUIRED. */
function propose(
  { candidate, decision, on, conditions, phase, reason }: CandidateDecision,
  candidates: Candidates,
): readonly CandidateEvent[] {
  requireApplied(candidate, candidateIn(candidates, candidate));
  const data = { candidate, decision, on, conditions, phase, reason: requireReason(reason) };
  return [{ type: 'CandidateDecisionProposed', effective: candidate, data }];
}

/** Throws NO_CANDIDATE_DECISION, CONDITIONS_CHANGED, DECISION_WITHOUT_PHASE, and the errors of `requireConfirmation`. */
function confirm(
  command: Extract<CandidateCommand, { readonly type: 'confirm' }>,
  candidates: Candidates,
): readonly CandidateEvent[] {
  const { candidate, conditions } = command;
  const { proposal } = proposedOf(candidates, candidate);
  requireConfirmation(proposal, command);
  const { content } = proposal;
  if (!isDeepStrictEqual(content.conditions, conditions)) throw refused('CONDITIONS_CHANGED', { candidate });
  if (content.decision === 'ACCEPT' && content.phase === null) throw refused('DECISION_WITHOUT_PHASE', { candidate });
  const type = content.decision === 'ACCEPT' ? 'CandidateAccepted' : 'CandidateDeclined';
  return [{ type, effective: candidate, data: content }];
}

/** Throws NO_SUCH_CANDIDATE. */
export function candidateIn(candidates: Candidates, candidate: string): Candidate {
  const found = candidates.get(candidate);
  if (found === undefined) throw refused('NO_SUCH_CANDIDATE', { candidate });
  return found;
}

/** Throws NO_SUCH_CANDIDATE, NO_CANDIDATE_DECISION. */
function proposedOf(
  candidates: Candidates,
  candidate: string,
): Extract<Candidate, { readonly status: 'DECISION_PROPOSED' }> {
  const found = candidateIn(candidates, candidate);
  if (found.status !== 'DECISION_PROPOSED') throw refused('NO_CANDIDATE_DECISION', { candidate });
  return found;
}

function requireApplied(candidate: string, found: Candidate): void {
  requireOpen(candidate, found);
  if (found.status === 'DECISION_PROPOSED') throw refused('CANDIDATE_DECISION_WAITS', { candidate });
}

function requireOpen(candidate: string, { status }: Candidate): void {
  if (status !== 'APPLIED' && status !== 'DECISION_PROPOSED') throw refused('CANDIDATE_SETTLED', { candidate, status });
}
