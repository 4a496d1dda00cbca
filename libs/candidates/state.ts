/** The state of candidates: applied, with a decision that waits for a second person, decided, or withdrawn. */
import { type Proposal, codeOf } from '#libs/commands/proposal.ts';
import type { Application, CandidateDecision, CandidateEvent } from '#libs/candidates/events.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';

export type CandidateProposal = Proposal<CandidateDecision>;

/** The applicant, and the ISO 8601 instant. */
interface Applied {
  readonly application: Application;
  readonly appliedBy: Person;
  readonly appliedAt: string;
}

interface Decided extends Applied {
  readonly decision: CandidateDecision;
  readonly proposedBy: Person;
  readonly decidedBy: Person;
  readonly decidedAt: string;
}

export type Candidate =
  | ({ readonly status: 'APPLIED' } & Applied)
  | ({ readonly status: 'DECISION_PROPOSED'; readonly proposal: CandidateProposal } & Applied)
  | ({ readonly status: 'ACCEPTED' } & Decided)
  | ({ readonly status: 'DECLINED' } & Decided)
  | ({ readonly status: 'WITHDRAWN'; readonly reason: string } & Applied);

/** The code of an application: the same team may send another one in its place. */
export function applicationCode({ application, appliedBy: by, appliedAt: at }: Candidate): string {
  const { candidate: subject } = application;
  return codeOf({ step: 'APPLICATION', subject, content: application, by, at });
}

export const CANDIDATE_STATUSES = ['APPLIED', 'DECISION_PROPOSED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;

/** Ordered by name. */
export type Candidates = ReadonlyMap<string, Candidate>;

export function evolve(candidates: Candidates, event: Recorded<CandidateEvent>): Candidates {
  const { candidate } = event.data;
  const before = candidates.get(candidate);
  const after = evolved(before, event);
  return after === undefined ? candidates : new Map([...candidates, [candidate, after]]);
}

function evolved(before: Candidate | undefined, event: Recorded<CandidateEvent>): Candidate | undefined {
  const { by, at } = commandMetaOf(event);
  if (event.type === 'CandidateApplied')
    return { status: 'APPLIED', application: event.data, appliedBy: by, appliedAt: at };
  if (before === undefined) return undefined;
  const { application, appliedBy, appliedAt } = before;
  const applied: Applied = { application, appliedBy, appliedAt };
  switch (event.type) {
    case 'CandidateDecisionProposed': {
      const { candidate } = event.data;
      const proposal: CandidateProposal = {
        step: 'PROPOSED_CANDIDATE',
        subject: candidate,
        content: event.data,
        by,
        at,
      };
      return { ...applied, status: 'DECISION_PROPOSED', proposal };
    }
    case 'CandidateAccepted':
    case 'CandidateDeclined': {
      if (before.status !== 'DECISION_PROPOSED')
        throw new RangeError('a candidate is decided on after a decision is proposed');
      const status = event.type === 'CandidateAccepted' ? 'ACCEPTED' : 'DECLINED';
      const { by: proposedBy } = before.proposal;
      return { ...applied, status, decision: event.data, proposedBy, decidedBy: by, decidedAt: at };
    }
    case 'CandidateDecisionRefused':
    case 'CandidateDecisionWithdrawn':
      return { ...applied, status: 'APPLIED' };
    case 'ApplicationWithdrawn':
      return { ...applied, status: 'WITHDRAWN', reason: event.data.reason };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
