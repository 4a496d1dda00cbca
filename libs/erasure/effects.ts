/** What the erasure of a patient would take away and leave, and which keys it destroys. */
import { foldDossier } from '#libs/enrolment/dossiers.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream } from '#libs/event-store/sealed/sealed-names.ts';
import type { ErasureEffects } from '#libs/erasure/events.ts';
import { partsInStatements } from '#libs/erasure/kept-parts.ts';
import { IMPORT_EVENTS } from '#libs/intake/import/events.ts';
import { IMPORT_PREFIX } from '#libs/intake/import/decide.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';

/** The facts about a patient, without what was kept when his erasure was begun. */
export interface PatientFacts {
  readonly events: readonly RecordedEvent[];
  readonly dossier: Dossier;
}

export async function factsOfPatient(log: EventStore, patient: string): Promise<PatientFacts> {
  const all = await log.readStream(patientStream(patient));
  const events = all.filter(({ type, data }) => type !== PATIENT_ERASED && data !== '');
  return { events, dossier: foldDossier(patient, events) };
}

/** Throws REGULATION_NOT_IN_LOG. */
export async function effectsOf(log: EventStore, patient: string): Promise<ErasureEffects> {
  const { events, dossier } = await factsOfPatient(log, patient);
  const { decided, open } = await partsInStatements(log, dossier, await statementsOfLog(log, {}));
  const rows = await rowsNaming(log, dossier);
  return { facts: events.length, rowsSetAside: rows.length, decided: decided.length, open: open.length };
}

/** A row set aside, by where it is. */
export interface RowPlace {
  readonly stream: string;
  readonly line: number;
}

/** What separates the fields of a row, whatever its dialect. */
const BETWEEN = /[,;\t|"\s]+/;

/** The rows set aside that have the identifier of the patient, or that of an act of his, in any field. */
export async function rowsNaming(log: EventStore, { patient, acts }: Dossier): Promise<readonly RowPlace[]> {
  const identifiers = new Set([patient, ...acts.map(({ actId }) => actId)]);
  const names = (texts: readonly string[]): boolean => texts.some((text) => identifiers.has(text));
  const found: RowPlace[] = [];
  for await (const batch of log.read({ after: 0, categories: [IMPORT_PREFIX.slice(0, -1)] }))
    for (const recorded of batch) {
      if (recorded.type !== 'RowSetAside') continue;
      const { data } = IMPORT_EVENTS.read(recorded);
      if ('row' in data && (names(data.fields) || names(data.row.split(BETWEEN))))
        found.push({ stream: recorded.stream, line: data.line });
    }
  return found;
}
