/**
 * A person who releases a payment did no other duty for it: they neither proposed or confirmed its accounts, nor submitted or approved its
 * statement, nor gave an exception of its run or of its approval.
 */
import { type DoneDuty, type Duty, dutiesInTheWay } from '#libs/commands/segregation.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import type { RunFault } from '#libs/payments/ledger/refusals.ts';
import { exceptionOf } from '#libs/payments/ledger/exceptions.ts';
import type { RunAccounts } from '#libs/payments/ledger/rules/plan-run.ts';
import {
  type Item,
  type OpenItem,
  type PaymentLedger,
  itemsOf,
  ledgerStatementKey,
} from '#libs/payments/ledger/state.ts';

interface Released extends Pick<RunAccounts, 'debtorBy' | 'payees'> {
  /** The exceptions that the run uses. */
  readonly exceptions: readonly string[];
}

/**
 * One fault for each team, with every duty that forbids the release. The people who decided on the statement before count too: a
 * regularisation may only have moved the due day.
 */
export function independenceFaults(
  ledger: PaymentLedger,
  by: Person,
  items: readonly Pick<OpenItem, 'team' | 'period' | 'submittedBy' | 'approvedBy'>[],
  { debtorBy, payees, exceptions }: Released,
): readonly RunFault[] {
  const permitted = exceptions.flatMap((id) => doneForException(ledger, id));
  return [...Map.groupBy(items, ({ team }) => team)].flatMap(([team, own]) => {
    const account = payees.get(team);
    const forAccounts = [...doneForAccount(debtorBy), ...doneForAccount(account)];
    const statements = new Map(own.map((item) => [ledgerStatementKey(item), item]));
    const decided = [...statements.keys()].flatMap((statement) => itemsDecided(ledger, statement));
    const forItems = [...own, ...decided].flatMap(doneForItem);
    const approved = [...statements].flatMap(([key, of]) => approvedUnder(ledger, key, of));
    const forExceptions = [...permitted, ...approved.flatMap((id) => doneForException(ledger, id))];
    const done = [...forItems, ...forAccounts, ...doneForHold(ledger, team, account), ...forExceptions];
    const duties = dutiesInTheWay(by, 'RELEASE', done);
    return duties.length === 0 ? [] : [{ code: 'RELEASER_NOT_INDEPENDENT' as const, data: { by, team, duties } }];
  });
}

/** The items of all decisions in force on a statement. */
function itemsDecided(ledger: PaymentLedger, statement: string): readonly Item[] {
  const { decisions, itemsOfStatement } = ledger;
  return itemsOf(ledger, itemsOfStatement.get(statement) ?? []).filter(
    ({ decision }) => decisions.get(decision)?.status === 'posted',
  );
}

/** The exceptions behind the decisions in force on a statement: to pass the envelope, and to decide after the end of its text. */
function approvedUnder(
  { decisions, decisionsOfStatement, exceptions }: PaymentLedger,
  statement: string,
  { team, period }: Pick<OpenItem, 'team' | 'period'>,
): readonly string[] {
  const ofDecisions = (decisionsOfStatement.get(statement) ?? []).flatMap((id) => {
    const decision = decisions.get(id);
    return decision?.status === 'posted' ? (decision.exception ?? []) : [];
  });
  const afterEnd = [...exceptions.values()].filter(
    ({ terms }) => terms.kind === 'AFTER_END' && terms.team === team && terms.period === period,
  );
  return [...ofDecisions, ...afterEnd.map(({ id }) => id)];
}

function doneForItem({ submittedBy, approvedBy }: Pick<OpenItem, 'submittedBy' | 'approvedBy'>): readonly DoneDuty[] {
  return [done('APPROVE', approvedBy), done('SUBMIT', submittedBy ?? undefined)];
}

/** The duties done for the account of the team or of the envelope. A team without an account is paid nothing. */
function doneForAccount(account: Pick<InForce, 'proposedBy' | 'confirmedBy'> | undefined): readonly DoneDuty[] {
  if (account === undefined) return [];
  return [done('PROPOSE_ACCOUNT', account.proposedBy), done('CONFIRM_ACCOUNT', account.confirmedBy)];
}

/** The two people who gave an exception for the account. */
function doneForHold(ledger: PaymentLedger, team: string, account: InForce | undefined): readonly DoneDuty[] {
  const exception = account && exceptionOf(ledger, team, account);
  if (exception === undefined) return [];
  return [exception.proposedBy, exception.confirmedBy].map((by) => done('EXCEPT_ACCOUNT', by));
}

function doneForException({ exceptions }: PaymentLedger, id: string): readonly DoneDuty[] {
  const exception = exceptions.get(id);
  if (exception === undefined) return [];
  return [done('PROPOSE_EXCEPTION', exception.proposedBy), done('CONFIRM_EXCEPTION', exception.confirmedBy)];
}

function done(duty: Duty, by: Person | undefined): DoneDuty {
  return { duty, by };
}
