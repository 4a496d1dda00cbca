/** Looks up the data that the rules of changes need from elsewhere: whether a team has left, and its account. */
import type { Day } from '#libs/kernel/day.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { LookedUp } from '#libs/payments/ledger/rules/change-ledger.ts';
import type { LookedUpAccount } from '#libs/payments/ledger/rules/give-exception.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { teamHasLeft } from '#libs/statements/calculation/left-teams.ts';

export const NOTHING_LOOKED_UP: LookedUp = { hasLeft: false, account: undefined };

/** The data needed to confirm a change; the regulation is read only for a demand. */
export async function lookUp(
  stores: QueryStores,
  change: LedgerChange,
  { today, regulation }: { readonly today: Day; readonly regulation: () => Promise<Regulation> },
): Promise<LookedUp> {
  if (change.kind === 'DEMAND')
    return { ...NOTHING_LOOKED_UP, hasLeft: await teamHasLeft(stores, change.team, today, await regulation()) };
  if (change.kind === 'EXCEPTION' && change.terms.kind === 'CHANGED_ACCOUNT')
    return { ...NOTHING_LOOKED_UP, account: await accountNow(stores, change.terms.team) };
  return NOTHING_LOOKED_UP;
}

/** The account in force of a team, by its digest. */
export async function accountNow(
  { log }: Pick<QueryStores, 'log'>,
  team: string,
): Promise<LookedUpAccount | undefined> {
  const account = accountInForce(await accountOf(log, { side: 'payee', holder: team }));
  return account && { digest: accountDigest(account), proposedBy: account.proposedBy };
}
