/**
 * Reads what the first list of tasks needs: of the whole log the list of statements, the payment ledger, the waiting statements, and the
 * accounts; and every dossier. All of it stays in memory, shared by every list, run and decision, so that no request waits for it.
 */
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { type DossierQuestion, type DossierStores, readDossiers } from '#libs/week/completeness.ts';
import { keptStates, openAmong } from '#libs/week/open-statements.ts';

/** Reads in turns of a few milliseconds. `question`: that of the first list. Throws the errors of the reads, NotServed too. */
export async function readAhead(
  stores: DossierStores,
  question: Pick<DossierQuestion, 'asOf' | 'months'>,
): Promise<void> {
  const listed = await listedStatements(stores);
  await keptStates(stores.log, await openAmong(stores.log, listed));
  await everyAccount(stores.log);
  const regulation = (await latest(stores.log))?.regulation;
  if (regulation !== undefined) await readDossiers(stores, { ...question, regulation });
}
