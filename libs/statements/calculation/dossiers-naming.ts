/**
 * The dossiers that may concern a team, for a question about it: a patient concerns a team only through one of its professionals, as treating
 * doctor or as executant. They are found through the posting lists where these hold, otherwise in the texts of all dossiers.
 */
import { linkedDossiers, linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import { namesOneOf } from '#libs/enrolment/named.ts';
import type { LinkedDossiers, MergeVersion } from '#libs/enrolment/persons.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { type OpenedDossiers, openedDossiers } from '#libs/statements/calculation/folded-facts.ts';
import { KEPT_TERM, POSTINGS_STORE, Postings, professionalTerm } from '#libs/statements/calculation/postings.ts';

export interface Naming {
  readonly professionals: Iterable<string>;
  /** Every merge that is recorded. */
  readonly merges: readonly MergeVersion[];
  /** Where they are looked for, if they are open already. */
  readonly dossiers?: OpenedDossiers | undefined;
  /** Gives the dossiers that are found; those of the read store by default. */
  readonly from?: Pick<Documents, 'get'> | undefined;
  /** Called with the dossiers found or looked through. */
  readonly onProgress?: Progress | undefined;
}

/** If more than one patient in this many is on the lists, reading all dossiers is as fast. */
const MOST = 5;
/** Dossiers for each call of `onProgress`. */
const STEP = 500;

/**
 * The dossiers that name one of the professionals, each with the others of its person, and the kept parts of erased patients, which may
 * concern any team. Takes turns: a team has thousands of patients. Throws NotServed.
 */
export async function* dossiersNaming(stores: QueryStores, naming: Naming): AsyncIterable<LinkedDossiers> {
  const professionals = [...naming.professionals];
  const names = namesOneOf(professionals);
  const dossiers = naming.dossiers ?? (await openedDossiers(stores));
  const { documents } = dossiers;
  const patients = await listedPatients(stores, dossiers, professionals, names);
  const found =
    patients === undefined ? inAll(documents, names, naming) : ofPatients(naming.from ?? documents, patients, naming);
  const turns = new Turns();
  for await (const linked of found) {
    yield linked;
    if (turns.isOver) await turns.next();
  }
}

/** Undefined without lists that hold, or if they name many patients. */
async function listedPatients(
  { log, projections }: QueryStores,
  dossiers: OpenedDossiers,
  professionals: readonly string[],
  names: RegExp,
): Promise<ReadonlySet<string> | undefined> {
  const postings = await Postings.kept(log, dossiers, await projections.scratch(POSTINGS_STORE));
  const listed = await postings?.patientsOn(new Set([...professionals.map(professionalTerm), KEPT_TERM]));
  if (postings === undefined || listed === undefined || listed.size > postings.patients / MOST) return undefined;
  const patients = new Set(listed);
  const { documents } = dossiers;
  const later = await postings.laterUpTo((await documents.checkpoint()).position);
  for (const [patient, text] of await documents.get(later)) if (names.test(text)) patients.add(patient);
  return patients;
}

async function* ofPatients(
  documents: Pick<Documents, 'get'>,
  patients: ReadonlySet<string>,
  { merges, onProgress }: Naming,
): AsyncIterable<LinkedDossiers> {
  let done = 0;
  for await (const batch of linkedDossiersOf(documents, patients, merges)) {
    yield* batch;
    done = Math.min(done + batch.length, patients.size);
    onProgress?.(done, patients.size);
  }
}

async function* inAll(
  documents: Documents,
  names: RegExp,
  { merges, from, onProgress }: Naming,
): AsyncIterable<LinkedDossiers> {
  const total = documents.elsewhere?.count?.() ?? (await documents.checkpoint()).processed;
  let done = 0;
  const isWanted = (text: string): boolean => {
    if (++done % STEP === 0) onProgress?.(Math.min(done, total), total);
    return names.test(text);
  };
  const again = from && ((patients: readonly string[]) => from.get(patients));
  for await (const batch of linkedDossiers(documents, { merges, isWanted, again })) yield* batch;
}
