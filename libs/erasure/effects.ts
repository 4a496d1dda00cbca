/** What the erasure of a patient would take away and leave, and which keys it destroys. */
import { DUPLICATES_EVENTS } from '#libs/enrolment/duplicates/events.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import { type LinkedDossiers, onePersonNow } from '#libs/enrolment/persons.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { setAsideSubject } from '#libs/erasure/subjects.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
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

/** All ids that are one person's now: to erase him, each is erased. */
export interface ErasedPerson {
  /** The one that names him first. */
  readonly ids: readonly string[];
  readonly linked: LinkedDossiers;
  /** How many facts there are. */
  readonly events: number;
  /** Names of the pairs that the log has of them. */
  readonly pairs: readonly string[];
}

export async function personOf(log: EventStore, patient: string): Promise<ErasedPerson> {
  const { merges } = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const links = onePersonNow(patient, merges);
  const facts = await Promise.all(links.patients.map((id) => factsOfPatient(log, id)));
  const named = new Set(links.patients);
  const pairs = (await log.readStream(DUPLICATES_STREAM)).flatMap((event) => {
    const { merge, patient: one, into } = DUPLICATES_EVENTS.read(event).data;
    return named.has(one) || named.has(into) ? [merge] : [];
  });
  return {
    ids: links.patients,
    linked: { dossiers: facts.map(({ dossier }) => dossier), merges: links.merges },
    events: facts.reduce((sum, { events }) => sum + events.length, 0),
    pairs: [...new Set(pairs)],
  };
}

/** Of the person, of all his ids. Throws REGULATION_NOT_IN_LOG. */
export async function effectsOf(log: EventStore, patient: string): Promise<ErasureEffects> {
  const { ids, linked, events } = await personOf(log, patient);
  const [decided, open, rows] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const id of ids) {
    const found = await partsInStatements(log, { patient: id, linked }, await statementsOfLog(log, {}));
    for (const one of found.decided) decided.add(statementKey(one.team, one.period));
    for (const one of found.open) open.add(statementKey(one.team, one.period));
  }
  for (const dossier of linked.dossiers)
    for (const row of await rowsNaming(log, dossier)) rows.add(setAsideSubject(row));
  return { facts: events, rowsSetAside: rows.size, decided: decided.size, open: open.size };
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
