/** What there is to do with payments: to release, to wait for, to issue again, to recover, to confirm. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { type Teams, phaseOn } from '#libs/enrolment/teams.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { type OpenItem, type PaymentLedger, isOpen, isOwed, proposedTerms } from '#libs/payments/ledger/state.ts';
import { proposedVersion } from '#libs/regulation/publication/published.ts';
import { named } from '#libs/week/statement-tasks.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { waitingText } from '#libs/week/proposals.ts';
import { type Entry, type Task, task } from '#libs/week/task.ts';

export function paymentTasks(ledgers: readonly PaymentLedger[], teams: Teams, asOf: Day): readonly Task[] {
  const open = ledgers.flatMap(({ envelope, items }) =>
    [...items.values()].filter(isOpen).map((item) => ({ envelope, item })),
  );
  const fresh = open.filter(({ item }) => item.status === 'due');
  const due = fresh.filter(({ item }) => item.dueOn <= asOf);
  const runs = (of: typeof open): NextStep[] =>
    of.map(({ envelope }) => ({ step: 'RELEASE_PAYMENTS', envelope, dueBy: dayText(asOf) }));
  const returned = open.filter(({ item }) => item.status === 'returned');
  return [
    ...task('RELEASE', due.map(itemEntry), runs(due)),
    ...task('COMING', fresh.filter(({ item }) => item.dueOn > asOf).map(itemEntry), []),
    ...task('REISSUE', returned.map(itemEntry), [
      ...returned.map(({ item: { team } }): NextStep => ({ step: 'REVIEW_PAYEE', team })),
      ...runs(returned),
    ]),
    ...awaited(ledgers),
    ...debts(ledgers, teams, asOf),
  ];
}

function itemEntry({ envelope, item }: { envelope: string; item: OpenItem }): Entry {
  return { group: `${dayText(item.dueOn)}, enveloppe ${envelope}`, of: named(item), amountCents: item.dueCents };
}

function awaited(ledgers: readonly PaymentLedger[]): readonly Task[] {
  const entries = ledgers.flatMap(({ payments }) =>
    [...payments.values()]
      .filter(({ status }) => status === 'RELEASED')
      .map((payment) => ({
        group: `campagne ${payment.run}`,
        of: `${named(payment)} ${payment.endToEndId}`,
        amountCents: payment.amountCents,
      })),
  );
  return task('AWAIT_BANK', entries, [{ step: 'RECORD_BANK_ANSWER' }]);
}

/** The next run sets off the debts of a team against its payments. A team that left is asked to repay. */
function debts(ledgers: readonly PaymentLedger[], teams: Teams, asOf: Day): readonly Task[] {
  const all = ledgers.flatMap(({ envelope, recoveries }) =>
    [...recoveries.values()].filter(isOwed).map((recovery) => {
      const team = teams.byId.get(recovery.team);
      return { envelope, recovery, left: team === undefined || phaseOn(team, asOf) === undefined };
    }),
  );
  const entry = ({ envelope, recovery }: (typeof all)[number]): Entry => ({
    group: `enveloppe ${envelope}`,
    of: named(recovery),
    amountCents: recovery.leftCents,
  });
  const [staying, gone] = [all.filter(({ left }) => !left), all.filter(({ left }) => left)];
  return [
    ...task('SET_OFF', staying.map(entry), []),
    ...task(
      'DEMAND',
      gone.map(entry),
      gone.map(({ envelope, recovery: { team } }) => ({ step: 'DEMAND_REPAYMENT', team, envelope })),
    ),
  ];
}

/** What one person proposed and a second has to confirm: accounts, versions of the regulation, envelopes, exceptions. */
export async function proposalTasks(
  log: EventStore,
  ledgers: readonly PaymentLedger[],
  today: Day,
): Promise<readonly Task[]> {
  const waiting = [...(await accounts(log, today)), ...(await versions(log, today)), ...ledgers.flatMap(ofLedger)];
  return task(
    'CONFIRM',
    waiting.map(({ entry }) => entry),
    waiting.flatMap(({ next }) => next),
  );
}

interface Waiting {
  readonly entry: Entry;
  /** Read it, then confirm it. */
  readonly next: readonly NextStep[];
}

function ofLedger(ledger: PaymentLedger): Waiting[] {
  const { envelope, exceptions } = ledger;
  const proposal = proposedTerms(ledger);
  const terms = proposal && {
    entry: {
      group: 'enveloppes',
      of: `${envelope}, ${euros(proposal.terms.amountCents)}, par ${proposal.by.name}`,
    },
    next: [{ step: 'CONFIRM_ENVELOPE', envelope } as const],
  };
  const open = [...exceptions.values()].filter(({ status }) => status === 'proposed');
  return [
    ...(terms === undefined ? [] : [terms]),
    ...open.map(({ id, amountCents, proposedBy }) => ({
      entry: { group: 'exceptions', of: `${id}, ${euros(amountCents)}, par ${proposedBy.name}` },
      next: [{ step: 'CONFIRM_EXCEPTION', exception: id, envelope } as const],
    })),
  ];
}

async function versions(log: EventStore, today: Day): Promise<Waiting[]> {
  const proposal = await proposedVersion(log);
  if (proposal === undefined) return [];
  const entry = { group: 'réglementation', of: `${proposal.content.version}, ${waitingText(proposal, today)}` };
  return [{ entry, next: [{ step: 'REVIEW_VERSION' }, { step: 'PUBLISH_VERSION' }] }];
}

const ACCOUNTS = { payee: 'comptes des équipes', debtor: 'comptes débités' } as const;

async function accounts(log: EventStore, today: Day): Promise<Waiting[]> {
  return (await everyAccount(log)).flatMap(({ key: { side, holder }, state }) =>
    state.status === 'proposed'
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
