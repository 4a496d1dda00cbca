/** The recorded facts about a patient, with their corrections, and the patient's state as known then. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type FactHistory, type PatientState, patientHistory } from '#libs/history/of-facts.ts';
import type { HistoryView } from '#libs/history/recorded.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindPatientHistory extends Query<FactHistory<PatientState>> {
  readonly pseudonym: string;
  /** Restricts the history to a day known or a position; everything if empty. */
  readonly view: HistoryView;

  constructor(pseudonym: string, view: HistoryView) {
    super();
    this.pseudonym = pseudonym;
    this.view = view;
  }
}

@QueryHandler(FindPatientHistory)
export class FindPatientHistoryHandler implements IQueryHandler<FindPatientHistory> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws PATIENT_NOT_RECORDED, PATIENT_IS_ERASED. */
  execute({ pseudonym, view }: FindPatientHistory): Promise<FactHistory<PatientState>> {
    return patientHistory(this.#stores.log, pseudonym, view);
  }
}
