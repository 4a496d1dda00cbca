/**
 * Keeps the served documents from showing a person whose key is destroyed, until the documents that may contain the person are rebuilt: a
 * service reads them without folding, and a build of a long log takes long.
 */
import { mayHaveErased } from '#libs/event-store/sealed/forgotten.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { type QueryStores, unavailable } from '#libs/read-store/read-store.ts';

/** Whether the documents that serve a projection may have somebody erased. Throws NotServed. */
export async function mayShowErased({ log, projections }: QueryStores, of: Projection<unknown>): Promise<boolean> {
  return mayHaveErased(log, (await projections.served(of)).checkpoint.position);
}

/** For documents that may name any patient. Throws ERASED_NOT_REMOVED_YET, NotServed. */
export async function documentsWithoutErased(stores: QueryStores, of: Projection<unknown>): Promise<Documents> {
  const { documents, checkpoint } = await stores.projections.served(of);
  if (await mayHaveErased(stores.log, checkpoint.position))
    throw unavailable('ERASED_NOT_REMOVED_YET', { projection: of.name });
  return documents;
}
