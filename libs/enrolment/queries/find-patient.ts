/** Finds the dossier of one patient. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { isErasedNow } from '#libs/event-store/sealed/erased-patients.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined if no fact names the patient, or if the patient is erased. */
export class FindPatient extends Query<Dossier | undefined> {
  readonly pseudonym: string;

  constructor(pseudonym: string) {
    super();
    this.pseudonym = pseudonym;
  }
}

@QueryHandler(FindPatient)
export class FindPatientHandler implements IQueryHandler<FindPatient> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ pseudonym }: FindPatient): Promise<Dossier | undefined> {
    const text = (await (await this.#stores.projections.documents(DOSSIERS)).get([pseudonym])).get(pseudonym);
    // Checked last: the key may be destroyed during the read, and the served build still has the patient until it is rebuilt.
    return text === undefined || (await isErasedNow(this.#stores.log, pseudonym)) ? undefined : readDossier(text);
  }
}
