/** The facts as they are folded now: opened once, for the position that they have reached and for what they say. */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';

export interface OpenedDossiers {
  readonly documents: Documents;
  /** The number of their build. */
  readonly build: number;
}

export interface FoldedFacts {
  readonly rosters: RosterDocuments;
  readonly dossiers: OpenedDossiers;
  /** The position that both have reached. */
  readonly known: Knowledge;
}

/** Throws NotServed. */
export async function openedDossiers({ projections }: QueryStores): Promise<OpenedDossiers> {
  // Before the documents: nothing of a build is read or kept under the number of a later one.
  const build = await projections.buildOf(DOSSIERS);
  return { documents: await projections.documents(DOSSIERS), build };
}

/** As known on a day. Throws NotServed. */
export async function foldedFacts(stores: QueryStores, day: Day): Promise<FoldedFacts> {
  const index = await stores.projections.documents(ROSTERS);
  const dossiers = await openedDossiers(stores);
  const checkpoints = [await index.checkpoint(), await dossiers.documents.checkpoint()];
  const position = Math.min(...checkpoints.map((checkpoint) => checkpoint.position));
  return { rosters: await rosterDocuments(index), dossiers, known: { day, position } };
}
