/** Payment runs for tests: every team has an account confirmed long ago. */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import type { Person } from '#libs/commands/person.ts';
import { type Item, isOpen } from '#libs/payments/ledger/state.ts';
import type { DecisionToPost } from '#libs/payments/ledger/rules/post-decision.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';

/** Not that of specification.ts, which needs Jest: processes of their own use this file too. */
function person(name: string): Person {
  return { name, assurance: 'verified', osUser: '' };
}

export const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };

/** The account, in force since a day. */
export function accountInForce(since: Day): InForce {
  return { ...ACCOUNT, since, proposedBy: person('Paula'), confirmedBy: person('Pierre') };
}

interface RunInTest {
  /** FISS where it is not given. */
  readonly envelope?: string;
  readonly run: string;
  readonly by: Person;
  readonly at: string;
  readonly dueBy: number;
  readonly teams: readonly string[];
  readonly exception?: string;
}

export function paymentRun({
  envelope = 'FISS',
  teams,
  ...asked
}: RunInTest): Extract<LedgerCommand, { readonly type: 'run' }> {
  const since = dayFromText('2020-01-01');
  return {
    ...asked,
    envelope,
    type: 'run',
    executionDay: dayFromText(asked.at.slice(0, 10)),
    debtor: ACCOUNT,
    payees: new Map(teams.map((team) => [team, accountInForce(since)])),
    payeeDays: 30,
    confirmedPayees: [],
  };
}

/** What remains to release of an item. */
export function dueCents(item: Item): bigint {
  return isOpen(item) ? item.dueCents : 0n;
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
