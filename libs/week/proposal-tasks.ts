/** Tasks about proposals that wait for a second person: accounts, versions, candidates, close-outs, changes of the ledger. */
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { closingsOf } from '#libs/closing/closings.ts';
import { proposalOn } from '#libs/closing/state.ts';
import type { Proposal } from '#libs/commands/proposal.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { proposedVersion } from '#libs/regulation/publication/published.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import type { ProposalGroup } from '#libs/week/task-texts.ts';
import { type TaskEntry, type Task, task } from '#libs/week/task.ts';

export async function proposalTasks(log: EventStore, ledger: PaymentLedger, today: Day): Promise<readonly Task[]> {
  const waiting = [
    ...(await accounts(log, today)),
    ...(await versions(log, today)),
    ...(await candidates(log, today)),
    ...(await closings(log, today)),
    ...ofLedger(ledger, today),
  ];
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

function proposalEntry(group: ProposalGroup, of: string | LedgerChange, proposal: Proposal, today: Day): TaskEntry {
  return { group: { is: 'PROPOSALS', of: group }, of: { is: 'PROPOSAL', of, proposal, today } };
}

function ofLedger({ proposals }: PaymentLedger, today: Day): Waiting[] {
  return [...proposals.values()].map((proposal) => ({
    entry: proposalEntry(
      isOfFile(proposal.content) ? 'ANNOUNCED_RETURN' : proposal.content.kind,
      proposal.content,
      proposal,
      today,
    ),
    next: [{ step: 'REVIEW_PROPOSALS' }, { step: 'CONFIRM_PROPOSAL', proposal: proposal.id }],
  }));
}

function isOfFile(change: LedgerChange): boolean {
  return change.kind === 'ANSWER' && change.source === 'FILE';
}

async function versions(log: EventStore, today: Day): Promise<Waiting[]> {
  const proposal = await proposedVersion(log);
  if (proposal === undefined) return [];
  const entry = proposalEntry('VERSION', proposal.content.version, proposal, today);
  return [{ entry, next: [{ step: 'REVIEW_VERSION' }, { step: 'PUBLISH_VERSION' }] }];
}

async function candidates(log: EventStore, today: Day): Promise<Waiting[]> {
  return [...(await candidatesOf(log))].flatMap(([candidate, found]) =>
    found.status === 'DECISION_PROPOSED'
      ? [
          {
            entry: proposalEntry('CANDIDATE', candidate, found.proposal, today),
            next: [
              { step: 'REVIEW_CANDIDATE', candidate },
              { step: 'CONFIRM_CANDIDATE', candidate },
            ],
          },
        ]
      : [],
  );
}

async function closings(log: EventStore, today: Day): Promise<Waiting[]> {
  return [...(await closingsOf(log)).values()].flatMap((closing): Waiting[] => {
    const { kind, name } = closing.subject;
    const proposal = proposalOn(closing);
    if (proposal === undefined) return [];
    return [
      {
        entry: proposalEntry('CLOSING', name, proposal, today),
        next: [
          { step: 'REVIEW_CLOSING', kind, name },
          { step: 'CONFIRM_CLOSING', kind, name },
        ],
      },
    ];
  });
}

async function accounts(log: EventStore, today: Day): Promise<Waiting[]> {
  return (await everyAccount(log)).flatMap(({ key: { side, holder }, state }) =>
    state.status === 'PROPOSED'
      ? [
          {
            entry: proposalEntry(side, holder, state.proposal, today),
            next: [
              { step: 'REVIEW_ACCOUNT', side, holder },
              { step: 'CONFIRM_ACCOUNT', side, holder },
            ],
          },
        ]
      : [],
  );
}
