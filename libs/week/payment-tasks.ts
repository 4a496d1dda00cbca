/** What there is to do with payments: to release, to wait for, to issue again, to recover, to confirm. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { type Teams, phaseOn } from '#libs/enrolment/teams.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { accountHolders, accountOf } from '#libs/payments/accounts/accounts.ts';
import { type OpenItem, type PaymentLedger, isOpen, isOwed, proposedTerms } from '#libs/payments/ledger/state.ts';
import { named } from '#libs/week/statement-tasks.ts';
import { type Entry, type Task, task } from '#libs/week/task.ts';

export function paymentTasks(ledgers: readonly PaymentLedger[], teams: Teams, asOf: Day): readonly Task[] {
  const open = ledgers.flatMap(({ envelope, items }) =>
    [...items.values()].filter(isOpen).map((item) => ({ envelope, item })),
  );
  const fresh = open.filter(({ item }) => item.status === 'due');
  const due = fresh.filter(({ item }) => item.dueOn <= asOf);
  const runs = (of: typeof open): string[] =>
    of.map(({ envelope }) => `decompte payment run CAMPAGNE --envelope ${envelope} --due-by ${dayText(asOf)} --as NOM`);
  const returned = open.filter(({ item }) => item.status === 'returned');
  return [
    ...task('RELEASE', due.map(itemEntry), runs(due)),
    ...task('COMING', fresh.filter(({ item }) => item.dueOn > asOf).map(itemEntry), []),
    ...task('REISSUE', returned.map(itemEntry), [
      ...returned.map(({ item: { team } }) => `decompte payee show ${team}`),
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
  return task('AWAIT_BANK', entries, ['decompte payment answer FICHIER --as NOM']);
}

/** The next run sets the debts of a team off against its payments; of a team that left, repayment is demanded. */
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
      gone.map(({ envelope, recovery }) => `decompte payment demand ${recovery.team} --envelope ${envelope} --as NOM`),
    ),
  ];
}

/** What one person proposed and a second has to confirm: accounts, envelopes, exceptions. */
export async function proposalTasks(log: EventStore, ledgers: readonly PaymentLedger[]): Promise<readonly Task[]> {
  const waiting = [...(await accounts(log)), ...ledgers.flatMap(ofLedger)];
  return task(
    'CONFIRM',
    waiting.map(({ entry }) => entry),
    waiting.map(({ next }) => next),
  );
}

interface Waiting {
  readonly entry: Entry;
  readonly next: string;
}

function ofLedger(ledger: PaymentLedger): Waiting[] {
  const { envelope, exceptions } = ledger;
  const proposal = proposedTerms(ledger);
  const terms = proposal && {
    entry: {
      group: 'enveloppes',
      of: `${envelope}, ${euros(proposal.terms.amountCents)}, par ${proposal.by.name}`,
    },
    next: `decompte envelope confirm ${envelope} --as NOM`,
  };
  const open = [...exceptions.values()].filter(({ status }) => status === 'proposed');
  return [
    ...(terms === undefined ? [] : [terms]),
    ...open.map(({ id, amountCents, proposedBy }) => ({
      entry: { group: 'exceptions', of: `${id}, ${euros(amountCents)}, par ${proposedBy.name}` },
      next: `decompte payment exception confirm ${id} --envelope ${envelope} --as NOM`,
    })),
  ];
}

const ACCOUNTS = [
  ['payee', 'comptes des équipes'],
  ['debtor', 'comptes débités'],
] as const;

async function accounts(log: EventStore): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const [side, group] of ACCOUNTS) {
    for (const holder of await accountHolders(log, side)) {
      const state = await accountOf(log, { side, holder });
      if (state.status === 'proposed')
        waiting.push({
          entry: { group, of: `${holder}, par ${state.proposed.by.name}` },
          next: `decompte ${side} confirm ${holder} --as NOM`,
        });
    }
  }
  return waiting;
}
