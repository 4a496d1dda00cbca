/**
 * The ids that look like one person, kept in memory for each log: all dossiers are read once, and later only those with new facts. National
 * data have some 600,000.
 */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { readDossier } from '#libs/enrolment/dossiers.ts';
import { type LookAlikes, LookAlikeSearch } from '#libs/enrolment/look-alikes.ts';
import { type BuiltDossiers, type DossiersRead, mayFollow, patientsSince } from '#libs/enrolment/patients-since.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { BroughtOn } from '#libs/kernel/brought-on.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { Turns } from '#libs/read-store/turns.ts';

/** A search over all dossiers of a build, as they were at a position of the log. */
interface Searched extends DossiersRead {
  readonly search: LookAlikeSearch;
}

/** Number of dossiers read at a time. */
const BATCH = 200;

const keptOf = memoisedOf((_: EventStore) => new BroughtOn<Searched>());

/** Ordered by `lookAlikesKey`. */
export function lookAlikesOf(log: EventStore, dossiers: BuiltDossiers): Promise<readonly LookAlikes[]> {
  return keptOf(log).next(async (before) => {
    const searched = (before && (await followed(before, log, dossiers))) ?? (await searchedInAll(dossiers));
    return [searched, await searched.search.found()];
  });
}

/** For a reader of every dossier: it takes each of them, so that the next question reads only what came later. */
export class LookAlikesOfReading {
  readonly #search = new LookAlikeSearch();
  readonly #position: number;

  /** `position`: later events do not count. */
  constructor(position: number) {
    this.#position = position;
  }

  take(dossier: Dossier): void {
    this.#search.add(dossier, this.#position);
  }

  /** Once every dossier of the build is taken. */
  async keep(log: EventStore, build: number): Promise<void> {
    const searched = { build, position: this.#position, search: this.#search };
    await keptOf(log).next(async () => [searched, undefined]);
  }
}

async function searchedInAll({ documents, build }: BuiltDossiers): Promise<Searched> {
  const { position } = await documents.checkpoint();
  const search = new LookAlikeSearch();
  const turns = new Turns();
  for await (const batch of documents.scan())
    for (const [, text] of batch) {
      if (turns.isOver) await turns.next();
      search.add(readDossier(text), position);
    }
  return { build, position, search };
}

/** Undefined if all dossiers have to be read. */
async function followed(
  { search, ...before }: Searched,
  log: EventStore,
  { documents, build }: BuiltDossiers,
): Promise<Searched | undefined> {
  const { position } = await documents.checkpoint();
  if (!(await mayFollow(log, before, { build, position }))) return undefined;
  const patients = [...(await patientsSince(log, before.position, position))];
  const turns = new Turns();
  for (let i = 0; i < patients.length; i += BATCH)
    for (const text of (await documents.get(patients.slice(i, i + BATCH))).values()) {
      if (turns.isOver) await turns.next();
      const dossier = readDossier(text);
      if (!search.remove(dossier, before.position)) return undefined;
      search.add(dossier, position);
    }
  return { build, position, search };
}
