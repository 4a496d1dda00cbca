/** The effects of erasing a patient: the data removed and kept, and the keys to destroy. */
import { type Dossier, eventCount } from '#libs/enrolment/dossier.ts';
import { linksOf, onePersonNow } from '#libs/enrolment/persons.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { foldDossier } from '#libs/enrolment/dossiers.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym, referenceIn, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { keysOf } from '#libs/erasure/erasures.ts';
import type { ErasureEffects } from '#libs/erasure/events.ts';
import { type ErasedSubject, partsInStatements } from '#libs/erasure/kept-parts.ts';
import { type NamedElsewhere, type SearchOptions, namedElsewhere } from '#libs/erasure/named-elsewhere.ts';
import { type IsNamed, splitBySeal, subjectsNaming } from '#libs/erasure/naming.ts';
import { type PairsOfPerson, pairsOf } from '#libs/erasure/pairs.ts';
import { refused } from '#libs/erasure/refusals.ts';
import { isSetAside } from '#libs/erasure/subjects.ts';

/** The dossier from the facts about a patient, ignoring a part kept by an erasure under way; for an erased patient, the kept part. */
async function dossierOf(log: EventStore, patient: string): Promise<Dossier> {
  const all = await log.readStream(patientStream(patient));
  if (referenceIn(patient) !== undefined) return foldDossier(patient, all);
  return foldDossier(
    patient,
    all.filter(({ type, data }) => type !== PATIENT_ERASED && data !== ''),
  );
}

/** All present ids of one person: an erasure covers each of them. */
export interface ErasedPerson extends ErasedSubject {
  /** The dossiers of each id of the person. */
  readonly dossiers: readonly Dossier[];
  /** The events about pairs with one of these ids, and the kept part for pairs whose other patient stays. */
  readonly pairs: PairsOfPerson;
}

export async function readErasedPerson(log: EventStore, patient: string): Promise<ErasedPerson> {
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const ids = onePersonNow(patient, rosters.merges);
  // The events that were to replace the patient's pairs, if the erasure was interrupted.
  const keys = keysOf(log);
  const standIns = new Set(ids.map((id) => pseudonym(keys.referenceOf(subjectOfPatient(id)))));
  const before = rosters.merges.filter(({ patient: one, into }) => !standIns.has(one) && !standIns.has(into ?? ''));
  const { patients, merges } = linksOf(ids, before);
  const linked = { dossiers: await Promise.all(patients.map((id) => dossierOf(log, id))), merges };
  const dossiers = linked.dossiers.filter((dossier) => ids.includes(dossier.patient));
  return { ids, linked, rosters, dossiers, pairs: await pairsOf(log, ids) };
}

interface ProposedEffects {
  readonly effects: ErasureEffects;
  /** Events of others that name the person by any id; they remain. */
  readonly named: readonly NamedElsewhere[];
}

/** The effects for the person, with all ids. Throws REGULATION_NOT_IN_LOG, NAMES_BEING_SEARCHED. */
export async function proposedEffects(
  log: EventStore,
  patient: string,
  search: SearchOptions,
): Promise<ProposedEffects> {
  const person = await readErasedPerson(log, patient);
  const subjects = await subjectsNaming(log, namingTestOf(person), 0);
  const effects = await effectsOn(log, person, subjects);
  return { effects, named: await namedElsewhere(log, person.ids, subjects, search) };
}

/**
 * The effects, provided that no result, request or row about the patient would stay readable. Throws NAMED_IN_CLEAR, REGULATION_NOT_IN_LOG.
 */
export async function effectsToDecide(log: EventStore, patient: string): Promise<ErasureEffects> {
  const person = await readErasedPerson(log, patient);
  const subjects = await subjectsNaming(log, namingTestOf(person), 0);
  const { inClear } = await splitBySeal(keysOf(log), subjects);
  if (inClear > 0) throw refused('NAMED_IN_CLEAR', { events: inClear });
  return effectsOn(log, person, subjects);
}

/**
 * The present effects, which the code of a proposal covers, also where it cannot be confirmed; undefined without a code, or if no erasure
 * waits. Throws REGULATION_NOT_IN_LOG.
 */
export async function effectsRead(
  log: EventStore,
  patient: string | undefined,
  code: string | undefined,
): Promise<ErasureEffects | undefined> {
  if (patient === undefined || code === undefined) return undefined;
  return effectsOfPerson(log, await readErasedPerson(log, patient));
}

/** The present effects for a person who was just read, also where the erasure cannot be confirmed. Throws REGULATION_NOT_IN_LOG. */
export async function effectsOfPerson(log: EventStore, person: ErasedPerson): Promise<ErasureEffects> {
  return effectsOn(log, person, await subjectsNaming(log, namingTestOf(person), 0));
}

async function effectsOn(log: EventStore, person: ErasedPerson, subjects: readonly string[]): Promise<ErasureEffects> {
  const { decided, open } = await partsInStatements(log, person);
  const facts = person.dossiers.reduce((sum, dossier) => sum + eventCount(dossier), 0);
  return { facts, rowsSetAside: new Set(subjects.filter(isSetAside)).size, decided: decided.length, open: open.length };
}

/** The ids of the person, and the ids of the person's acts. */
export function namingTestOf({ dossiers }: Pick<ErasedPerson, 'dossiers'>): IsNamed {
  const identifiers = new Set(dossiers.flatMap(({ patient, acts }) => [patient, ...acts.map(({ actId }) => actId)]));
  return (text) => identifiers.has(text);
}
