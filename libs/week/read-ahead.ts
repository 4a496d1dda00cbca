/**
 * Reads what the first list of things to do needs of the whole log: the list of statements, the payment ledger, the statements that wait, and
 * the accounts. They are kept in memory, and are the same for every list, run and decision, so that no request waits for them.
 */
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { keptStates, openAmong } from '#libs/week/open-statements.ts';

/** In turns of few milliseconds. Throws what reading them throws, NotServed too. */
export async function readAhead(stores: QueryStores): Promise<void> {
  const listed = await listedStatements(stores);
  await keptStates(stores.log, await openAmong(stores.log, listed));
  await everyAccount(stores.log);
}
