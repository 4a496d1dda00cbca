/** Tasks about payments: to wait for, to recover, to confirm. */
import { closingsOf } from '#libs/closing/closings.ts';
import { proposalOn } from '#libs/closing/state.ts';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { counted } from '#libs/kernel/counted.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { type Teams, phaseOn } from '#libs/enrolment/teams.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import { type OwedRecovery, type PaymentLedger, isOwed } from '#libs/payments/ledger/state.ts';
import { fundedTwice } from '#libs/payments/ledger/terms.ts';
import { proposedVersion } from '#libs/regulation/publication/published.ts';
import { named } from '#libs/week/statement-tasks.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { bankCodeText } from '#libs/week/bank-codes.ts';
import { bankWords, unclearTasks } from '#libs/week/bank-tasks.ts';
import { waitingText } from '#libs/week/proposals.ts';
import { type TaskEntry, type Task, task } from '#libs/week/task.ts';

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
    if (waiting === undefined) silent.push({ group: `campagne ${run}`, of: of.join(' '), amountCents });
    else {
      const said = [dayText(waiting.day), ...bankWords(payment)];
      undecided.push({ group: bankCodeText(waiting.status), of: [...of, ...said].join(' '), amountCents });
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
    group: `enveloppe ${recovery.envelope}`,
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
    .map(({ id, envelope, keptBy, as }) => ({ group: `enveloppes ${keptBy} et ${envelope}`, of: id, as }));
  const funded = fundedTwice({ envelopes }).map(({ scheme, envelope, alsoBy }) => ({
    group: `enveloppes ${envelope} et ${alsoBy}`,
    of: scheme,
  }));
  const undo = twice.map(({ as }): NextStep => ({ step: 'UNDO_POSTING', decision: as }));
  return task('KEPT_APART', [...twice, ...funded], [{ step: 'REVIEW_CARRY_OVER' }, ...undo]);
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

const GROUPS: Readonly<Record<LedgerChange['kind'], string>> = {
  ENVELOPE: 'enveloppes',
  EXCEPTION: 'exceptions',
  HOLD: 'délai des comptes changés',
  DEMAND: 'demandes de remboursement',
  REPAYMENT: 'remboursements',
  TAKE_BACK: 'demandes de remboursement',
  CANCELLATION: 'campagnes à annuler',
  UNDOING: 'reprise des livres d’avant',
  ANSWER: 'réponses de la banque saisies',
};

function ofLedger({ proposals }: PaymentLedger, today: Day): Waiting[] {
  return [...proposals.values()].map((proposal) => ({
    entry: {
      group: isOfFile(proposal.content) ? 'retours annoncés, à confirmer' : GROUPS[proposal.content.kind],
      of: `${shortly(proposal.content)}, ${waitingText(proposal, today)}`,
    },
    next: [{ step: 'REVIEW_PROPOSALS' }, { step: 'CONFIRM_PROPOSAL', proposal: proposal.id }],
  }));
}

function isOfFile(change: LedgerChange): boolean {
  return change.kind === 'ANSWER' && change.source === 'FILE';
}

/** The proposal in a few words: reading it in full is the next step. */
function shortly(change: LedgerChange): string {
  switch (change.kind) {
    case 'ENVELOPE':
      return `${change.envelope}, ${euros(change.terms.amountCents)}`;
    case 'EXCEPTION':
      return change.exception;
    case 'HOLD':
      return counted(change.days, 'jour');
    case 'DEMAND':
    case 'TAKE_BACK':
      return `${change.team}, enveloppe ${change.envelope}`;
    case 'REPAYMENT':
      return `${change.team}, enveloppe ${change.envelope}, ${euros(change.amountCents)}`;
    case 'CANCELLATION':
      return change.run;
    case 'UNDOING':
      return change.decision;
    case 'ANSWER':
      return change.entries.map(({ endToEndId, reason }) => [endToEndId, reason ?? ''].join(' ').trim()).join(', ');
  }
}

async function versions(log: EventStore, today: Day): Promise<Waiting[]> {
  const proposal = await proposedVersion(log);
  if (proposal === undefined) return [];
  const entry = { group: 'réglementation', of: `${proposal.content.version}, ${waitingText(proposal, today)}` };
  return [{ entry, next: [{ step: 'REVIEW_VERSION' }, { step: 'PUBLISH_VERSION' }] }];
}

async function candidates(log: EventStore, today: Day): Promise<Waiting[]> {
  return [...(await candidatesOf(log))].flatMap(([candidate, found]) =>
    found.status === 'DECISION_PROPOSED'
      ? [
          {
            entry: { group: 'candidatures', of: `${candidate}, ${waitingText(found.proposal, today)}` },
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
        entry: { group: 'clôtures', of: `${name}, ${waitingText(proposal, today)}` },
        next: [
          { step: 'REVIEW_CLOSING', kind, name },
          { step: 'CONFIRM_CLOSING', kind, name },
        ],
      },
    ];
  });
}

const ACCOUNTS = { payee: 'comptes des équipes', debtor: 'comptes débités' } as const;

async function accounts(log: EventStore, today: Day): Promise<Waiting[]> {
  return (await everyAccount(log)).flatMap(({ key: { side, holder }, state }) =>
    state.status === 'PROPOSED'
      ? [
          {
            entry: { group: ACCOUNTS[side], of: `${holder}, ${waitingText(state.proposal, today)}` },
            next: [
              { step: 'REVIEW_ACCOUNT', side, holder },
              { step: 'CONFIRM_ACCOUNT', side, holder },
            ],
          },
        ]
      : [],
  );
}
