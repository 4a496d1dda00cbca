/** The projection of dossiers: one document per patient. */
import { dayFromText } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type ActVersion, C2S, type Dossier } from '#libs/enrolment/dossier.ts';
import { type DossierDocument, dossierOf, dossierText, emptyDossier } from '#libs/enrolment/dossier-text.ts';
import {
  type Row,
  fieldDay,
  optionalFieldDay,
  optionalFieldWhole,
  fieldText,
  fieldWhole,
} from '#libs/enrolment/row.ts';
import { type KeptOfPatient, keptOfPatient } from '#libs/enrolment/kept-part.ts';
import type { Version } from '#libs/enrolment/versions.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import { orGarbled } from '#libs/event-store/event-garbled.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { Sex } from '#libs/regulation/profile.ts';

/** Scratch documents of the patients that professionals concern (libs/statements/recomputation/patient-index.ts). */
export const PATIENT_INDEX_STORE = 'patient-index';

const INFORMATION_ONLY = '71';

const FIELDS = ['position', 'stream', 'type', 'knownOn', 'data'] as const satisfies readonly EventField[];

type DossierEvent = Pick<RecordedEvent, (typeof FIELDS)[number]>;

export const DOSSIERS: Projection<DossierDocument, (typeof FIELDS)[number]> = {
  name: 'dossiers',
  version: 3,
  categories: ['patient'],
  fields: FIELDS,
  documentPerStream: true,
  form: { write: dossierText, read: dossierOf },
  // Posting lists, the entries of act ledgers, and the index of patients.
  ofPeople: { scratch: ['postings', 'act-entries-1', PATIENT_INDEX_STORE] },
  elsewhere: { module: import.meta.url, name: 'DOSSIERS' },
  streamOf: (key) => `patient-${key}`,
  keys: (event) => [patientOf(event)],
  evolve: (document, event, key) => evolveDossier(document ?? emptyDossier(key), event),
};

/** The key of the dossier of an event. */
export function patientOf({ stream }: Pick<RecordedEvent, 'stream'>): string {
  return stream.slice('patient-'.length);
}

/** The dossier of a stored document. Throws DOCUMENT_GARBLED. */
export function readDossier(document: string): Dossier {
  return orDocumentGarbled('dossiers', () => dossierOf(document));
}

/** Folds the events of the stream of a patient. */
export function foldDossier(patient: string, events: readonly DossierEvent[]): Dossier {
  return events.reduce((now, event) => orGarbled(event, () => evolveDossier(now, event)), emptyDossier(patient));
}

/** Adds the version of the event to the document, in place. Throws RangeError for an event of another category. */
function evolveDossier(dossier: DossierDocument, event: DossierEvent): DossierDocument {
  if (event.type === PATIENT_ERASED)
    return { ...emptyDossier(dossier.patient), kept: keptOfPatient(JSON.parse(event.data) as KeptOfPatient) };
  // The patient is erased.
  if (event.data === '' || dossier.kept !== undefined) return dossier;
  const row = JSON.parse(event.data) as Row;
  const at: Version = { knownOn: dayFromText(event.knownOn), position: event.position };
  switch (event.type) {
    case 'PatientDescribed': {
      const sex = fieldText(row, 'sex') as Sex;
      addOnce(dossier.person, {
        birth: fieldDay(row, 'birth_date'),
        sex,
        diedOn: optionalFieldDay(row, 'died_on'),
        ...at,
      });
      return dossier;
    }
    case 'CoverageRecorded': {
      const aldNumber = fieldText(row, 'kind') === 'C2S' ? C2S : fieldWhole(row, 'ald_number');
      addOnce(dossier.coverage, {
        aldNumber,
        from: fieldDay(row, 'from'),
        until: optionalFieldDay(row, 'until'),
        ...at,
      });
      return dossier;
    }
    case 'TreatingDoctorDeclared':
      addOnce(dossier.declarations, { rpps: fieldText(row, 'rpps'), declaredOn: fieldDay(row, 'declared_on'), ...at });
      return dossier;
    case 'ActRecorded':
      addAct(dossier, row, at);
      return dossier;
    case 'SpendingObserved':
      addOnce(dossier.spending, {
        year: fieldWhole(row, 'year'),
        amountCents: optionalFieldWhole(row, 'amount_cents'),
        ...at,
      });
      return dossier;
    default:
      throw new RangeError(`${event.type} is not an event of a patient`);
  }
}

/** Adds a version, unless the event at its position was folded before. */
function addOnce<V extends Version>(versions: V[], version: V): void {
  if (!versions.some(({ position }) => position === version.position)) versions.push(version);
}

/** Among so few acts each is looked at. */
const FEW_ACTS = 32;

/** Ids of the acts of a document with many, kept while it is folded. Not of every one: a weak map of millions is long in being collected. */
const actIds = memoisedOf((acts: readonly ActVersion[]) => new Set(acts.map(({ actId }) => actId)));

/** The id of an act tells whether it was folded before. */
function addAct({ acts }: DossierDocument, row: Row, at: Version): void {
  const actId = fieldText(row, 'act_id');
  if (acts.length < FEW_ACTS) {
    if (acts.some((act) => act.actId === actId)) return;
  } else {
    const known = actIds(acts);
    if (known.has(actId)) return;
    known.add(actId);
  }
  acts.push({
    actId,
    executant: fieldText(row, 'executant_rpps'),
    profession: fieldText(row, 'profession'),
    actCode: fieldText(row, 'act_code'),
    careOn: fieldDay(row, 'care_on'),
    baseCents: fieldWhole(row, 'base_cents'),
    paidCents: fieldWhole(row, 'paid_cents'),
    informationOnly: fieldText(row, 'qualifier') === INFORMATION_ONLY,
    reversal: fieldText(row, 'reverses') !== '',
    ...at,
  });
}

/** Names no professional, and may concern any team. */
export const KEPT_PART = 'kept';

/** The professional in an event of a patient, as `evolveDossier` reads it; KEPT_PART for the kept part of an erased patient. */
export function professionalIn({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): string | undefined {
  if (type === PATIENT_ERASED) return KEPT_PART;
  if (data === '') return undefined;
  if (type === 'ActRecorded') return fieldText(JSON.parse(data) as Row, 'executant_rpps');
  return type === 'TreatingDoctorDeclared' ? fieldText(JSON.parse(data) as Row, 'rpps') : undefined;
}
