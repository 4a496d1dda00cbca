/** Payment runs for tests: every team has an account confirmed long ago. */
import { type Day, dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import type { Person } from '#libs/commands/person.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { type Item, type PaymentLedger, isOpenItem } from '#libs/payments/ledger/state.ts';
import type { DecisionToPost } from '#libs/payments/ledger/rules/post-decision.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';

/** Not the function of specification.ts, which needs Jest: separate processes use this file too. */
function person(name: string): Person {
  return { name, assurance: 'verified', osUser: '' };
}

export const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };

/** The account, in force since a day. */
export function accountInForce(since: Day): InForce {
  return { ...ACCOUNT, since, proposedBy: person('Paula'), confirmedBy: person('Pierre') };
}

interface RunInTest {
  /** Default: FISS. */
  readonly envelope?: string;
  readonly run: string;
  readonly by: Person;
  readonly at: string;
  readonly dueBy: number;
  readonly teams: readonly string[];
  readonly exceptions?: readonly string[];
}

/** The command that prepares a run, and the command that releases it. */
export function paymentRun({ envelope = 'FISS', exceptions = [], teams, run, by, at, dueBy }: RunInTest): {
  readonly prepare: LedgerCommand;
  readonly release: (prepared: PaymentLedger) => LedgerCommand;
} {
  const since = dayFromText('2020-01-01');
  const payees = new Map(teams.map((team) => [team, accountInForce(since)]));
  const accounts = { debtor: ACCOUNT, debtorBy: accountInForce(since), payees };
  const executionDay = nextBankDay(dayOfInstant(at));
  const request = { run, envelope, dueBy, executionDay, exceptions };
  return {
    prepare: { type: 'prepareRun', request, ...accounts, at },
    release: ({ preparedRuns }) => {
      const prepared = preparedRuns.get(run);
      const code = prepared === undefined ? undefined : runCode(prepared);
      return { type: 'releaseRun', run, by, at, code, ...accounts };
    },
  };
}

/** The rest of an item to release. */
export function dueCents(item: Item): bigint {
  return isOpenItem(item) ? item.dueCents : 0n;
}

/** A decision on a statement of PEPS, submitted by Alice and approved by Bob on the first day. */
export function decisionToPost(
  decision: string,
  parts: DecisionToPost['parts'],
  change: Partial<DecisionToPost> = {},
): DecisionToPost {
  const of = { decision, number: 0, team: 'T1', period: '2021-Q1', scheme: 'PEPS', parts, moves: [] };
  return { ...of, submittedBy: person('Alice'), approvedBy: person('Bob'), approvedOn: 0, ...change };
}
