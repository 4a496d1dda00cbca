/** The accounts of a payment run: the paying account, and the accounts of the teams. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { bankAccountOf } from '#libs/payments/accounts/bank-account.ts';
import { type InForce, accountInForce } from '#libs/payments/accounts/state.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { RunAccounts } from '#libs/payments/ledger/rules/plan-run.ts';
import { isOpenItem } from '#libs/payments/ledger/state.ts';

/** The accounts in force now. Throws NO_CONFIRMED_DEBTOR. */
export async function runAccounts(log: EventStore, envelope: string): Promise<RunAccounts> {
  const debtor = await debtorOf(log, envelope);
  return { debtor: bankAccountOf(debtor), debtorBy: debtor, payees: await payeesOf(log, envelope) };
}

async function debtorOf(log: EventStore, envelope: string): Promise<InForce> {
  const account = accountInForce(await accountOf(log, { side: 'debtor', holder: envelope }));
  if (account === undefined) throw refused('NO_CONFIRMED_DEBTOR', { envelope });
  return account;
}

/** The accounts of the teams with an amount due in an envelope. */
async function payeesOf(log: EventStore, envelope: string): Promise<ReadonlyMap<string, InForce>> {
  const { items } = await ledgerOf(log);
  const open = [...items.values()].filter(isOpenItem).filter((item) => item.envelope === envelope);
  const payees = new Map<string, InForce>();
  for (const team of new Set(open.map((item) => item.team))) {
    const account = accountInForce(await accountOf(log, { side: 'payee', holder: team }));
    if (account !== undefined) payees.set(team, account);
  }
  return payees;
}
