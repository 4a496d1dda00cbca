/** Reads dossiers so that those of one person come together, even from different parts of the documents. */
import { type Texts, linked } from '#libs/enrolment/linked.ts';
import { readDossier } from '#libs/enrolment/dossiers.ts';
import { type LinkedDossiers, type Links, type MergeVersion, alone, linksAmong } from '#libs/enrolment/persons.ts';
import { type Documents, FIRST_PLACE, type ScanOptions } from '#libs/read-store/document-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { isOfPartition } from '#libs/read-store/partition.ts';

/** A part of the dossiers: a partition, or places. */
export type DossierPart = Pick<ScanOptions, 'partition' | 'places'>;

interface Reading {
  /** Every merge that is recorded. */
  readonly merges: readonly MergeVersion[];
  /** A part of the documents; all by default. */
  readonly part?: DossierPart | undefined;
  /** Whether a dossier may matter, by its text; every one by default. */
  readonly isWanted?: (text: string) => boolean;
  /** Gives the dossiers that are wanted from elsewhere. */
  readonly again?: ((patients: readonly string[]) => Promise<Texts>) | undefined;
}

/** Number of persons with several ids that are read at a time. */
const BATCH = 200;

/**
 * Gives every dossier once. A batch can be read only once: each dossier is made on demand, so that few are in memory. A partition has the
 * persons whose first id is in it; of parts by places, the first has all persons with several ids.
 */
export async function* linkedDossiers(
  documents: Pick<Documents, 'get' | 'scan'>,
  reading: Reading,
): AsyncIterable<Iterable<LinkedDossiers>> {
  const { merges, part = {}, isWanted, again } = reading;
  const links = linksAmong(merges);
  const turns = new Turns();
  for await (const batch of documents.scan(undefined, part)) {
    const wanted: (readonly [patient: string, text: string])[] = [];
    for (const one of batch) {
      // Gives a turn also during a long run of skipped dossiers, when the reader, who gives turns too, is not reached.
      if (isWanted !== undefined && turns.isOver) await turns.next();
      const [patient, text] = one;
      if (!links.has(patient) && isWanted?.(text) !== false) wanted.push(one);
    }
    yield dossiersOf(again === undefined ? wanted : await again(wanted.map(([patient]) => patient)));
  }
  const sets = [...new Set(links.values())].filter(({ patients: [first = ''] }) => isOfPart(first, part));
  for (let i = 0; i < sets.length; i += BATCH) {
    const some = sets.slice(i, i + BATCH);
    const texts = await documents.get(some.flatMap(({ patients }) => patients));
    const wanted = some.filter(({ patients }) =>
      patients.some((patient) => isWanted?.(texts.get(patient) ?? '') !== false),
    );
    const read = again === undefined ? texts : await again(wanted.flatMap(({ patients }) => patients));
    yield wanted.map((of) => linked(of, read));
  }
}

function* dossiersOf(texts: Iterable<readonly [patient: string, text: string]>): Iterable<LinkedDossiers> {
  for (const [, text] of texts) yield alone(readDossier(text));
}

function isOfPart(patient: string, { partition, places }: DossierPart): boolean {
  if (places !== undefined) return places.from === FIRST_PLACE;
  return partition === undefined || isOfPartition(patient, partition);
}

/** The dossiers of these patients, each with the others of its person. */
export async function* linkedDossiersOf(
  documents: Pick<Documents, 'get'>,
  patients: Iterable<string>,
  merges: readonly MergeVersion[],
): AsyncIterable<readonly LinkedDossiers[]> {
  const links = linksAmong(merges);
  const sets = new Map<string, Links>();
  for (const patient of patients) {
    const of = links.get(patient) ?? { patients: [patient], merges: [] };
    sets.set(of.patients[0] ?? patient, of);
  }
  const all = [...sets.values()];
  for (let i = 0; i < all.length; i += BATCH) {
    const some = all.slice(i, i + BATCH);
    const texts = await documents.get(some.flatMap((of) => of.patients));
    yield some.map((of) => linked(of, texts)).filter(({ dossiers }) => dossiers.length > 0);
  }
}
