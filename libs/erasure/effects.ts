/** What the erasure of a patient would take away and leave, and which keys it destroys. */
import { type Dossier, eventCount } from '#libs/enrolment/dossier.ts';
import { linksOf, onePersonNow } from '#libs/enrolment/persons.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { setAsideSubject } from '#libs/erasure/subjects.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { foldDossier } from '#libs/enrolment/dossiers.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym, referenceIn, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { keysOf } from '#libs/erasure/erasures.ts';
import type { ErasureEffects } from '#libs/erasure/events.ts';
import { type Subject, partsInStatements } from '#libs/erasure/kept-parts.ts';
import { type PairsOfPerson, pairsOf } from '#libs/erasure/pairs.ts';
import { IMPORT_EVENTS } from '#libs/intake/import/events.ts';
import { IMPORT_PREFIX } from '#libs/intake/import/decide.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';

/** The facts about a patient, without what was kept when his erasure was begun; of one who is erased, what is kept. */
export async function dossierOf(log: EventStore, patient: string): Promise<Dossier> {
  const all = await log.readStream(patientStream(patient));
  if (referenceIn(patient) !== undefined) return foldDossier(patient, all);
  return foldDossier(
    patient,
    all.filter(({ type, data }) => type !== PATIENT_ERASED && data !== ''),
  );
}

/** All ids that are one person's now: to erase him, each is erased. */
export interface ErasedPerson extends Subject {
  /** Of each of his ids. */
  readonly dossiers: readonly Dossier[];
  /** What the log has of pairs with one of them, and what is kept of it where the other one stays. */
  readonly pairs: PairsOfPerson;
}

export async function personOf(log: EventStore, patient: string): Promise<ErasedPerson> {
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const ids = onePersonNow(patient, rosters.merges);
  // What was to come in the place of his pairs, where his erasure was cut off.
  const keys = keysOf(log);
  const standIns = new Set(ids.map((id) => pseudonym(keys.referenceOf(subjectOfPatient(id)))));
  const before = rosters.merges.filter(({ patient: one, into }) => !standIns.has(one) && !standIns.has(into ?? ''));
  const { patients, merges } = linksOf(ids, before);
  const linked = { dossiers: await Promise.all(patients.map((id) => dossierOf(log, id))), merges };
  const dossiers = linked.dossiers.filter((dossier) => ids.includes(dossier.patient));
  return { ids, linked, rosters, dossiers, pairs: await pairsOf(log, ids) };
}

/** Of the person, of all his ids. Throws REGULATION_NOT_IN_LOG. */
export async function effectsOf(log: EventStore, patient: string): Promise<ErasureEffects> {
  const person = await personOf(log, patient);
  const { decided, open } = await partsInStatements(log, person, await statementsOfLog(log, {}));
  const rows = new Set<string>();
  for (const dossier of person.dossiers)
    for (const row of await rowsNaming(log, dossier)) rows.add(setAsideSubject(row));
  const facts = person.dossiers.reduce((sum, dossier) => sum + eventCount(dossier), 0);
  return { facts, rowsSetAside: rows.size, decided: decided.length, open: open.length };
}

/** A row set aside, by where it is. */
export interface RowPlace {
  readonly stream: string;
  readonly line: number;
}

/** The streams of the jobs whose result has the identifier of the patient, or that of an act of his. */
export async function jobsNaming(log: EventStore, dossier: Dossier): Promise<readonly string[]> {
  const identifiers = identifiersOf(dossier);
  const found: string[] = [];
  for await (const batch of log.read({ after: 0, categories: ['job'], fields: ['stream', 'type', 'data'] }))
    for (const { stream, type, data } of batch)
      if (type === 'JobSucceeded' && data.split(BETWEEN).some((text) => identifiers.has(text))) found.push(stream);
  return found;
}

function identifiersOf({ patient, acts }: Dossier): ReadonlySet<string> {
  return new Set([patient, ...acts.map(({ actId }) => actId)]);
}

/** What separates the fields of a row, whatever its dialect. */
const BETWEEN = /[,;\t|"\s]+/;

/** The rows set aside that have the identifier of the patient, or that of an act of his, in any field. */
export async function rowsNaming(log: EventStore, dossier: Dossier): Promise<readonly RowPlace[]> {
  const identifiers = identifiersOf(dossier);
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
