/**
 * Reads the parts of the whole log that the first list of tasks needs: the list of statements, the payment ledger, the waiting statements,
 * and the accounts. They stay in memory, shared by every list, run and decision, so that no request waits for them.
 */
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { keptStates, openAmong } from '#libs/week/open-statements.ts';

/** Reads in turns of a few milliseconds. Throws the errors of the reads, NotServed too. */
export async function readAhead(stores: QueryStores): Promise<void> {
  const listed = await listedStatements(stores);
  await keptStates(stores.log, await openAmong(stores.log, listed));
  await everyAccount(stores.log);
}
