/** Finds the dossier of one patient. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined when no fact names the patient. */
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
    return text === undefined ? undefined : readDossier(text);
  }
}
