/** Finds the open look-alike ids: neither merged, nor proposed, nor dismissed. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { openLookAlikes } from '#libs/enrolment/duplicates/open-look-alikes.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import { type LookAlikes, LookAlikeSearch } from '#libs/enrolment/look-alikes.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindLookAlikes extends Query<readonly LookAlikes[]> {}

@QueryHandler(FindLookAlikes)
export class FindLookAlikesHandler implements IQueryHandler<FindLookAlikes> {
  readonly #stores: ServedStores;
  /** The result at the last position, because every dossier is read. */
  readonly #last = new KeptAnswers<readonly LookAlikes[]>(1);

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly LookAlikes[]> {
    const { log, projections } = this.#stores;
    const { position } = (await projections.served(DOSSIERS)).checkpoint;
    const found = await this.#last.get(String(position), () => this.#search());
    const open = openLookAlikes(found, await duplicatesOf(log));
    // The served build still has the erased patient until it is rebuilt.
    const isErased = await erasedPatients(log);
    return open.filter(({ former, latter }) => !isErased(former) && !isErased(latter));
  }

  async #search(): Promise<readonly LookAlikes[]> {
    const dossiers = await this.#stores.projections.documents(DOSSIERS);
    const search = new LookAlikeSearch();
    const turns = new Turns();
    for await (const batch of dossiers.scan())
      for (const [, text] of batch) {
        if (turns.isOver) await turns.next();
        search.add(readDossier(text));
      }
    return search.found();
  }
}
