/** Finds the open look-alike ids: neither merged, nor proposed, nor dismissed. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { openLookAlikes } from '#libs/enrolment/duplicates/open-look-alikes.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import { lookAlikesOf } from '#libs/enrolment/kept-look-alikes.ts';
import type { LookAlikes } from '#libs/enrolment/look-alikes.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';

export class FindLookAlikes extends Query<readonly LookAlikes[]> {}

@QueryHandler(FindLookAlikes)
export class FindLookAlikesHandler implements IQueryHandler<FindLookAlikes> {
  readonly #stores: Stores;
  readonly #served: ServedStores;

  constructor(stores: Stores, served: ServedStores) {
    this.#stores = stores;
    this.#served = served;
  }

  async execute(): Promise<readonly LookAlikes[]> {
    const { log, readStore } = this.#stores;
    const build = await readStore.buildOf(DOSSIERS);
    const found = await lookAlikesOf(log, { build, documents: await this.#served.projections.documents(DOSSIERS) });
    const open = openLookAlikes(found, await duplicatesOf(log));
    // The served build still has the erased patient until it is rebuilt.
    const isErased = await erasedPatients(log);
    return open.filter(({ former, latter }) => !isErased(former) && !isErased(latter));
  }
}
