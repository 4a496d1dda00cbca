/** Tasks about proposals that wait for a second person. */
import type { Proposal } from '#libs/commands/proposal.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import type { ProposalGroup } from '#libs/week/task-texts.ts';
import { type TaskEntry, type Task, task } from '#libs/week/task.ts';
import { type WaitingProposal, waitingProposals } from '#libs/week/waiting-proposals.ts';

export async function proposalTasks(log: EventStore, today: Day): Promise<readonly Task[]> {
  const waiting = (await waitingProposals(log)).map((one) => taskOf(one, today));
  return task(
    'CONFIRM',
    waiting.map(({ entry }) => entry),
    waiting.flatMap(({ next }) => next),
  );
}

interface Waiting {
  readonly entry: TaskEntry;
  /** Read it, then confirm it. */
  readonly next: readonly NextStep[];
}

function taskOf(waits: WaitingProposal, today: Day): Waiting {
  const { proposal } = waits;
  const entry = (group: ProposalGroup, of: string | LedgerChange): TaskEntry => entryOf(group, of, proposal, today);
  switch (waits.kind) {
    case 'ACCOUNT': {
      const { side, holder } = waits.key;
      const next = [
        { step: 'REVIEW_ACCOUNT', side, holder } as const,
        { step: 'CONFIRM_ACCOUNT', side, holder } as const,
      ];
      return { entry: entry(side, holder), next };
    }
    case 'REGULATION': {
      const next = [{ step: 'REVIEW_VERSION' } as const, { step: 'PUBLISH_VERSION' } as const];
      return { entry: entry('VERSION', waits.proposal.content.version), next };
    }
    case 'CANDIDATE': {
      const candidate = waits.proposal.subject;
      const next = [
        { step: 'REVIEW_CANDIDATE', candidate } as const,
        { step: 'CONFIRM_CANDIDATE', candidate } as const,
      ];
      return { entry: entry('CANDIDATE', candidate), next };
    }
    case 'CLOSING': {
      const { kind, name } = waits.subject;
      const next = [{ step: 'REVIEW_CLOSING', kind, name } as const, { step: 'CONFIRM_CLOSING', kind, name } as const];
      return { entry: entry('CLOSING', name), next };
    }
    case 'LEDGER': {
      const { id, content } = waits.proposal;
      const next = [{ step: 'REVIEW_PROPOSALS' } as const, { step: 'CONFIRM_PROPOSAL', proposal: id } as const];
      return { entry: entry(isOfFile(content) ? 'ANNOUNCED_RETURN' : content.kind, content), next };
    }
  }
}

function entryOf(group: ProposalGroup, of: string | LedgerChange, proposal: Proposal, today: Day): TaskEntry {
  return { group: { is: 'PROPOSALS', of: group }, of: { is: 'PROPOSAL', of, proposal, today } };
}

function isOfFile(change: LedgerChange): boolean {
  return change.kind === 'ANSWER' && change.source === 'FILE';
}
