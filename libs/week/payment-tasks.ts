/** Tasks about payments: to wait for, to recover, to confirm. */
import { closingsOf } from '#libs/closing/closings.ts';
import { proposalOn } from '#libs/closing/state.ts';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
import { type Teams, phaseOn } from '#libs/enrolment/teams.ts';
import type { Proposal } from '#libs/commands/proposal.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import { type OwedRecovery, type PaymentLedger, isOwed } from '#libs/payments/ledger/state.ts';
import { fundedTwice } from '#libs/payments/ledger/terms.ts';
import { proposedVersion } from '#libs/regulation/publication/published.ts';
import { named } from '#libs/week/statement-tasks.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { bankWords, unclearTasks } from '#libs/week/bank-tasks.ts';
import { type TaskEntry, type Task, task } from '#libs/week/task.ts';
import type { ProposalGroup, TaskGroup } from '#libs/week/task-texts.ts';

export function paymentTasks(ledger: PaymentLedger, teams: Teams, asOf: Day): readonly Task[] {
  return [...awaited(ledger), ...unclearTasks(ledger), ...debts(ledger, teams, asOf), ...keptApart(ledger)];
}

/** Without an answer, grouped by run; with a code that decides nothing, grouped by the meaning of the code. */
function awaited(ledger: PaymentLedger): readonly Task[] {
  // A payment that waits for a confirmation is listed there.
  const announced = announcedReturns(ledger);
  const [silent, undecided]: [TaskEntry[], TaskEntry[]] = [[], []];
  for (const payment of ledger.payments.values()) {
    if (payment.status !== 'RELEASED' || announced.has(payment.endToEndId)) continue;
    const { run, endToEndId, amountCents, waiting } = payment;
    const of = [named(payment), endToEndId];
    if (waiting === undefined) silent.push({ group: { is: 'RUN', run }, of: of.join(' '), amountCents });
    else {
      const said = [dayText(waiting.day), ...bankWords(payment)];
      const group = { is: 'BANK_CODE', code: waiting.status } as const;
      undecided.push({ group, of: [...of, ...said].join(' '), amountCents });
    }
  }
  const next: readonly NextStep[] = [{ step: 'RECORD_BANK_ANSWER' }];
  return [...task('AWAIT_BANK', silent, next), ...task('UNDECIDED_AT_BANK', undecided, next)];
}

/** The next run sets off the debts of a team against its payments. A team that left is asked to repay. */
function debts({ recoveries }: PaymentLedger, teams: Teams, asOf: Day): readonly Task[] {
  const all = [...recoveries.values()].filter(isOwed);
  const hasLeft = ({ team: id }: OwedRecovery): boolean => {
    const team = teams.byId.get(id);
    return team === undefined || phaseOn(team, asOf) === undefined;
  };
  const entry = (recovery: OwedRecovery): TaskEntry => ({
    group: { is: 'ENVELOPE', envelope: recovery.envelope },
    of: named(recovery),
    amountCents: recovery.leftCents,
  });
  const [staying, gone] = [all.filter((one) => !hasLeft(one)), all.filter(hasLeft)];
  return [
    ...task('SET_OFF', staying.map(entry), []),
    ...task(
      'DEMAND',
      gone.map(entry),
      gone.map(({ envelope, team }) => ({ step: 'DEMAND_REPAYMENT', team, envelope })),
    ),
  ];
}

/** Decisions that former logs posted twice and that count still, and schemes that two of their envelopes fund. */
function keptApart({ carryOver, decisions, envelopes }: PaymentLedger): readonly Task[] {
  const twice = (carryOver?.apart ?? [])
    .filter(({ kind, as }) => kind === 'decision' && decisions.get(as)?.status === 'posted')
    .map(({ id, envelope, keptBy, as }) => ({ group: ofBoth(keptBy, envelope), of: id, as }));
  const funded = fundedTwice({ envelopes }).map(({ scheme, envelope, alsoBy }) => ({
    group: ofBoth(envelope, alsoBy),
    of: scheme,
  }));
  const undo = twice.map(({ as }): NextStep => ({ step: 'UNDO_POSTING', decision: as }));
  return task('KEPT_APART', [...twice, ...funded], [{ step: 'REVIEW_CARRY_OVER' }, ...undo]);
}

function ofBoth(...envelopes: readonly [string, string]): TaskGroup {
  return { is: 'TWO_ENVELOPES', envelopes };
}

/** Proposals that a second person has to confirm: accounts, versions of the regulation, envelopes, exceptions. */
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
