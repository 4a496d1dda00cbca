/** The rows of patients for another thread, which opens the keys itself. */
import { PatientRows } from '#libs/event-store/sealed/patient-rows.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import type { KeyPlaces } from '#libs/runtime/keys.ts';

export const PATIENT_ROWS = import.meta.url;

export function openElsewhere(place: string): PatientRows {
  const { store, file } = JSON.parse(place) as KeyPlaces;
  return new PatientRows(new SqlitePatientKeys(store, new KeyFile(file)));
}
