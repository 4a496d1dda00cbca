/**
 * The projection of dossiers: one document per patient. With 7 million versions in 640,000 documents, a document stores each version
 * as a list of fields without names. Only this file knows their order.
 */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import {
  type ActVersion,
  C2S,
  type CoverageVersion,
  type DeclarationVersion,
  type Dossier,
  type PersonVersion,
  type SpendingVersion,
} from '#libs/enrolment/dossier.ts';
import { type At, addOnce } from '#libs/enrolment/compact.ts';
import { type Row, day, optionalDay, optionalWhole, text, whole } from '#libs/enrolment/row.ts';
import { type KeptOfPatient, keptOfPatient } from '#libs/enrolment/kept-part.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { Sex } from '#libs/regulation/profile.ts';

type Person = readonly [birth: Day, sex: Sex, diedOn: Day | null, ...At];
type Coverage = readonly [aldNumber: number, from: Day, until: Day | null, ...At];
type Declaration = readonly [rpps: string, declaredOn: Day, ...At];
type Act = readonly [
  actId: string,
  executant: string,
  profession: string,
  actCode: string,
  careOn: Day,
  baseCents: number,
  paidCents: number,
  informationOnly: 0 | 1,
  reversal: 0 | 1,
  ...At,
];
type Spending = readonly [year: number, amountCents: number | null, ...At];

/** The stored document. */
interface DossierDocument {
  readonly patient: string;
  readonly person: Person[];
  readonly coverage: Coverage[];
  readonly declarations: Declaration[];
  readonly acts: Act[];
  readonly spending: Spending[];
  /** Only of an erased patient. */
  readonly kept?: KeptOfPatient;
}

/** Scratch documents of the patients whom professionals concern (libs/statements/recomputation/patient-index.ts). */
export const PATIENT_INDEX_STORE = 'patient-index';

const INFORMATION_ONLY = '71';

const FIELDS = ['position', 'stream', 'type', 'knownOn', 'data'] as const satisfies readonly EventField[];

type DossierEvent = Pick<RecordedEvent, (typeof FIELDS)[number]>;

export const DOSSIERS: Projection<DossierDocument, (typeof FIELDS)[number]> = {
  name: 'dossiers',
  version: 2,
  categories: ['patient'],
  fields: FIELDS,
  documentPerStream: true,
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

/** The dossier of a stored document. */
export function readDossier(document: string): Dossier {
  return dossierOf(JSON.parse(document) as DossierDocument);
}

/** Folds the events of the stream of a patient. */
export function foldDossier(patient: string, events: readonly DossierEvent[]): Dossier {
  return dossierOf(events.reduce(evolveDossier, emptyDossier(patient)));
}

function dossierOf({ patient, person, coverage, declarations, acts, spending, kept }: DossierDocument): Dossier {
  if (kept !== undefined)
    return {
      patient,
      person: [],
      coverage: [],
      declarations: [],
      acts: [],
      spending: [],
      kept: keptOfPatient(kept),
    };
  return {
    patient,
    person: person.map(personOf),
    coverage: coverage.map(coverageOf),
    declarations: declarations.map(declarationOf),
    acts: acts.map(actOf),
    spending: spending.map(spendingOf),
  };
}

function personOf([birth, sex, diedOn, knownOn, position]: Person): PersonVersion {
  return { birth, sex, diedOn, knownOn, position };
}

function coverageOf([aldNumber, from, until, knownOn, position]: Coverage): CoverageVersion {
  return { aldNumber, from, until, knownOn, position };
}

function declarationOf([rpps, declaredOn, knownOn, position]: Declaration): DeclarationVersion {
  return { rpps, declaredOn, knownOn, position };
}

/** By index: for millions of acts, a pattern costs twice as much. */
function actOf(act: Act): ActVersion {
  return {
    actId: act[0],
    executant: act[1],
    profession: act[2],
    actCode: act[3],
    careOn: act[4],
    baseCents: act[5],
    paidCents: act[6],
    informationOnly: act[7] === 1,
    reversal: act[8] === 1,
    knownOn: act[9],
    position: act[10],
  };
}

function spendingOf([year, amountCents, knownOn, position]: Spending): SpendingVersion {
  return { year, amountCents, knownOn, position };
}

function emptyDossier(patient: string): DossierDocument {
  return { patient, person: [], coverage: [], declarations: [], acts: [], spending: [] };
}

/** Adds the version of the event to the document, in place. Throws RangeError for an event of another category. */
function evolveDossier(dossier: DossierDocument, event: DossierEvent): DossierDocument {
  if (event.type === PATIENT_ERASED)
    return { ...emptyDossier(dossier.patient), kept: JSON.parse(event.data) as KeptOfPatient };
  // Of an erased patient.
  if (event.data === '' || dossier.kept !== undefined) return dossier;
  const row = JSON.parse(event.data) as Row;
  const at: At = [dayFromText(event.knownOn), event.position];
  switch (event.type) {
    case 'PatientDescribed':
      addOnce(dossier.person, [day(row, 'birth_date'), text(row, 'sex') as Sex, optionalDay(row, 'died_on'), ...at]);
      return dossier;
    case 'CoverageRecorded':
      addOnce(dossier.coverage, [
        text(row, 'kind') === 'C2S' ? C2S : whole(row, 'ald_number'),
        day(row, 'from'),
        optionalDay(row, 'until'),
        ...at,
      ]);
      return dossier;
    case 'TreatingDoctorDeclared':
      addOnce(dossier.declarations, [text(row, 'rpps'), day(row, 'declared_on'), ...at]);
      return dossier;
    case 'ActRecorded':
      addAct(dossier, row, at);
      return dossier;
    case 'SpendingObserved':
      addOnce(dossier.spending, [whole(row, 'year'), optionalWhole(row, 'amount_cents'), ...at]);
      return dossier;
    default:
      throw new RangeError(`${event.type} is not an event of a patient`);
  }
}

/** Ids of the acts of a document, kept while it is folded: a search per act would be slow. */
const actIds = memoisedOf((acts: readonly Act[]) => new Set(acts.map(([actId]) => actId)));

/** Names no professional, and may concern any team. */
export const KEPT_PART = 'kept';

/** The professional whom an event of a patient names, as `evolveDossier` reads it; KEPT_PART where it is what is kept of an erased one. */
export function professionalIn({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): string | undefined {
  if (type === PATIENT_ERASED) return KEPT_PART;
  if (data === '') return undefined;
  if (type === 'ActRecorded') return text(JSON.parse(data) as Row, 'executant_rpps');
  return type === 'TreatingDoctorDeclared' ? text(JSON.parse(data) as Row, 'rpps') : undefined;
}

/** The id of an act tells whether it was folded before. */
function addAct({ acts }: DossierDocument, row: Row, at: At): void {
  const actId = text(row, 'act_id');
  const known = actIds(acts);
  if (known.has(actId)) return;
  known.add(actId);
  acts.push([
    actId,
    text(row, 'executant_rpps'),
    text(row, 'profession'),
    text(row, 'act_code'),
    day(row, 'care_on'),
    whole(row, 'base_cents'),
    whole(row, 'paid_cents'),
    text(row, 'qualifier') === INFORMATION_ONLY ? 1 : 0,
    text(row, 'reverses') === '' ? 0 : 1,
    ...at,
  ]);
}
